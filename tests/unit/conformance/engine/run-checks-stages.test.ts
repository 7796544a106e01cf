import { describe, expect, test } from 'vitest'
import type { RequirementId } from '../../../../generated/requirements.ts'
import { type Check, check, disruptive, last } from '../../../../src/conformance/context/check.ts'
import { runChecks } from '../../../../src/conformance/engine/run-checks.ts'
import type { Selected } from '../../../../src/conformance/engine/selection.ts'
import { failed, unreached } from '../../../../src/conformance/errors/verdict-error.ts'
import { createSharedSession } from '../../../../src/conformance/sessions/shared-session.ts'
import { testSession } from '../../../support/scripted.ts'
import { scriptedRun } from './scripted-run.ts'

const clonesId = 'terminate.success.clones'
const source = { document: 'convention', basis: 'common sense' } as const
const selected = (one: Check): Selected => ({ id: one.id, level: 'must', statement: '', source, check: one })
const options = { concurrency: 4, settleMs: 0, strict: false, now: () => 0, onJudged: () => {} }
const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('the stages of a run', () => {
  test('the check of clones comes first and alone, then the others side by side, then the last ones, then disruptive ones', async () => {
    const events: string[] = []
    const noting = (name: string) => async () => {
      events.push(`${name} begins`)
      await settle()
      events.push(`${name} ends`)
    }
    const { requirements } = await runChecks(
      scriptedRun().run,
      [
        disruptive('terminate.request.body-required', noting('disruptive')),
        last('terminate.success.long-list', noting('last')),
        check('terminate.success.no-content', noting('one')),
        check('terminate.not-found.fault', noting('other')),
        check(clonesId, noting('clones')),
      ].map(selected),
      options,
    )
    expect(events).toEqual([
      'clones begins',
      'clones ends',
      'one begins',
      'other begins',
      'one ends',
      'other ends',
      'last begins',
      'last ends',
      'disruptive begins',
      'disruptive ends',
    ])
    expect(requirements.map(({ id }) => id)).toEqual([
      'terminate.request.body-required',
      'terminate.success.long-list',
      'terminate.success.no-content',
      'terminate.not-found.fault',
      clonesId,
    ])
  })

  test.each<[string, RequirementId, Error | undefined, boolean]>([
    ['where the check of clones passes, others open their sessions as clones', clonesId, undefined, true],
    ['where it fails, others log in', clonesId, failed('not-ended', 'it lives'), false],
    ['where it is not selected, others log in', 'terminate.not-found.fault', undefined, false],
  ])('%s', async (_, id, error, areTrusted) => {
    const { run } = scriptedRun()
    const seen: boolean[] = []
    const first = check(id, async () => {
      if (error !== undefined) throw error
    })
    const second = check('terminate.success.no-content', async ({ hasClones }) => {
      seen.push(hasClones)
    })
    await runChecks(run, [first, second].map(selected), options)
    expect(seen).toEqual([areTrusted])
  })

  test.each<[string, Check['run'][], string[], string]>([
    ['sessions that are alive are left open for a check that needs many', [async () => {}], ['kept'], 'open'],
    ['without such a check, they are closed', [], [], 'closed'],
  ])('%s', async (_, lastOnes, left, state) => {
    const { run } = scriptedRun({
      currentSession: (token) => ({ key: token?.replace('token of ', '') }),
      sessionList: () => [{ key: 'controller 1' }, { key: 'kept' }],
    })
    const kept = run.registry.register(testSession('kept'))
    let stateAtLast: string = 'closed'
    const noting = async () => {
      stateAtLast = kept.state
    }
    await runChecks(
      run,
      lastOnes.map(() => selected(last('terminate.success.long-list', noting))),
      options,
    )
    expect([run.left.map(({ key }) => key), stateAtLast]).toEqual([left, state])
    expect(kept.state).toBe('closed')
  })

  test.each([
    ['before all sessions are read once more, the run waits as long as it is told to', 500, [500]],
    ['a run that is told to wait for nothing does not wait', 0, []],
  ])('%s', async (_, settleMs, expected) => {
    const { run, waits } = scriptedRun()
    await runChecks(run, [selected(check('terminate.success.no-content', async () => {}))], { ...options, settleMs })
    expect(waits).toEqual(expected)
  })
})

describe('what a run finds besides its checks', () => {
  test.each<[string, RequirementId, number, [string, string | undefined]]>([
    [
      'a list that was behind in any check is a finding of its requirement',
      'terminate.effect.listed-at-once',
      1,
      ['fail', 'oracles-disagree'],
    ],
    ['it is no finding of another requirement', 'terminate.success.no-content', 1, ['pass', undefined]],
    ['a list that was never behind is no finding', 'terminate.effect.listed-at-once', 0, ['pass', undefined]],
  ])('%s', async (_, id, behind, expected) => {
    const { run } = scriptedRun()
    let reads = 0
    await run.listLag.settle(
      async () => reads++,
      (read) => read < behind,
    )
    const { requirements } = await runChecks(run, [selected(check(id, async () => {}))], options)
    expect(requirements.map(({ verdict, finding }) => [verdict, finding?.code])).toEqual([expected])
  })

  test('a list that left out the session which read it is a finding of its requirement', async () => {
    const { run } = scriptedRun()
    run.registry.leavesOutReader = true
    const unread = check('terminate.effect.listed-at-once', async () => {
      throw unreached('it could not be read')
    })
    const { requirements } = await runChecks(run, [selected(unread)], options)
    expect(requirements.map(({ verdict, finding }) => [verdict, finding?.code])).toEqual([['fail', 'oracles-disagree']])
  })

  test.each<[string, RequirementId, string, [string, string | undefined]]>([
    [
      'a session that is shown with another User-Agent is a finding of its requirement',
      'terminate.effect.others-unchanged',
      '2026-01-01T00:00:00Z',
      ['fail', 'session-changed'],
    ],
    [
      'it is none where its time of login is another one: the key may have passed on',
      'terminate.effect.others-unchanged',
      '2026-01-02T00:00:00Z',
      ['unreached', 'prerequisite'],
    ],
    [
      'it is none of another requirement',
      'terminate.success.no-content',
      '2026-01-01T00:00:00Z',
      ['unreached', 'prerequisite'],
    ],
  ])('%s', async (_, id, loginTime, expected) => {
    const { run } = scriptedRun()
    const { key, userName } = run.registry.register(testSession('victim', { loginTag: '(run a; login b)' }))
    const shown = { key, userName, userAgent: 'vijson-conformance/1.0.0 (run a; login b)' }
    run.registry.noteListed([{ ...shown, loginTime: '2026-01-01T00:00:00Z' }])
    run.registry.noteListed([{ ...shown, loginTime, userAgent: 'govc' }])
    const unread = check(id, async () => {
      throw unreached('its key belongs to another session')
    })
    const { requirements } = await runChecks(run, [selected(unread)], options)
    expect(requirements.map(({ verdict, finding }) => [verdict, finding?.code])).toEqual([expected])
  })

  test('idle sessions are opened before the first check, and where one has ended, the run says so and why', async () => {
    const { run } = scriptedRun({ currentSession: () => null })
    let isOpened = false
    const idle = createSharedSession('an idle session', async () => {
      isOpened = true
      return run.registry.register(testSession('idle', { isShared: true }))
    })
    const seen: boolean[] = []
    const failing = check('terminate.success.no-content', async () => {
      seen.push(isOpened)
      if (seen.length === 1) throw failed('wrongly-ended', 'it has ended')
    })
    const { requirements, otherCause } = await runChecks({ ...run, idleSessions: [idle] }, [selected(failing)], options)
    expect(seen).toEqual([true])
    expect(otherCause).toMatch(/^sessions end for other reasons than TerminateSession /)
    expect(requirements.map(({ verdict, finding }) => [verdict, finding])).toEqual([
      ['unreached', { code: 'other-cause', message: otherCause }],
    ])
  })
})
