import { describe, expect, test } from 'vitest'
import { runSuite } from '../../../../src/conformance/index.ts'
import { type Recording, recordedTarget } from '../../../../src/conformance/replay/recorded-target.ts'
import type { Exchange, SuiteResult } from '../../../../src/conformance/types.ts'
import { mockTarget } from '../../../support/mock-target.ts'
import { asking } from '../../../support/scripted.ts'

const exchange = (given: Partial<Exchange>): Exchange => ({
  ...asking('/sdk/currentSession'),
  answer: { kind: 'answered', place: 1, status: 200, headers: [], body: { kind: 'kept', text: 'text' } },
  ...given,
})
const login = (userName: string, password: string) =>
  exchange({ method: 'POST', path: '/sdk/Login', body: JSON.stringify({ userName, password }) })
const requestFor = (requirement: string) => exchange({ requirement, path: `/${requirement}` })

const recording = (given: Partial<Recording> = {}): Recording => ({
  target: { url: 'https://recorded.invalid', release: '8.0.3.0', product: 'a product' },
  run: {
    id: 'recorded',
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    seed: 42,
    concurrency: 3,
    strict: true,
    exclusive: true,
    interrupted: true,
    release: 'auto',
    principals: { controller: 'admin', limited: 'reader' },
  },
  manifest: ['one', 'two'],
  exchanges: [
    exchange({ path: '/sdk/Login', method: 'POST' }),
    exchange({ path: '/sdk/Login', method: 'POST', body: 'invalid JSON' }),
    exchange({ path: '/sdk/other', body: JSON.stringify({ userName: 'reader', password: 'wrong' }) }),
    login('admin', 'pseudonym-1'),
    login('reader', 'pseudonym-2'),
    requestFor('one'),
    requestFor('two'),
  ],
  lacking: [],
  ...given,
})

describe('recordedTarget', () => {
  test('the options and the principals are those of the recorded run, with the pseudonyms of their passwords', () => {
    const { target, options } = recordedTarget(recording())
    expect(target).toEqual({
      url: 'https://recorded.invalid',
      release: 'auto',
      replay: {
        transport: expect.any(Function),
        runId: 'recorded',
        recordedAt: '2026-01-01T00:00:00.000Z',
        wasInterrupted: true,
        isPart: false,
        hasClones: false,
      },
      controller: { userName: 'admin', password: 'pseudonym-1' },
      limited: { userName: 'reader', password: 'pseudonym-2' },
    })
    expect(options).toEqual({
      seed: 42,
      concurrency: 3,
      strict: true,
      exclusive: true,
      only: ['one', 'two'],
      allowPlaintext: true,
      idleMs: 0,
    })
  })

  const clonedFor = (requirement: string) =>
    exchange({ requirement, method: 'POST', path: '/sdk/CloneSession', body: '{"cloneTicket":"ticket"}' })

  test.each<[string, string[], string[], boolean]>([
    ['a check cloned a session', ['one'], [], true],
    ['that check is judged again', ['one'], ['one'], true],
    ['that check is not judged again', ['one'], ['two'], false],
    ['only the check of clones did, which always does', ['terminate.success.clones'], [], false],
  ])('a recorded run opens its sessions as clones where %s: %s', (_, requirements, only, hasClones) => {
    const manifest = ['one', 'two', 'terminate.success.clones']
    const { target } = recordedTarget(recording({ manifest, exchanges: requirements.map(clonedFor) }), only)
    expect(target.replay?.hasClones).toBe(hasClones)
  })

  test('a recorded run without a second account and without a login has neither', () => {
    const given = recording()
    const { target } = recordedTarget({
      ...given,
      run: { ...given.run, principals: { controller: 'admin' } },
      exchanges: [],
    })
    expect(target).toEqual({
      url: 'https://recorded.invalid',
      release: 'auto',
      replay: {
        transport: expect.any(Function),
        runId: 'recorded',
        recordedAt: '2026-01-01T00:00:00.000Z',
        wasInterrupted: true,
        isPart: false,
        hasClones: false,
      },
      controller: { userName: 'admin', password: '' },
    })
  })

  /** Whether a recorded target has an exchange of a requirement. */
  async function holds({ target }: ReturnType<typeof recordedTarget>, requirement: string) {
    const url = `https://recorded.invalid/${requirement}`
    return target.replay
      ?.transport(
        { method: 'GET', url, headers: new Headers(), body: undefined },
        { requirement, caseName: '', step: '' },
      )
      .then(() => true)
      .catch(() => false)
  }

  test.each<[string, Partial<Recording>, string[], string[], boolean, boolean]>([
    ['all requirements are judged again where none is named', {}, [], ['one', 'two'], true, true],
    ['a requirement that is not named has no exchanges', {}, ['two'], ['two'], false, true],
    ['a requirement that lacks exchanges has none', { lacking: ['one'] }, [], ['one', 'two'], false, true],
    [
      'no requirement has exchanges where the run as a whole lacks some',
      { lacking: [''] },
      [],
      ['one', 'two'],
      false,
      false,
    ],
  ])('%s', async (_, given, only, selected, holdsOne, holdsTwo) => {
    const recorded = recordedTarget(recording(given), only)
    expect([recorded.options.only, await holds(recorded, 'one'), await holds(recorded, 'two')]).toEqual([
      selected,
      holdsOne,
      holdsTwo,
    ])
  })
})

/** The requests of a run in the order in which their answers came. */
function answeredInOrder({ exchanges }: SuiteResult): string[] {
  const placed = exchanges.flatMap(({ requirement = '', path, answer }) =>
    answer.kind === 'unsent' ? [] : [{ place: answer.place, text: `${requirement} ${path.split('/').at(-1)}` }],
  )
  return placed.sort((one, other) => one.place - other.place).map(({ text }) => text)
}

/** Blocks the event loop for some milliseconds at each of its turns, until it is stopped. */
function keepBusy(milliseconds: number): { stop: () => void } {
  let isStopped = false
  const block = () => {
    const end = performance.now() + milliseconds
    while (performance.now() < end);
    if (!isStopped) setImmediate(block)
  }
  setImmediate(block)
  return {
    stop: () => {
      isStopped = true
    },
  }
}

/** The mock, whose answers take a different number of turns of the event loop, so that the requests of several checks overtake each other. */
function unevenMock() {
  let answered = 0
  return mockTarget({
    around: (fetch) => async (request) => {
      answered += 1
      for (let turns = (answered * 7) % 11; turns > 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve))
      return fetch(request)
    },
  })
}

describe('runSuite on a recorded target', () => {
  const only = [
    'terminate.success.no-content',
    'terminate.not-found.fault',
    'terminate.privilege.required',
    'terminate.sequence.list-order',
  ]

  test.each<[string, number]>([
    ['answers come in the recorded order while the machine is idle', 0],
    ['answers come in the recorded order while the machine is busy', 3],
  ])('%s', async (_, milliseconds) => {
    const live = await runSuite(unevenMock(), { only, seed: 1, concurrency: 4 })
    const { target, options } = recordedTarget({ ...live, lacking: [] })
    const busy = keepBusy(milliseconds)
    const again = await runSuite(target, options).finally(busy.stop)
    expect(answeredInOrder(again)).toEqual(answeredInOrder(live))
    expect(again.requirements.map(({ id, verdict }) => [id, verdict])).toEqual(
      live.requirements.map(({ id, verdict }) => [id, verdict]),
    )
  })
})
