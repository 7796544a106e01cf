import { sessionService } from '../client/service.ts'
import { unreached, unsupported } from './finding.ts'
import type { Run } from './run/run.ts'
import { keysIn } from './stage/oracles.ts'

/**
 * Decides whether a call that a defective server might answer by ending everybody's sessions may be sent: looks, each time anew, whether
 * anybody else is logged on. Between the look and the call somebody may still log on; to rule that out takes a target of one's own.
 *
 * @param exclusive the operator's word that the target is the run's alone.
 */
export function hazardPermit(run: Omit<Run, 'permitHazard'>, exclusive: boolean): () => Promise<void> {
  return async () => {
    if (exclusive) return
    const controller = await run.controllers.current()
    const service = sessionService(run.address, run.recorder.recording(run.sending, undefined))
    const keys = keysIn(await service.sessionList(controller.token))
    if (keys === undefined)
      throw unreached('whether others are logged on could not be seen: sessionList is not readable')
    run.ownership.noteListed(keys)
    const others = run.ownership.foreignCount()
    if (others > 0) {
      const sessions = others === 1 ? 'a session that is not' : `${others} sessions that are not`
      throw unsupported(
        'foreign-sessions',
        `sessionList shows ${sessions} this run's, and a defective server might answer this call by ending everybody's`,
      )
    }
  }
}
