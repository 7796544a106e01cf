import { invalidArgument, invalidLogin, noPermission, notAuthenticated, notFound, reference } from './faults.ts'
import { createNextAnswers, type NextAnswers } from './next-answers.ts'
import { builtInPrincipals, type Principal, type Privilege } from './principals.ts'
import { randomHex, randomUuid } from './random.ts'
import { isNameOf, withDomainFirst } from './user-names.ts'

/** A session that is logged on. */
export interface MockSession {
  /** The public id. */
  key: string
  /** The secret that proves it to the server; never equal to the key. */
  token: string
  /** Whose it is. */
  principal: Principal
  /** When it began. */
  loginTime: Date
  /** When it made its last call. */
  lastActiveTime: Date
  /** How many calls it has made. */
  callCount: number
  /** The address that it began from. */
  ipAddress: string
  /** The User-Agent of the client that began it. */
  userAgent: string
  /** The language that its login asked for; by default, `en`. */
  locale: string
}

/** The client of a call, as a session shows it. */
export interface Origin {
  /** Its address. */
  ipAddress: string
  /** Its User-Agent, or the empty string. */
  userAgent: string
  /** The language that it asks for; by default, `en`. */
  locale?: string
}

/** What a simulated vCenter is made from. */
export interface VCenterOptions {
  /** The accounts that can log in; by default, `builtInPrincipals`. */
  principals?: readonly Principal[]
  /** The clock. */
  now?: () => Date
  /** The source of the keys. */
  uuid?: () => string
  /** Milliseconds after which a session that makes no call is ended; by default, none is. */
  sessionTimeoutMs?: number | undefined
  /** How many sessions a user may have; by default, as many as begin. */
  maxSessions?: number | undefined
}

/** A user has as many sessions as the server allows. Answered as a gateway does, with status 503 and this sentence (tanzu-cli #749). */
export class TooManySessions extends Error {
  /** Tells the errors of the mock apart. */
  readonly code = 'too-many-sessions'

  constructor(userName: string, count: number) {
    super(`User session count is limited to ${count}. Existing session count is ${count} for user ${userName}.`)
    this.name = 'TooManySessions'
  }
}

/**
 * The domain model of a simulated vCenter, without HTTP: its sessions, and what each may do. Methods throw a {@link VimFault} where a vCenter answers
 * with that fault. A test replaces single methods to make a mock with a defect.
 */
export interface VCenter extends NextAnswers {
  /** The sessions that are logged on, by key, in the order of their logins. */
  readonly sessions: Map<string, MockSession>
  /** The session of a token; notes its activity. */
  authenticate(token: string): MockSession | undefined
  /** The caller, where it may do what the privilege stands for. @throws VimFault NotAuthenticated without a session, NoPermission without the privilege. */
  authorize(caller: MockSession | undefined, privilege: Privilege): MockSession
  /** Begins a session. @param caller the session of the request, which may have none. @throws VimFault InvalidLogin for a wrong name or password, or with a caller; TooManySessions. */
  login(userName: string, password: string, origin: Origin, caller?: MockSession): MockSession
  /** Begins a session by the Authorization header that carries a principal's `ssoToken`. @throws VimFault InvalidLogin for any other, or with a caller; TooManySessions. */
  loginByToken(authorization: string | undefined, origin: Origin, caller?: MockSession): MockSession
  /** Ends the session of the caller. */
  logout(caller: MockSession): void
  /** Ends sessions in the order of the list, up to the first id that fails. The sessions before it stay ended, as on a vCenter (govmomi pull request 983). */
  terminateSessions(caller: MockSession, keys: readonly string[]): void
  /** Whether the user is logged on with the session of this key. The name may be written as the session list shows it. */
  sessionIsActive(key: string, userName: string): boolean
  /** A ticket, good once, for a second session of the caller's user. */
  acquireCloneTicket(caller: MockSession): string
  /** Begins a second session by a ticket. @throws VimFault InvalidLogin where it was used or never given; TooManySessions. */
  cloneSession(ticket: string, origin: Origin): MockSession
  /** What time it is. */
  now(): Date
  /** Moves the clock forward. @throws RangeError where it would move back, or past the year 9999. */
  advance(ms: number): void
}

/** RFC 3339 writes years with four digits. */
const endOfTime = Date.UTC(10_000, 0)

const sessionManager = reference('SessionManager', 'SessionManager')

/**
 * Creates a simulated vCenter without any session.
 *
 * @example
 * const vcenter = createVCenter()
 * const session = vcenter.login('administrator@vsphere.local', 'VMware1!', { ipAddress: '127.0.0.1', userAgent: 'test' })
 */
export function createVCenter({
  principals = builtInPrincipals,
  now: clock = () => new Date(),
  uuid = randomUuid,
  sessionTimeoutMs = Number.POSITIVE_INFINITY,
  maxSessions = Number.POSITIVE_INFINITY,
}: VCenterOptions = {}): VCenter {
  let ahead = 0
  const now = () => new Date(clock().getTime() + ahead)
  const sessions = new Map<string, MockSession>()
  /** The key of each token. */
  const keys = new Map<string, string>()
  const tickets = new Map<string, Principal>()

  /** Ends the sessions that have made no call for too long. */
  function endIdle(): void {
    if (sessionTimeoutMs === Number.POSITIVE_INFINITY) return
    const since = now().getTime() - sessionTimeoutMs
    for (const session of [...sessions.values()]) if (session.lastActiveTime.getTime() < since) end(session)
  }

  function begin(principal: Principal, origin: Origin): MockSession {
    endIdle()
    if (maxSessions !== Number.POSITIVE_INFINITY) {
      const count = [...sessions.values()].filter((session) => session.principal === principal).length
      if (count >= maxSessions) throw new TooManySessions(principal.userName, maxSessions)
    }
    const at = now()
    const session: MockSession = {
      // Keys begin with 52 (govmomi's recording), tokens are 40 hex digits (the vendor's sample).
      key: `52${uuid().slice(2)}`,
      token: randomHex(20),
      principal,
      loginTime: at,
      lastActiveTime: at,
      callCount: 0,
      locale: 'en',
      ...origin,
    }
    sessions.set(session.key, session)
    keys.set(session.token, session.key)
    return session
  }

  function end(session: MockSession | undefined): boolean {
    if (session === undefined) return false
    keys.delete(session.token)
    return sessions.delete(session.key)
  }

  return {
    sessions,

    authenticate(token) {
      endIdle()
      const known = sessions.get(keys.get(token) ?? '')
      // A session that a test has put in has no key noted.
      const session = known?.token === token ? known : [...sessions.values()].find((one) => one.token === token)
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
      const principal = principals.find((candidate) => isNameOf(candidate.userName, userName))
      if (principal === undefined || principal.password !== password) throw invalidLogin()
      if (caller !== undefined) throw invalidLogin()
      return begin(principal, origin)
    },

    loginByToken(authorization, origin, caller) {
      const token = /^(?:Bearer (\S+)|SIGN token="([^"]+)")/
        .exec(authorization ?? '')
        ?.slice(1)
        .find(Boolean)
      const principal = principals.find(({ ssoToken }) => ssoToken !== undefined && ssoToken === token)
      if (principal === undefined || caller !== undefined) throw invalidLogin()
      return begin(principal, origin)
    },

    logout(caller) {
      end(caller)
    },

    terminateSessions(caller, ids) {
      for (const key of ids) {
        if (key === caller.key) throw invalidArgument('sessionId')
        if (!end(sessions.get(key))) throw notFound()
      }
    },

    sessionIsActive(key, userName) {
      const of = sessions.get(key)?.principal.userName
      return of !== undefined && [of, withDomainFirst(of)].includes(userName)
    },

    acquireCloneTicket(caller) {
      const ticket = `cst-VCT-${randomUuid()}`
      tickets.set(ticket, caller.principal)
      return ticket
    },

    cloneSession(ticket, origin) {
      const principal = tickets.get(ticket)
      if (principal === undefined) throw invalidLogin()
      tickets.delete(ticket)
      return begin(principal, origin)
    },

    ...createNextAnswers(),

    now,

    advance(ms) {
      if (typeof ms !== 'number' || !(ms >= 0)) throw new RangeError(`the clock cannot be moved by ${ms} ms`)
      if (!(now().getTime() + ms < endOfTime))
        throw new RangeError(`the clock cannot be moved by ${ms} ms: no time after the year 9999 can be written`)
      ahead += ms
    },
  }
}
