import { randomUUID } from 'node:crypto'
import { invalidLogin, methodNotFound, noPermission, reference } from '../../src/mock/faults.ts'
import { VimFault } from '../../src/mock/index.ts'
import { type Control, inDomain } from './control.ts'
import { raise } from './lawful-answers.ts'

const manager = reference('SessionManager', 'SessionManager')

type Refused = 'CloneSession' | 'SessionIsActive' | 'AcquireCloneTicket'

/** An oddity of a method that fails for everybody who is logged on. */
const refused = (oddity: string, method: Refused, fail: () => never): Control =>
  inDomain(oddity, () => {
    if (method === 'CloneSession') return { cloneSession: fail }
    return method === 'SessionIsActive' ? { sessionIsActive: fail } : { acquireCloneTicket: fail }
  })

const unknown = (method: Refused) => () => {
  throw methodNotFound(manager, method)
}
const denied = () => {
  const fault = noPermission(manager, 'Sessions.ValidateSession').fault
  throw new VimFault(fault)
}
const unsupported = () => raise('NotSupported', { faultstring: 'The operation is not supported on the object.' })

/** Clone tickets in another form; each is usable `uses` times. */
const ticketing = (oddity: string, write: () => string, uses = 1): Control =>
  inDomain(oddity, (vcenter) => {
    const tickets = new Map<string, { renew: () => string; left: number }>()
    return {
      acquireCloneTicket(caller) {
        const ticket = write()
        const inner = vcenter.acquireCloneTicket(caller)
        let isFresh = true
        const renew = () => {
          if (!isFresh) return vcenter.acquireCloneTicket(caller)
          isFresh = false
          return inner
        }
        tickets.set(ticket, { renew, left: uses })
        return ticket
      },
      cloneSession(ticket, origin) {
        const found = tickets.get(ticket)
        if (found === undefined || found.left === 0) throw invalidLogin()
        found.left -= 1
        return vcenter.cloneSession(found.renew(), origin)
      },
    }
  })

const noClones = 'terminate.success.clones'
const noIsActive = 'terminate.effect.session-is-active'
const without = (unsupported: string[], controls: Control[]): Control[] =>
  controls.map((control) => ({ ...control, unsupported }))

/** Lawful oddities of clones and of SessionIsActive, which need not be offered. */
export const clones: Control[] = [
  ...without(
    [noClones],
    [
      refused('it does not know CloneSession', 'CloneSession', unknown('CloneSession')),
      refused('it permits nobody to clone a session', 'CloneSession', denied),
      refused('it does not support CloneSession', 'CloneSession', unsupported),
      refused('it answers every CloneSession with InvalidLogin', 'CloneSession', () => {
        throw invalidLogin()
      }),
      refused('it does not know AcquireCloneTicket', 'AcquireCloneTicket', unknown('AcquireCloneTicket')),
      refused('it permits nobody to acquire a clone ticket', 'AcquireCloneTicket', denied),
      refused('it does not support AcquireCloneTicket', 'AcquireCloneTicket', unsupported),
    ],
  ),
  ...without(
    [noIsActive],
    [
      refused('it does not know SessionIsActive', 'SessionIsActive', unknown('SessionIsActive')),
      refused('it permits nobody to ask SessionIsActive', 'SessionIsActive', denied),
      refused('it does not support SessionIsActive', 'SessionIsActive', unsupported),
    ],
  ),
  ...without(
    [noClones, noIsActive],
    [
      inDomain('it knows neither clones nor SessionIsActive', () => ({
        acquireCloneTicket: unknown('AcquireCloneTicket'),
        cloneSession: unknown('CloneSession'),
        sessionIsActive: unknown('SessionIsActive'),
      })),
    ],
  ),
  inDomain('its SessionIsActive takes the names of users in any letter case', (vcenter) => ({
    sessionIsActive: (key, userName) =>
      vcenter.sessions.get(key)?.principal.userName.toLowerCase() === userName.toLowerCase(),
  })),
  ticketing('its clone tickets are usable several times', () => `cst-VCT-${randomUUID()}`, 100),
  ticketing('its clone tickets are usable twice', () => `cst-VCT-${randomUUID()}`, 2),
  ticketing(
    'its clone tickets carry a thumbprint',
    () => `cst-VCT-${randomUUID()}--tp-${randomUUID().replaceAll('-', '').toUpperCase().match(/../g)?.join('-')}`,
  ),
  ticketing('its clone tickets have 3,000 characters', () => `${randomUUID()}+/=`.repeat(75)),
  inDomain('its clones have keys and tokens of another form', (vcenter) => ({
    cloneSession(...given) {
      const session = vcenter.cloneSession(...given)
      vcenter.sessions.delete(session.key)
      session.key = `clone:${session.key.slice(2).toUpperCase()}`
      session.token = `c.${session.token}`
      vcenter.sessions.set(session.key, session)
      return session
    },
  })),
]
