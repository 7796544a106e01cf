import type { RunContext } from '../context/run-context.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import type { Finding } from '../types.ts'
import { hasEnded, type IdleSessions, livingOf } from './idle-sessions.ts'
import { type CheckedRequirements, runCheck } from './run-check.ts'
import type { Selected } from './selection.ts'
import { verdictAt } from './verdicts.ts'

/**
 * Runs the checks again, one at a time, until a session has ended that no call names, and that had lived on while nothing was called: a call of that check has ended it. Where none
 * does, what ended the first one is not known.
 *
 * @param idle new idle sessions, which have lived on.
 */
export async function findCause(
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
