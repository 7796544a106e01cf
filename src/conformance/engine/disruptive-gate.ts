import { asFetch } from '../../client/message.ts'
import { sessionService } from '../../client/service.ts'
import { keysIn } from '../context/oracles.ts'
import { unreached, unsupported } from '../errors/verdict-error.ts'
import { ensureAlive } from '../sessions/open-session.ts'
import { abortable, type RunContext } from '../transport/request-pipeline.ts'

/**
 * Decides whether a call that a defective server might answer by ending everybody's sessions may be sent: looks, each time anew, whether
 * anybody else is logged on. Between the look and the call somebody may still log on, and a server might hide sessions from the list: to rule
 * that out takes a target of one's own.
 *
 * @param exclusive the operator's word that the target is the run's alone.
 */
export function disruptiveGate(
  run: Omit<RunContext, 'permitDisruptive'>,
  exclusive: boolean,
): RunContext['permitDisruptive'] {
  return async (purpose) => {
    if (exclusive) return
    const looking = abortable(run.recorder.record(run.breakingTransport, purpose), run.signal)
    const service = sessionService(run.address, asFetch(looking))
    const controller = await ensureAlive(service, run.controllers)
    const keys = keysIn(await service.sessionList(controller.token))
    // An empty list is no proof that nobody is there: it has to show at least who asks for it.
    if (keys?.includes(controller.key) !== true) {
      throw unreached('whether others are logged on could not be seen: sessionList does not show even the controller')
    }
    run.registry.noteListed(keys)
    // A session that has begun while the list was made is the run's own once its login is answered.
    await run.loginQueue.settled()
    const others = run.registry.countForeign(keys)
    if (others > 0) {
      const sessions = others === 1 ? 'a session that is not' : `${others} sessions that are not`
      throw unsupported(
        'foreign-sessions',
        `sessionList shows ${sessions} this run's, and a defective server might answer this call by ending everybody's`,
      )
    }
  }
}
