/// <reference lib="esnext.disposable" preserve="true" />
import type { UserSession } from '../../generated/openapi.ts'
import { FaultRaised, type Secrets, UnexpectedAnswer } from './errors.ts'
import type { KeyOutcome } from './key-outcome.ts'
import type { Answer, Outcome } from './outcome.ts'
import type { LoggedIn, SessionService } from './service.ts'
import type { SessionOperations } from './session-operations.ts'
import { type SessionCriteria, sessionsWhere } from './sessions-where.ts'
import { type TerminateAllOptions, terminateAll } from './terminate-all.ts'

/**
 * A session of this client. Its methods throw {@link FaultRaised} where the server answers with a fault, {@link UnexpectedAnswer} where it answers with anything else
 * that is no result, `TargetUnreachable` and `BrokenAnswer` where no complete answer came.
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
   * @throws TargetUnreachable or BrokenAnswer where no complete answer came: then, whether a session was ended is unknown.
   */
  terminateSessions(keys: readonly string[]): Promise<Outcome>
  /**
   * Ends the sessions of many keys, and tells what became of each. No call names a key twice, this session, or nothing. Requires Sessions.TerminateSession.
   *
   * @returns the outcome of each key, in the order given; never a false one.
   * @throws TypeError where a key is the empty string.
   *
   * @example
   * const idle = await session.sessionsWhere({ userName: 'backup@vsphere.local', idleForMs: 3_600_000 })
   * const outcomes = await session.terminateAll(idle.map(({ key }) => key))
   */
  terminateAll(keys: Iterable<string>, options?: TerminateAllOptions): Promise<Map<string, KeyOutcome>>
  /** The sessions of others that meet all criteria. @throws FaultRaised without Sessions.TerminateSession, TypeError without any criterion. */
  sessionsWhere(criteria: SessionCriteria): Promise<UserSession[]>
  /** Every session that is logged on. @throws FaultRaised without the privilege Sessions.TerminateSession. */
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
  const resultOf = <Value>(call: string, answer: Answer<Value>) => unwrap(call, answer, [token])
  const terminateSessions: Session['terminateSessions'] = (keys) => service.terminateSessions(token, keys)
  const created: Omit<Session, 'token'> = {
    key: session.key,
    userName: session.userName,
    operations,
    terminateSessions,
    terminateAll: (keys, options) =>
      terminateAll(
        { key: session.key, terminateSessions, sessionList: () => service.sessionList(token) },
        keys,
        options,
      ),
    sessionsWhere: async (criteria) =>
      sessionsWhere(resultOf('sessionList', await service.sessionList(token)) ?? [], criteria, session.key),
    sessionList: async () => resultOf('sessionList', await service.sessionList(token)) ?? [],
    currentSession: async () => resultOf('currentSession', await service.currentSession(token)),
    sessionIsActive: async (key, userName) =>
      resultOf('SessionIsActive', await service.sessionIsActive(token, key, userName)),
    acquireCloneTicket: async () => unwrap('AcquireCloneTicket', await service.acquireCloneTicket(token), 'the answer'),
    logout: async () => {
      resultOf('Logout', await service.logout(token))
    },
    [asyncDispose]: async () => {
      const answer = await service.logout(token)
      // One that has ended before is what is wanted.
      if (answer.kind !== 'fault' || answer.fault._typeName !== 'NotAuthenticated') resultOf('Logout', answer)
    },
  }
  return Object.defineProperty(created as Session, 'token', { value: token, enumerable: false })
}

/** Where the platform has no such symbol, tools that write `await using` in older JavaScript make it by this name. */
const asyncDispose: typeof Symbol.asyncDispose =
  Symbol.asyncDispose ?? (Symbol.for('Symbol.asyncDispose') as typeof Symbol.asyncDispose)

/**
 * The value of an answer.
 *
 * @param secrets what no error shows.
 * @throws FaultRaised or UnexpectedAnswer where there is none.
 */
export function unwrap<Value>(call: string, answer: Answer<Value>, secrets: Secrets): Value {
  switch (answer.kind) {
    case 'value':
      return answer.value
    case 'fault':
      throw new FaultRaised(call, answer.fault, secrets)
    case 'unexpected': {
      const { status, body } = answer
      throw new UnexpectedAnswer(`${call}: unexpected answer with status ${status}`, status, body, secrets)
    }
  }
}
