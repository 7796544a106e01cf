import type { TestSession } from '../sessions/session-registry.ts'
import type { Finding } from '../types.ts'
import type { Again } from './again.ts'
import { hasEnded, type IdleSessions, livingOf } from './idle-sessions.ts'
import type { Selected } from './selection.ts'
import { verdictAt } from './verdicts.ts'

/**
 * Runs the checks again, one at a time, until a session has ended that no call names, and that had lived on while nothing was called: a call of that check has ended it. Where none
 * does, what ended the first one is not known.
 *
 * @param idle new idle sessions, which have lived on.
 */
export async function findCause(again: Again, idle: IdleSessions, selected: readonly Selected[]): Promise<void> {
  const { run, checked } = again
  const isWatched = (session: TestSession) =>
    session.isShared && session.state === 'open' && !run.controllers.includes(session)
  const watched = await livingOf(run, [...new Set([...idle.sessions, ...run.registry.opened.filter(isWatched)])])
  for (const one of selected) {
    if (run.signal.aborted) return
    run.loginQueue.reopen()
    const outcome = await again.runCheck(one)
    await again.close(one)
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
    checked.set(one, { ...outcome, result: { ...outcome.result, verdict: verdictAt(one.level, 'fail'), finding } })
    return
  }
}
