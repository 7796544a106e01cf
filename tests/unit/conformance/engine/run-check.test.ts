import { describe, expect, test, vi } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { type Check, check as usual } from '../../../../src/conformance/context/check.ts'
import { notTested, runCheck } from '../../../../src/conformance/engine/run-check.ts'
import { type Selected, select } from '../../../../src/conformance/engine/selection.ts'
import { failed, unsupported } from '../../../../src/conformance/errors/verdict-error.ts'
import { createSharedSession } from '../../../../src/conformance/sessions/shared-session.ts'
import type { Level } from '../../../../src/conformance/types.ts'
import { testSession } from '../../../support/scripted.ts'
import { scriptedRun } from './scripted-run.ts'

const id = 'terminate.success.no-content'

/** A requirement of a level whose check does this. */
function selected(run: Check['run'], given: Partial<Check> & { level?: Level } = {}): Selected {
  const { level = 'must', ...kind } = given
  const source = { document: 'convention', basis: 'common sense' } as const
  return { id, level, statement: 'It says so.', source, check: { ...usual(id, run), ...kind } }
}

/** A clock that goes on by five milliseconds each time that it is read. */
function createClock() {
  let time = 0
  return () => {
    time += 5
    return time
  }
}

const common = { id, statement: 'It says so.', source: { document: 'convention', basis: 'common sense' } }
const traces = [{ name: '', sessions: [{ label: 'the controller', userName: 'user' }], events: [] }]

describe('runCheck', () => {
  test('a check that returns passes, with its notes, its exchanges, its traces and its duration', async () => {
    const { run } = scriptedRun()
    const { result, observations } = await runCheck(
      run,
      selected(async ({ record, canReadList, controller }) => {
        record(`the list can be read: ${await canReadList(controller)}`)
      }),
      createClock(),
    )
    expect(result).toEqual({
      ...common,
      level: 'must',
      verdict: 'pass',
      durationMs: 5,
      recorded: ['the list can be read: true'],
      exchanges: [0],
      traces,
    })
    expect(observations).toHaveLength(1)
  })

  test('a check that throws a verdict has that verdict and its finding', async () => {
    const { result } = await runCheck(
      scriptedRun().run,
      selected(() => Promise.reject(failed('not-ended', 'x'))),
      createClock(),
    )
    expect(result).toEqual({
      ...common,
      level: 'must',
      verdict: 'fail',
      durationMs: 5,
      finding: { code: 'not-ended', message: 'x' },
      exchanges: [],
      traces,
    })
  })

  test('an observed requirement that is not met is recorded, and its finding becomes the last note', async () => {
    const { result } = await runCheck(
      scriptedRun().run,
      selected(
        async ({ record }) => {
          record('first')
          throw failed('not-ended', 'x')
        },
        { level: 'observed' },
      ),
      createClock(),
    )
    expect(result).toEqual({
      ...common,
      level: 'observed',
      verdict: 'recorded',
      durationMs: 5,
      recorded: ['first', 'x'],
      exchanges: [],
      traces,
    })
  })

  test('after an interruption, the check is not run and its requirement is unreached', async () => {
    const { run, abort, sent } = scriptedRun()
    abort()
    const check = vi.fn(async () => {})
    const { result, observations } = await runCheck(run, selected(check), createClock())
    expect(result).toEqual({
      ...common,
      level: 'must',
      verdict: 'unreached',
      durationMs: 5,
      finding: { code: 'interrupted', message: 'the run was interrupted' },
      exchanges: [],
      traces: [],
    })
    expect([observations, sent]).toEqual([[], []])
    expect(check).not.toHaveBeenCalled()
  })

  test('a disruptive check that is not permitted is not run', async () => {
    const { run } = scriptedRun()
    const check = vi.fn(async () => {})
    const refusing = { ...run, permitDisruptive: () => Promise.reject(unsupported('foreign-sessions', 'others')) }
    const { result } = await runCheck(refusing, selected(check, { disruptive: true }), createClock())
    expect([result.verdict, result.finding]).toEqual(['unsupported', { code: 'foreign-sessions', message: 'others' }])
    expect(check).not.toHaveBeenCalled()
  })

  /** Runs a check of this kind that ends the session of another user, and does nothing else. */
  async function endBystander(given: Partial<Check>) {
    const bystander = testSession('bystander', { label: 'a session of another user', isShared: true })
    let isEnded = false
    const bystanderNow = () => (isEnded ? null : { key: 'bystander' })
    const { run, sent } = scriptedRun({
      sessionList: () => [{ key: 'controller 1' }, bystanderNow()].filter((session) => session !== null),
      currentSession: (token) => (token === bystander.token ? bystanderNow() : { key: 'controller 1' }),
    })
    run.registry.register(bystander)
    const bystanders = createSharedSession('a session of another user', async () => bystander)
    let sentBefore: string[] = []
    const check = selected(async () => {
      sentBefore = sent.map(({ operation }) => operation)
      isEnded = true
    }, given)
    const { result } = await runCheck({ ...run, bystanders }, check, createClock())
    return { verdict: result.verdict, finding: result.finding, sentBefore, sessions: result.traces[0]?.sessions.length }
  }

  const wronglyEnded = {
    code: 'wrongly-ended',
    message:
      'a session of another user should be alive: not in sessionList (read by the controller); its own token does not work (currentSession shows no session).',
    where: ['a session of another user'],
    expected: 'a session of another user is alive',
    seen: 'not in sessionList (read by the controller); its own token does not work (currentSession shows no session)',
  }

  test.each<[string, Partial<Check>, object]>([
    [
      'a disruptive check that ends the bystander, which is read first, fails although the check itself returns',
      { disruptive: true, odd: true },
      { verdict: 'fail', finding: wronglyEnded, sentBefore: ['currentSession'], sessions: 2 },
    ],
    [
      'a check with calls of an odd form that ends the bystander fails, too',
      { odd: true },
      { verdict: 'fail', finding: wronglyEnded, sentBefore: ['currentSession'], sessions: 2 },
    ],
    ['any other check has no bystander', {}, { verdict: 'pass', finding: undefined, sentBefore: [], sessions: 1 }],
  ])('%s', async (_, given, expected) => {
    expect(await endBystander(given)).toEqual(expected)
  })

  test('a target that does not answer leaves the requirement unreached', async () => {
    const { run } = scriptedRun({ sessionList: () => new TargetUnreachable('timeout', 'late') })
    const { result } = await runCheck(
      run,
      selected(async ({ canReadList, controller }) => {
        await canReadList(controller)
      }),
      createClock(),
    )
    expect([result.verdict, result.finding]).toEqual(['unreached', { code: 'unanswered', message: 'late' }])
  })

  test.each<[string, boolean, string]>([
    ['a check is run with the controller as it is, without reading it', false, 'controller 1'],
    ['a check that is run again gets a new controller where the old one has ended', true, 'controller 2'],
  ])('%s', async (_, isRerun, key) => {
    const { run } = scriptedRun({ currentSession: () => null })
    const controllers: string[] = []
    const check = selected(async ({ controller }) => {
      controllers.push(controller.key)
    })
    await runCheck(run, check, createClock(), isRerun)
    expect(controllers).toEqual([key])
  })
})

describe('notTested', () => {
  test('a requirement that was not tested is unreached, with the finding and without exchanges', () => {
    const [requirement] = select({ only: [id] })
    if (requirement === undefined) throw new Error('the requirement is selected')
    const { level, statement, source } = requirement
    const finding = { code: 'prerequisite', message: 'Login was refused' } as const
    expect(notTested(requirement, finding)).toEqual({
      id,
      level,
      verdict: 'unreached',
      statement,
      source,
      durationMs: 0,
      finding,
      exchanges: [],
      traces: [],
    })
  })
})
