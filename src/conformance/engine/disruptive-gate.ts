import { unreached, unsupported } from '../errors/verdict-error.ts'
import type { LoginQueue } from '../sessions/login-queue.ts'
import { sessionsIn } from '../sessions/readings.ts'
import type { SessionRegistry, TestSession } from '../sessions/session-registry.ts'
import { ensureAlive, type SharedSession } from '../sessions/shared-session.ts'
import { openPipeline, type PermitDisruptive, type PipelineParts } from '../transport/request-pipeline.ts'

export interface DisruptiveGateParts {
  pipelineParts: PipelineParts
  registry: SessionRegistry
  loginQueue: LoginQueue
  controllers: SharedSession
  /** The operator declares that the target belongs to this run alone. */
  exclusive: boolean
}

/**
 * The test before disruptive calls: reads sessionList, each time anew, and refuses where it shows a session of others. It does not protect a user
 * who logs on between the read and the call, or whom the server hides from its list: for that, a target must belong to the run alone.
 */
export function disruptiveGate(parts: DisruptiveGateParts): PermitDisruptive {
  const { pipelineParts, registry, loginQueue, controllers, exclusive } = parts
  return async (purpose) => {
    if (exclusive) return
    const { service } = openPipeline(pipelineParts, purpose)
    const read = async (controller: TestSession) => {
      const noteCount = registry.noteCount()
      const listed = sessionsIn(await service.sessionList(controller.token))
      return { listed, noteCount, showsController: listed?.some(({ key }) => key === controller.key) === true }
    }
    let reading = await read(await controllers.current())
    // The controller may have ended since it was last read.
    if (!reading.showsController) reading = await read(await ensureAlive(service, controllers))
    const { listed, noteCount, showsController } = reading
    // An empty list does not prove that no other session exists: it has to show at least the session that reads it.
    if (listed === undefined || !showsController) {
      throw unreached('whether others are logged on is unknown: sessionList does not show the controller')
    }
    registry.noteListed(listed, noteCount)
    // A session that began while the list was made is registered once its login is answered.
    await loginQueue.settled()
    const others = registry.countForeign(listed)
    if (others > 0) {
      const sessions = others === 1 ? '1 session' : `${others} sessions`
      const lent = pipelineParts.lentToken === undefined ? '' : ' (the one that is lent to it counts)'
      throw unsupported(
        'foreign-sessions',
        `sessionList shows ${sessions} that this run did not open${lent}, and a defective server might answer this call by ending all sessions`,
      )
    }
  }
}
