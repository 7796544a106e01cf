import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { check } from '../../../../src/conformance/context/check.ts'
import type { Again } from '../../../../src/conformance/engine/again.ts'
import { setApartOtherCauses } from '../../../../src/conformance/engine/other-causes.ts'
import { type CheckedRequirements, runCheck } from '../../../../src/conformance/engine/run-check.ts'
import type { Selected } from '../../../../src/conformance/engine/selection.ts'
import { failed, unreached } from '../../../../src/conformance/errors/verdict-error.ts'
import { createSharedSession } from '../../../../src/conformance/sessions/shared-session.ts'
import type { FindingCode, RequirementResult } from '../../../../src/conformance/types.ts'
import { sampleRequirement } from '../../../support/sample-result.ts'
import { testSession } from '../../../support/scripted.ts'
import { scriptedRun } from './scripted-run.ts'

describe('setApartOtherCauses', () => {
  const message =
    'sessions end for other reasons than TerminateSession (a time-out, a limit, a clean-up job): one that nothing touched has ended during the run'
  const id = 'terminate.success.no-content'

  interface Given {
    /** What currentSession answers to the idle session. */
    idle?: unknown
    before?: Partial<RequirementResult>
    /** What the check throws when it is run again. */
    again?: Error
    /** What currentSession answers to the idle session that is opened then. */
    idleAgain?: unknown
    /** What it answers to that one once the check has run again. */
    afterwards?: unknown
    abort?: boolean
  }

  /** Sets apart the finding of one check. @returns what is said, the result, and how often the check was run again. */
  async function setApart({
    idle = null,
    before = {},
    again,
    idleAgain = { key: 'other' },
    afterwards = idleAgain,
    abort = false,
  }: Given) {
    let runs = 0
    const { run, abort: interrupt } = scriptedRun({
      currentSession: (token) => {
        if (token === 'token of idle') return idle
        if (token !== 'token of other') return { key: 'controller 1' }
        return runs > 0 ? afterwards : idleAgain
      },
      sessionList: () => [{ key: 'controller 1' }, ...(idleAgain === null ? [] : [{ key: 'other' }])],
    })
    const session = run.registry.register(testSession('idle'))
    const one: Selected = {
      id,
      level: 'must',
      statement: '',
      source: { document: 'convention', basis: 'common sense' },
      check: check(id, async () => {
        runs += 1
        if (again !== undefined) throw again
      }),
    }
    const found = { verdict: 'fail', finding: { code: 'wrongly-ended', message: 'it has ended' } } as const
    const result = sampleRequirement(id, { ...found, ...before })
    const checked: CheckedRequirements = new Map([[one, { result, observations: [] }]])
    if (abort) interrupt()
    const waits: number[] = []
    const wait = async (ms: number) => {
      waits.push(ms)
    }
    const idleSessions = [
      createSharedSession('an idle session', async () => run.registry.register(testSession('other'))),
    ]
    let closed = 0
    let time = 0
    const now = () => {
      time += 100
      return time
    }
    const inRun = { ...run, wait, idleSessions }
    const rerun: Again = {
      run: inRun,
      checked,
      now,
      runCheck: (other) => runCheck(inRun, other, now, true),
      close: async () => {
        closed += 1
      },
    }
    const said = await setApartOtherCauses(rerun, { sessions: [session], openedAt: 0 }, [one])
    return { said, before: result, after: checked.get(one)?.result, runs, closed, waits }
  }

  test.each<[string, Partial<RequirementResult>]>([
    ['a failure', {}],
    ['a warning', { level: 'should', verdict: 'warn' }],
    [
      'a session that was not ended by a call that a fault has aborted',
      { finding: { code: 'not-ended', message: 'x', answer: '500 with the fault NotFound' } },
    ],
    ...(['controller-lost', 'oracles-disagree', 'unexpected-fault', 'unexpected-status'] as const).map(
      (code: FindingCode): [string, Partial<RequirementResult>] => [code, { finding: { code, message: 'x' } }],
    ),
  ])('where an idle session has ended, a finding that is not found again is set apart: %s', async (_, given) => {
    const { said, before, after, runs } = await setApart({ before: given })
    // Once to see whether it is found again, and once more to see whether it ends the new idle session.
    expect([said, runs]).toEqual([message, 2])
    expect(after).toEqual({ ...before, verdict: 'unreached', finding: { code: 'other-cause', message } })
  })

  test.each<[string, Given, number]>([
    [
      'another finding stands, and its check is not run again',
      { before: { finding: { code: 'body-present', message: '' } } },
      0,
    ],
    [
      'a session that lives on after a success stands, and its check is not run again',
      { before: { finding: { code: 'not-ended', message: '', answer: '204' } } },
      0,
    ],
    [
      'a check that has passed, and does not end a new idle session either, has passed',
      { before: { verdict: 'pass' } },
      1,
    ],
    [
      'a check that has passed is not run again where a new idle session ends while nothing is called',
      { before: { verdict: 'pass' }, idleAgain: null },
      0,
    ],
    ['nothing is read or run again where all idle sessions are alive', { idle: { key: 'idle' } }, 0],
    ['an idle session whose state cannot be read has not ended', { idle: new Response('', { status: 500 }) }, 0],
    ['a target that does not answer any more says nothing', { idle: new TargetUnreachable('timeout', 'late') }, 0],
    ['nothing is run again after an interruption', { abort: true }, 0],
  ])('%s', async (_, given, count) => {
    const { said, before, after, runs } = await setApart(given)
    expect([said, after, runs]).toEqual([undefined, before, count])
  })

  test('without any finding, the check whose calls end a new idle session, which lived on while nothing was called, has failed', async () => {
    const { said, after, runs, closed, waits } = await setApart({ before: { verdict: 'pass' }, afterwards: null })
    expect([said, runs, closed, waits]).toEqual([undefined, 1, 1, [100]])
    expect(after).toMatchObject({
      verdict: 'fail',
      finding: { code: 'wrongly-ended', seen: 'one has ended' },
    })
  })

  test('a finding that is found again stands where a new idle session lives on for as long as the first', async () => {
    for (const again of [failed('wrongly-ended', 'again'), unreached('no login')]) {
      const { said, before, after, waits } = await setApart({ again })
      expect([said, after]).toEqual([undefined, before])
      expect(waits).toEqual([100])
    }
  })

  test.each<[string, Given]>([
    [
      'that is found again where the new idle session ends, too',
      { again: failed('wrongly-ended', 'x'), idleAgain: null },
    ],
    ['of what became of a session later', { before: { finding: { code: 'changed-later', message: 'x' } } }],
  ])('a finding is set apart %s', async (_, given) => {
    const { said, after } = await setApart(given)
    expect([said, after?.verdict, after?.finding?.code]).toEqual([message, 'unreached', 'other-cause'])
  })

  test('where a requirement is unreached, the end of an idle session is said, and its result stands', async () => {
    const { said, before, after, runs } = await setApart({
      before: { verdict: 'unreached', finding: { code: 'prerequisite', message: 'no login' } },
    })
    expect([said, after, runs]).toEqual([message, before, 1])
  })
})
