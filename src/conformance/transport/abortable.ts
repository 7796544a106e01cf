import type { Send } from '../../client/message.ts'
import { interrupted } from '../errors/verdict-error.ts'

/** Sends nothing more once the run is interrupted, so that a check ends at its next request. @throws VerdictError `interrupted` from then on. */
export function abortable(send: Send, signal: AbortSignal): Send {
  return async (request) => {
    if (signal.aborted) throw interrupted()
    return send(request)
  }
}
