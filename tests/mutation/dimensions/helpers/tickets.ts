import type { MockSession, VCenter } from '../../../../src/mock/index.ts'

/** The clone tickets that a vCenter gives out, with the sessions that asked for them. */
export function rememberingTickets(vcenter: VCenter) {
  const tickets = new Map<string, MockSession>()
  const acquireCloneTicket = (caller: MockSession) => {
    const ticket = vcenter.acquireCloneTicket(caller)
    tickets.set(ticket, caller)
    return ticket
  }
  return { tickets, acquireCloneTicket }
}
