/// <reference lib="esnext.disposable" preserve="true" />
import type { UserSession } from '../../generated/openapi.ts'
import { keysGiven, requireText } from './given.ts'
import type { KeyOutcomes } from './key-outcome.ts'
import type { Outcome } from './outcome.ts'
import { resultOf, results } from './result.ts'
import type { LoggedIn, SessionService } from './service.ts'
import type { SessionOperations } from './session-operations.ts'
import type { SessionCriteria } from './sessions-where.ts'
import type { TerminateAllOptions } from './terminate-all.ts'

/**
 * A session of this client. Its methods throw `FaultRaised` where the server answers with a fault, `UnexpectedAnswer` where it answers with anything else that is no
 * result of the declared type, `TargetUnreachable` and `BrokenAnswer` where no complete answer came. Of a session, the key alone is looked at.
 *
 * @example
 * await using session = await connection.login({ userName, password }) // Logs out at the end of the block.
 */
export interface Session extends AsyncDisposable {
  /** The id under which TerminateSession knows this session. */
  readonly key: string
  /** The token that proves this session to the server. As secret as a password; omitted where the object is printed or serialized. */
  readonly token: string
  /** The name of its user, as the server writes it. */
  readonly userName: string
  /** Every operation of the fragment but hello, called with this session's token: each takes its body. Decide by `response.status`. */
  readonly operations: SessionOperations
  /**
   * Ends sessions in the order given, up to the first that cannot be ended. A fault is an outcome, and not thrown. Requires Sessions.TerminateSession.
   *
   * @param keys sent as they are. This session's own key is answered with InvalidArgument, and those behind it are not ended. What a server makes of an empty list is not documented: it might end every session.
   * @throws TypeError where they are no list of texts; TargetUnreachable or BrokenAnswer where no complete answer came: then, whether a session was ended is unknown.
   */
  terminateSessions(keys: readonly string[]): Promise<Outcome>
  /**
   * Ends the sessions of many keys, and tells what became of each. No call names a key twice, this session, or nothing. Requires Sessions.TerminateSession.
   *
   * @returns the outcome of each key, in the order given; never a false one. `error` says why some are `unknown`.
   * @throws TypeError where a key is the empty string.
   *
   * @example
   * const idle = await session.sessionsWhere({ userName: 'backup@vsphere.local', idleForMs: 3_600_000 })
   * const outcomes = await session.terminateAll(idle.map(({ key }) => key))
   */
  terminateAll(keys: Iterable<string>, options?: TerminateAllOptions): Promise<KeyOutcomes>
  /** The sessions of others that meet all criteria. @throws FaultRaised without Sessions.TerminateSession, TypeError without any criterion. */
  sessionsWhere(criteria: SessionCriteria): Promise<UserSession[]>
  /** Every session that is logged on. @throws FaultRaised without the privilege Sessions.TerminateSession, UnexpectedAnswer where the answer is no list of sessions. */
  sessionList(): Promise<UserSession[]>
  /** This session as the server sees it, `null` once it is ended. @throws FaultRaised where the server refuses. */
  currentSession(): Promise<UserSession | null>
  /** Whether `userName` is logged on with the session `key`. @throws FaultRaised without Sessions.ValidateSession. */
  sessionIsActive(key: string, userName: string): Promise<boolean>
  /** A ticket, good once, by which anybody begins a second session of this user. As secret as a token. @throws FaultRaised where the server refuses. */
  acquireCloneTicket(): Promise<string>
  /** Ends this session. @throws FaultRaised where the server refuses: it may have ended before. */
  logout(): Promise<void>
}

/** A session over the service it was opened with. */
export function createSession(
  service: SessionService,
  { session, token }: LoggedIn,
  operations: SessionOperations,
): Session {
  const secrets = [token]
  const logOut = () => service.logout(token)
  const listed = async () => resultOf('sessionList', await service.sessionList(token), results.sessions, secrets) ?? []
  const created: Omit<Session, 'token'> = {
    key: session.key,
    userName: session.userName,
    operations,
    terminateSessions: async (keys) => service.terminateSessions(token, keysGiven(keys)),
    // Both are loaded here: a page that ends one session needs neither.
    terminateAll: async (keys, options) => {
      const terminating = {
        key: session.key,
        terminateSessions: (named: readonly string[]) => service.terminateSessions(token, named),
        sessionList: () => service.sessionList(token),
        secrets,
      }
      // Copied before anything is waited for.
      const [given, meant] = [keysGiven(keys), { ...options }]
      const { terminateAll } = await import('./terminate-all.ts')
      return terminateAll(terminating, given, meant)
    },
    sessionsWhere: async (criteria) => {
      const { sessionsWhere } = await import('./sessions-where.ts')
      return sessionsWhere(await listed(), criteria, session.key)
    },
    sessionList: listed,
    currentSession: async () =>
      resultOf('currentSession', await service.currentSession(token), results.session, secrets),
    sessionIsActive: async (key, userName) => {
      requireText('key', key)
      requireText('userName', userName)
      return resultOf('SessionIsActive', await service.sessionIsActive(token, key, userName), results.flag, secrets)
    },
    acquireCloneTicket: async () =>
      resultOf('AcquireCloneTicket', await service.acquireCloneTicket(token), results.text, 'the answer'),
    logout: async () => {
      resultOf('Logout', await logOut(), results.nothing, secrets)
    },
    [asyncDispose]: async () => {
      const answer = await logOut()
      // One that has ended before is what is wanted.
      if (answer.kind !== 'fault' || answer.fault._typeName !== 'NotAuthenticated')
        resultOf('Logout', answer, results.nothing, secrets)
    },
  }
  return Object.defineProperty(created as Session, 'token', { value: token, enumerable: false })
}

/** Where the platform has no such symbol, tools that write `await using` in older JavaScript make it by this name. */
const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? (Symbol.for('Symbol.asyncDispose') as typeof Symbol.asyncDispose)
