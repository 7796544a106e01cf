import { VimFault } from '../../../src/mock/index.ts'
import type { Mutant } from '../mutant.ts'
import { stepping, withPast } from './helpers/common.ts'
import { rememberingTickets } from './helpers/tickets.ts'
import { along, isClone, isOther, isSame, lost } from './helpers/victims.ts'

export const victims: Mutant[] = [
  stepping('does not find a session that was begun by CloneSession', (at) =>
    lost(at.session !== undefined && isClone(at) && at.session !== at.caller),
  ),
  stepping('answers 204 for a clone and leaves it logged on', (at) => isSame(at) && isClone(at)),
  stepping('leaves a clone of another user logged on', (at) => isOther(at) && isClone(at)),
  stepping('leaves the clone of a clone logged on', (at) => {
    return (
      at.session !== undefined &&
      at.session !== at.caller &&
      isClone(at) &&
      at.past.parents.has(at.past.parents.get(at.key) ?? '')
    )
  }),
  along('ends the clones of a session with it', ({ past, key }) => {
    return [...past.parents].filter(([, parent]) => parent === key).map(([clone]) => clone)
  }),
  along('ends the session that a clone was made from with the clone', ({ past, key }) => [past.parents.get(key)]),
  along('ends the other clones of the same session with a clone', ({ past, key }) => {
    const parent = past.parents.get(key)
    return [...past.parents].filter((pair) => parent !== undefined && pair[1] === parent).map(([clone]) => clone)
  }),
  along('ends the clones of a session with it, where they belong to another user than the caller', (at) => {
    return isOther(at) ? [...at.past.parents].filter((pair) => pair[1] === at.key).map(([clone]) => clone) : []
  }),
  stepping('does not find a clone whose first session was terminated', (at) => {
    return lost(
      at.session !== undefined && at.session !== at.caller && at.past.terminated.has(at.past.parents.get(at.key) ?? ''),
    )
  }),
  stepping('does not find a clone whose first session logged out', (at) => {
    return lost(
      at.session !== undefined && at.session !== at.caller && at.past.loggedOut.has(at.past.parents.get(at.key) ?? ''),
    )
  }),
  stepping('leaves a session logged on that a clone was made from', (at) => {
    return at.session !== undefined && at.session !== at.caller && [...at.past.parents.values()].includes(at.key)
  }),
  withPast('stops with SystemError behind a session that has an open clone ticket', (vcenter) => {
    const { tickets, acquireCloneTicket, cloneSession } = rememberingTickets(vcenter)
    return {
      acquireCloneTicket,
      cloneSession,
      terminateSessions(caller, keys) {
        const holders = new Set([...tickets.values()].map(({ key }) => key))
        for (const key of keys) {
          vcenter.terminateSessions(caller, [key])
          if (holders.has(key)) throw new VimFault({ _typeName: 'SystemError', reason: 'a clone ticket is open' })
        }
      },
    }
  }),
  withPast('leaves a session logged on that has an open clone ticket', (vcenter) => {
    const { tickets, acquireCloneTicket, cloneSession } = rememberingTickets(vcenter)
    return {
      acquireCloneTicket,
      cloneSession,
      terminateSessions(caller, keys) {
        vcenter.terminateSessions(caller, keys)
        for (const holder of tickets.values()) if (keys.includes(holder.key)) vcenter.sessions.set(holder.key, holder)
      },
    }
  }),
]
