import type { SessionService } from '../../client/service.ts'
import { NotRecorded } from '../errors/not-recorded.ts'
import { isTargetError } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/**
 * Sends reads before something is tried again, one more at each try. Behind a gateway that refuses every eleventh request, what takes eleven requests would else be refused at the same
 * call each time, as if by the server itself.
 *
 * @param made how often it was tried.
 */
export async function sendOutOfStep(service: SessionService, { token }: TestSession, made: number): Promise<void> {
  for (let read = 0; read < made; read += 1)
    await service.currentSession(token).catch((error: unknown) => {
      // What is answered says nothing here; a recorded run of an earlier version has no such reads.
      if (!isTargetError(error) && !(error instanceof NotRecorded)) throw error
    })
}
