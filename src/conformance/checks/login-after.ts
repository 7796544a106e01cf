import type { CheckContext } from '../context/check-context.ts'
import type { Call } from '../context/terminate-call.ts'
import { OpeningRefused } from '../errors/verdict-error.ts'

/**
 * Waits for a session that is opened after a call, or while it is made. That it is refused is a finding about the call, unless the target has no room for more sessions: before the call, the same
 * was not refused.
 */
export async function begunAfter<Opened>(
  { failedAnswer }: CheckContext,
  callMade: () => Call | undefined,
  method: 'Login' | 'CloneSession',
  opening: Promise<Opened>,
): Promise<Opened> {
  return opening.catch((error: unknown) => {
    const call = callMade()
    const isRefused = error instanceof OpeningRefused && error.refused !== 'more sessions'
    if (!isRefused || call === undefined) throw error
    throw failedAnswer(call, 'unexpected-fault', `after the call, ${error.message}`, {
      expected: `${method} begins a session, as before the call`,
      seen: error.message,
    })
  })
}
