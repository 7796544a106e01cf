import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { SessionService } from '../../client/service.ts'
import { isLoggedOff, type Reading, readOwnSession } from './readings.ts'
import type { SessionRegistry, TestSession } from './session-registry.ts'

/**
 * Logs a session out, unless its own token says that it is over, or shows another session: a token that the server has given away must not log
 * out its new owner.
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
  const reading = known ?? (await readOwnSession(service, session))
  if (reading === undefined || reading.state === 'stranger') return
  if (reading.state === 'dead') {
    registry.markEnded(session, 'closed')
    return
  }
  const answer = await ignoreUnreachable(service.logout(session.token))
  if (answer === undefined) return
  // A 200 with a value is not an answer to Logout.
  if (answer.kind === 'value' ? answer.value === null : isLoggedOff(answer)) registry.markEnded(session, 'closed')
}
