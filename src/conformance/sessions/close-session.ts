import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import type { SessionService } from '../../client/service.ts'
import { isLoggedOff, type Reading, readOwnSession } from './readings.ts'
import type { SessionRegistry, TestSession } from './session-registry.ts'

/** How often a session is logged out whose Logout loses its connection. */
const maxLogouts = 3

/**
 * Logs a session out, unless its own token says that it is over, or shows another session: a token that the server has given away must not log
 * out its new owner. A Logout that loses its connection may not have come through: the session is read again then, and logged out again where it is still alive.
 *
 * @param known what its own token has just shown; read anew where it is not given.
 */
export async function closeSession(
  service: SessionService,
  registry: SessionRegistry,
  session: TestSession,
  known?: Reading,
): Promise<void> {
  if (session.state !== 'open' || registry.tokenStatusOf(session.token) !== 'own') return
  let reading = known
  for (let sent = 0; sent < maxLogouts; sent += 1) {
    reading ??= await readOwnSession(service, session)
    if (reading === undefined || reading.state === 'stranger') return
    if (reading.state === 'dead') return registry.markEnded(session, 'closed')
    const answer = await service.logout(session.token).catch(noAnswer)
    // A 200 with a value is not an answer to Logout.
    if (typeof answer === 'object' && (answer.kind === 'value' ? answer.value === null : isLoggedOff(answer)))
      return registry.markEnded(session, 'closed')
    if (answer !== 'lost') return
    reading = undefined
  }
}

/** What there is in place of an answer: one that took too long, or was incomplete, is not asked for again. */
function noAnswer(error: unknown): 'lost' | 'none' {
  if (error instanceof TargetUnreachable) return error.reason === 'reset' ? 'lost' : 'none'
  if (error instanceof BrokenAnswer) return 'none'
  throw error
}
