import type { CheckContext } from '../context/check-context.ts'
import { OpeningRefused } from '../errors/verdict-error.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/**
 * Does something while a session holds a ticket by which it can be cloned, and uses the ticket afterwards: a server may keep a session for it. That it is refused then is no finding; if not, it is
 * another session that begins.
 *
 * @param act is given the ticket; undefined where the session gets none.
 */
export async function whileHoldingTicket(
  { openClone }: CheckContext,
  session: TestSession,
  act: (ticket: string | undefined) => Promise<void>,
): Promise<void> {
  let acting: Promise<void> | undefined
  // A clone that is sent again has another ticket.
  const actOnce = (ticket?: string) => {
    acting ??= act(ticket)
    return acting
  }
  await openClone(session, { afterTicket: actOnce, mayBeRefused: true }).catch((error: unknown) => {
    if (!(error instanceof OpeningRefused)) throw error
  })
  await actOnce()
}
