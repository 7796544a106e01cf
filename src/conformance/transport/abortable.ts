import { TargetUnreachable } from '../../client/errors.ts'
import type { Send } from '../../client/message.ts'
import { interrupted } from '../errors/verdict-error.ts'

/**
 * Sends nothing more once the run is interrupted, and waits no longer for what is under way, so that a check ends at once.
 *
 * @throws VerdictError `interrupted` from then on.
 */
export function abortable(send: Send, signal: AbortSignal): Send {
  return refusing((request) => droppedAfter(send(request), signal, 0, interrupted), signal)
}

/**
 * Sends nothing more once the run is interrupted, but waits some time for what is under way: a login may have begun a session, which only its answer
 * lets the run close.
 */
export function finishing(send: Send, signal: AbortSignal, ms: number): Send {
  return refusing(hurried(send, signal, ms), signal)
}

/** Waits for each answer only some time once the run is interrupted: an operation that hangs must not use up the time of the others. */
export function hurried(send: Send, signal: AbortSignal, ms: number): Send {
  return (request) =>
    droppedAfter(
      send(request),
      signal,
      ms,
      () => new TargetUnreachable('timeout', `no answer came within ${ms} ms after the run was interrupted`),
    )
}

function refusing(send: Send, signal: AbortSignal): Send {
  return async (request) => {
    if (signal.aborted) throw interrupted()
    return send(request)
  }
}

/** Settles as `answer` does, or rejects so many milliseconds after the interruption, or after now where that was before. */
async function droppedAfter<Value>(
  answer: Promise<Value>,
  signal: AbortSignal,
  ms: number,
  errorOf: () => Error,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  let start = () => {}
  const dropped = new Promise<never>((_, reject) => {
    start = () => {
      if (ms === 0) reject(errorOf())
      else timer = setTimeout(() => reject(errorOf()), ms)
    }
    if (signal.aborted) start()
    else signal.addEventListener('abort', start, { once: true })
  })
  try {
    return await Promise.race([answer, dropped])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', start)
  }
}
