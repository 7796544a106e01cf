import { describe, expect, test } from 'vitest'
import { type Check, check } from '../../../../src/conformance/context/check.ts'
import { runChecks } from '../../../../src/conformance/engine/run-checks.ts'
import type { Selected } from '../../../../src/conformance/engine/selection.ts'
import { failed, unreached } from '../../../../src/conformance/errors/verdict-error.ts'
import { scriptedRun } from './scripted-run.ts'

const ids = [
  'terminate.success.no-content',
  'terminate.success.all-listed',
  'terminate.not-found.fault',
  'terminate.privilege.required',
] as const

/** The requirement at a place of the list above, and a check that does this. */
function selected(place: 0 | 1 | 2 | 3, run: Check['run'], given: Partial<Check> = {}): Selected {
  const id = ids[place]
  const source = { document: 'convention', basis: 'common sense' } as const
  return {
    id,
    level: 'must',
    statement: '',
    source,
    check: { ...check(id, run), ...given },
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

/** A check that notes when it begins and when it ends, some turns of the event loop later. */
const noting =
  (events: string[], name: string): Check['run'] =>
  async () => {
    events.push(`${name} begins`)
    await settle()
    events.push(`${name} ends`)
  }

const options = { concurrency: 4, settleMs: 0, strict: false, now: () => 0, onJudged: () => {} }

describe('runChecks', () => {
  test('results come in the order given, and are reported in the order in which the checks end', async () => {
    const judged: string[] = []
    const { requirements } = await runChecks(
      scriptedRun().run,
      [
        selected(0, async () => {
          await settle()
          await settle()
        }),
        selected(1, async () => {}),
      ],
      { ...options, onJudged: ({ id }) => judged.push(id) },
    )
    expect(requirements.map(({ id, verdict }) => [id, verdict])).toEqual([
      [ids[0], 'pass'],
      [ids[1], 'pass'],
    ])
    expect(judged).toEqual([ids[1], ids[0]])
  })

  test('each check that begins is told, and none that is left out', async () => {
    const told: string[] = []
    const failing = selected(0, () => Promise.reject(failed('not-ended', 'it lives')))
    const passing = selected(1, async () => {})
    await runChecks(scriptedRun().run, [failing, passing], {
      ...options,
      concurrency: 1,
      limits: { bail: 1 },
      onStarted: (id) => told.push(`${id} begins`),
      onJudged: ({ id, verdict }) => told.push(`${id}: ${verdict}`),
    })
    expect(told).toEqual([`${ids[0]} begins`, `${ids[0]}: fail`, `${ids[1]}: unsupported`])
  })

  test.each([
    [false, ['warn', 'pass']],
    [true, ['warn', 'unsupported']],
  ])('with strict %s, a requirement that warns counts for bail accordingly', async (strict, verdicts) => {
    const warning = { ...selected(0, async () => Promise.reject(failed('not-ended', 'm'))), level: 'should' } as const
    const { requirements } = await runChecks(scriptedRun().run, [warning, selected(1, async () => {})], {
      ...options,
      strict,
      concurrency: 1,
      limits: { bail: 1 },
    })
    expect(requirements.map(({ verdict }) => verdict)).toEqual(verdicts)
  })

  test('no more checks run side by side than the concurrency allows', async () => {
    const events: string[] = []
    const three = ([0, 1, 2] as const).map((place) => selected(place, noting(events, `${place}`)))
    await runChecks(scriptedRun().run, three, { ...options, concurrency: 1 })
    expect(events).toEqual(['0 begins', '0 ends', '1 begins', '1 ends', '2 begins', '2 ends'])
    events.length = 0
    await runChecks(scriptedRun().run, three, { ...options, concurrency: 2 })
    expect(events.slice(0, 2)).toEqual(['0 begins', '1 begins'])
    expect(events.indexOf('2 begins')).toBeGreaterThan(events.indexOf('0 ends'))
  })

  test('disruptive checks run after all others, at once where each is met', async () => {
    const events: string[] = []
    const { requirements } = await runChecks(
      scriptedRun().run,
      [
        selected(0, noting(events, 'disruptive 0'), { disruptive: true }),
        selected(1, noting(events, 'harmless 1')),
        selected(2, noting(events, 'disruptive 2'), { disruptive: true }),
      ],
      options,
    )
    expect(requirements.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'pass'])
    expect(events).toEqual([
      'harmless 1 begins',
      'harmless 1 ends',
      'disruptive 0 begins',
      'disruptive 2 begins',
      'disruptive 0 ends',
      'disruptive 2 ends',
    ])
  })

  const oneAtATime = ['disruptive 0 begins', 'disruptive 0 ends', 'disruptive 2 begins', 'disruptive 2 ends']

  test.each<[string, Error | undefined, Partial<Parameters<typeof runChecks>[2]>]>([
    ['a requirement was not met before', failed('not-ended', 'it lives'), {}],
    ['checks run one at a time', undefined, { concurrency: 1 }],
    ['the run may send few logins', undefined, { limits: { maxLogins: 30 } }],
    ['the run may have few sessions', undefined, { limits: { maxSessions: 30 } }],
  ])('disruptive checks run one at a time where %s', async (_, error, more) => {
    const events: string[] = []
    await runChecks(
      scriptedRun().run,
      [
        selected(0, noting(events, 'disruptive 0'), { disruptive: true }),
        selected(1, async () => {
          if (error !== undefined) throw error
        }),
        selected(2, noting(events, 'disruptive 2'), { disruptive: true }),
      ],
      { ...options, ...more },
    )
    expect(events).toEqual(oneAtATime)
  })

  test.each<[string, Error]>([
    ['is not met', failed('wrongly-ended', 'it was ended')],
    ['is not decided', unreached('the session has ended before')],
    ['throws', new Error('a mistake of the suite')],
  ])(
    'where a disruptive check %s at once with others, all run again, one at a time, and are judged once',
    async (_, error) => {
      const events: string[] = []
      const judged: [string, string][] = []
      let runs = 0
      const sometimes: Check['run'] = async (context) => {
        runs += 1
        await noting(events, 'disruptive 0')(context)
        if (runs === 1) throw error
      }
      const { requirements } = await runChecks(
        scriptedRun().run,
        [
          selected(0, sometimes, { disruptive: true }),
          selected(2, noting(events, 'disruptive 2'), { disruptive: true }),
        ],
        { ...options, onJudged: ({ id, verdict }) => judged.push([id, verdict]) },
      )
      expect(events.slice(4)).toEqual(oneAtATime)
      expect(judged).toEqual([
        [ids[0], 'pass'],
        [ids[2], 'pass'],
      ])
      expect(requirements.map(({ id, verdict }) => [id, verdict])).toEqual(judged)
    },
  )

  test('what the checks need is loaded before the first of them runs', async () => {
    const events: string[] = []
    const load = async () => {
      await settle()
      events.push('loaded')
    }
    await runChecks(
      scriptedRun().run,
      [selected(0, noting(events, 'first')), selected(1, noting(events, 'second'), { load })],
      options,
    )
    expect(events[0]).toBe('loaded')
  })

  test('a check that lost the controller is run again alone, and its second finding stands where it loses it again', async () => {
    const messages = ['first run', 'second run']
    const { requirements } = await runChecks(
      scriptedRun().run,
      [selected(0, () => Promise.reject(failed('controller-lost', messages.shift() ?? 'third run')))],
      options,
    )
    expect(requirements.map(({ verdict, finding }) => [verdict, finding])).toEqual([
      ['fail', { code: 'controller-lost', message: 'second run' }],
    ])
  })

  test('where no check loses the controller again, the first findings stand', async () => {
    let runs = 0
    const { requirements } = await runChecks(
      scriptedRun().run,
      [
        selected(0, async () => {
          runs += 1
          if (runs === 1) throw failed('controller-lost', 'first run')
        }),
      ],
      options,
    )
    expect([runs, requirements.map(({ finding }) => finding)]).toEqual([
      2,
      [{ code: 'controller-lost', message: 'first run' }],
    ])
  })

  test('where one check loses the controller again, another that passes then is cleared', async () => {
    let runs = 0
    const { requirements } = await runChecks(
      scriptedRun().run,
      [
        selected(0, async () => {
          runs += 1
          if (runs === 1) throw failed('controller-lost', 'x')
        }),
        selected(1, () => Promise.reject(failed('controller-lost', 'x'))),
      ],
      options,
    )
    expect(requirements.map(({ verdict }) => verdict)).toEqual(['pass', 'fail'])
  })
})
