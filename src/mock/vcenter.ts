import { randomBytes, randomUUID } from 'node:crypto'
import { invalidArgument, invalidLogin, noPermission, notAuthenticated, notFound, reference } from './faults.ts'
import { builtInPrincipals, type Principal, type Privilege } from './principals.ts'

/** Somebody who is logged on. */
export interface Session {
  /** The public id. */
  key: string
  /** The secret that proves it; never equal to the key. */
  token: string
  principal: Principal
  loginTime: Date
  lastActiveTime: Date
  callCount: number
  ipAddress: string
  userAgent: string
}

/** Where a call comes from. */
export interface Origin {
  ipAddress: string
  userAgent: string
}

export interface VCenterOptions {
  principals?: readonly Principal[]
  /** The clock. */
  now?: () => Date
  /** What keys are made of. */
  uuid?: () => string
}

/**
 * The simulated vCenter, without a wire: who is logged on, and what a session may do. Methods raise a {@link VimFault} where a vCenter
 * answers with one. They call each other through the object, so that replacing one method changes all that builds upon it.
 */
export interface VCenter {
  /** Who is logged on, by key, in the order of their logins. */
  readonly sessions: Map<string, Session>
  /** The session that a token proves, with its activity noted. */
  authenticate(token: string): Session | undefined
  /** @throws VimFault NotAuthenticated without a session, NoPermission without the privilege. */
  authorize(caller: Session | undefined, privilege: Privilege): Session
  login(userName: string, password: string, origin: Origin, caller?: Session): Session
  logout(caller: Session): void
  /** Ends sessions in the order of the list, up to the first that cannot be ended. What has been ended by then stays ended. */
  terminateSessions(caller: Session, keys: readonly string[]): void
  sessionIsActive(key: string, userName: string): boolean
  acquireCloneTicket(caller: Session): string
  cloneSession(ticket: string, origin: Origin): Session
}

const sessionManager = reference('SessionManager', 'SessionManager')

export function createVCenter({
  principals = builtInPrincipals,
  now = () => new Date(),
  uuid = randomUUID,
}: VCenterOptions = {}): VCenter {
  const sessions = new Map<string, Session>()
  const tickets = new Map<string, Principal>()

  function begin(principal: Principal, origin: Origin): Session {
    const at = now()
    const session: Session = {
      // A vCenter's keys are UUIDs that begin with 52, its tokens 40 hex digits.
      key: `52${uuid().slice(2)}`,
      token: randomBytes(20).toString('hex'),
      principal,
      loginTime: at,
      lastActiveTime: at,
      callCount: 0,
      ...origin,
    }
    sessions.set(session.key, session)
    return session
  }

  return {
    sessions,

    authenticate(token) {
      const session = [...sessions.values()].find((candidate) => candidate.token === token)
      if (session !== undefined) {
        session.lastActiveTime = now()
        session.callCount += 1
      }
      return session
    },

    authorize(caller, privilege) {
      if (caller === undefined) throw notAuthenticated(sessionManager)
      if (!caller.principal.privileges.includes(privilege)) throw noPermission(sessionManager, privilege)
      return caller
    },

    login(userName, password, origin, caller) {
      const principal = principals.find((candidate) => candidate.userName.toLowerCase() === userName.toLowerCase())
      if (principal === undefined || principal.password !== password) throw invalidLogin()
      if (caller !== undefined) throw invalidLogin()
      return begin(principal, origin)
    },

    logout(caller) {
      sessions.delete(caller.key)
    },

    terminateSessions(caller, keys) {
      for (const key of keys) {
        if (key === caller.key) throw invalidArgument('sessionId')
        if (!sessions.delete(key)) throw notFound()
      }
    },

    sessionIsActive(key, userName) {
      return sessions.get(key)?.principal.userName === userName
    },

    acquireCloneTicket(caller) {
      const ticket = `cst-VCT-${randomUUID()}`
      tickets.set(ticket, caller.principal)
      return ticket
    },

    cloneSession(ticket, origin) {
      const principal = tickets.get(ticket)
      if (principal === undefined) throw invalidLogin()
      tickets.delete(ticket)
      return begin(principal, origin)
    },
  }
}
