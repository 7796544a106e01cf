import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { RunContext } from '../context/run-context.ts'
import { isTargetError } from '../errors/verdict-error.ts'
import { readOwnSession, sessionsIn } from '../sessions/readings.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import type { SharedSession } from '../sessions/shared-session.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { Finding, FindingCode, RequirementResult, SessionState } from '../types.ts'
import { type CheckedRequirements, runCheck } from './run-check.ts'
import type { Selected } from './selection.ts'
import { isFailure, verdictAt } from './verdicts.ts'

/** What a session that has ended for another reason looks like to a check. */
const likeOtherCauses: readonly FindingCode[] = [
  'wrongly-ended',
  'changed-later',
  'controller-lost',
  'oracles-disagree',
  'unexpected-fault',
  'unexpected-status',
]

/** A session for each principal that nothing touches. */
export interface IdleSessions {
  sessions: readonly TestSession[]
  openedAt: number
}

/**
 * Opens a session for each principal that nothing touches. Where it has ended, sessions end for other reasons than TerminateSession: time-outs, limits,
 * somebody's clean-up job. Without it, the run goes on.
 */
export async function openIdleSessions({ idleSessions }: RunContext, now: () => number): Promise<IdleSessions> {
  const opened = await Promise.all(
    idleSessions.map((idle: SharedSession) =>
      idle.current().catch((error: unknown) => {
        if (isTargetError(error)) return undefined
        throw error
      }),
    ),
  )
  return { sessions: opened.filter((session) => session !== undefined), openedAt: now() }
}

/**
 * Where an idle session has ended: looks whether a new one lives on for as long as the first was left alone, while nothing is called. Where it does not, a time-out or a clean-up job is
 * at work, and no finding that might have the same cause is put down to TerminateSession. Where it does, the checks of such findings run again, one at a time, and what is not found again is not
 * put down to it either: a target that ends the sessions of others by a call does it again. Where there is no finding then, the check is looked for whose calls have ended it.
 *
 * @param close rechecks a check, and closes its sessions.
 * @returns the sentence that says so; undefined where all idle sessions are alive, or every finding stands.
 */
export async function setApartOtherCauses(
  run: RunContext,
  idle: IdleSessions,
  selected: readonly Selected[],
  checked: CheckedRequirements,
  now: () => number,
  close: (one: Selected) => Promise<void>,
): Promise<string | undefined> {
  const idleMs = now() - idle.openedAt
  if (run.signal.aborted || !(await hasEnded(run, idle))) return undefined
  const doubtful = selected.filter((one) => isDoubtful(checked.get(one)?.result))
  const anew = await openAnew(run, idle, now)
  if (await endsUntouched(run, anew, idleMs)) for (const one of doubtful) setApart(one, checked)
  else {
    for (const one of doubtful) if (await isGone(run, one, checked, now)) setApart(one, checked)
    if (![...checked.values()].some(({ result }) => isFailure(result, true)))
      await findCause(run, anew, selected, checked, now, close)
  }
  return [...checked.values()].some(({ result }) => result.verdict === 'unreached') ? otherCause : undefined
}

/**
 * Runs the checks again, one at a time, until a session has ended that no call names, and that had lived on while nothing was called: a call of that check has ended it. Where none
 * does, what ended the first one is not known.
 *
 * @param idle new idle sessions, which have lived on.
 */
async function findCause(
  run: RunContext,
  idle: IdleSessions,
  selected: readonly Selected[],
  checked: CheckedRequirements,
  now: () => number,
  close: (one: Selected) => Promise<void>,
): Promise<void> {
  const isWatched = (session: TestSession) =>
    session.isShared && session.state === 'open' && !run.controllers.includes(session)
  const watched = await livingOf(run, [...new Set([...idle.sessions, ...run.registry.opened.filter(isWatched)])])
  for (const one of selected) {
    if (run.signal.aborted) return
    run.loginQueue.reopen()
    const again = await runCheck(run, one, now, true)
    await close(one)
    if (!(await hasEnded(run, { sessions: watched }))) continue
    if (one.level === 'observed') return
    const message =
      'a session that no call named ended while this check ran again, as an idle one had before; while nothing was called for as long, none did'
    const finding: Finding = {
      code: 'wrongly-ended',
      message,
      expected: 'a session that no call names is alive',
      seen: 'one has ended',
    }
    checked.set(one, { ...again, result: { ...again.result, verdict: verdictAt(one.level, 'fail'), finding } })
    return
  }
}

const otherCause =
  'sessions end for other reasons than TerminateSession (a time-out, a limit, a clean-up job): one that nothing touched has ended during the run'

function isDoubtful(result: RequirementResult | undefined): boolean {
  if (result?.finding === undefined || !isFailure(result, true)) return false
  const { code, answer } = result.finding
  // A call that aborts at a session which has timed out ends nothing behind it; one that is answered with a success has no such excuse.
  if (code === 'not-ended') return answer !== undefined && !answer.startsWith('2')
  return likeOtherCauses.includes(code)
}

/** Whether a finding is not found again. */
async function isGone(
  run: RunContext,
  one: Selected,
  checked: CheckedRequirements,
  now: () => number,
): Promise<boolean> {
  // What became of a session later is no more than what became of the idle one.
  if (checked.get(one)?.result.finding?.code === 'changed-later') return true
  const { result } = await runCheck(run, one, now, true)
  return result.verdict === 'pass'
}

function setApart(one: Selected, checked: CheckedRequirements): void {
  const before = checked.get(one)
  if (before === undefined) return
  const finding: Finding = { code: 'other-cause', message: otherCause }
  checked.set(one, { ...before, result: { ...before.result, verdict: 'unreached', finding } })
}

/** The longest time, in milliseconds, between two looks at sessions that nothing touches. */
const maxBetweenLooks = 1000

/** Whether one of the sessions ends within that many milliseconds in which nothing is called but sessionList; also where there is none, because nothing is proved then. */
async function endsUntouched(run: RunContext, { sessions }: IdleSessions, ms: number): Promise<boolean> {
  if (sessions.length === 0) return true
  const { service } = openPipeline(run, wholeRun)
  const looks = Math.max(1, Math.ceil(ms / maxBetweenLooks))
  for (let look = 0; look < looks; look += 1) {
    await run.wait(Math.ceil(ms / looks))
    const controller = await run.controllers.current().catch((error: unknown) => {
      if (isTargetError(error)) return undefined // Then the sessions themselves are asked, at the end.
      throw error
    })
    const answer = controller && (await ignoreUnreachable(service.sessionList(controller.token)))
    const listed = answer && sessionsIn(answer)?.map(({ key }) => key)
    // A list without its reader says nothing of others.
    if (controller === undefined || listed?.includes(controller.key) !== true) continue
    if (sessions.some(({ key }) => !listed.includes(key))) return true
  }
  return hasEnded(run, { sessions })
}

/** New idle sessions; none where none can be opened. */
async function openAnew(run: RunContext, idle: IdleSessions, now: () => number): Promise<IdleSessions> {
  for (const shared of run.idleSessions) for (const lost of idle.sessions) shared.discard(lost)
  run.loginQueue.reopen()
  return openIdleSessions(run, now)
}

async function hasEnded(run: RunContext, { sessions }: Pick<IdleSessions, 'sessions'>): Promise<boolean> {
  return (await statesOf(run, sessions)).includes('dead')
}

async function livingOf(run: RunContext, sessions: readonly TestSession[]): Promise<TestSession[]> {
  const states = await statesOf(run, sessions)
  return sessions.filter((_, place) => states[place] === 'alive')
}

/** What the own token of each says; nothing of any where a target does not answer any more. */
async function statesOf(run: RunContext, sessions: readonly TestSession[]): Promise<(SessionState | undefined)[]> {
  const { service } = openPipeline(run, wholeRun)
  const reading = Promise.all(sessions.map((session) => readOwnSession(service, session)))
  const readings = await reading.catch((error: unknown) => {
    if (isTargetError(error)) return []
    throw error
  })
  return readings.map((read) => read?.state)
}
