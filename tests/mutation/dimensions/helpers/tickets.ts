import type { MockSession, VCenter } from '../../../../src/mock/index.ts'

/** The clone tickets of a vCenter that are not used yet, with the sessions that asked for them. */
export function rememberingTickets(vcenter: VCenter) {
  const tickets = new Map<string, MockSession>()
  const acquireCloneTicket = (caller: MockSession) => {
    const ticket = vcenter.acquireCloneTicket(caller)
    tickets.set(ticket, caller)
    return ticket
  }
  const cloneSession: VCenter['cloneSession'] = (ticket, origin) => {
    tickets.delete(ticket)
    return vcenter.cloneSession(ticket, origin)
  }
  return { tickets, acquireCloneTicket, cloneSession }
}
