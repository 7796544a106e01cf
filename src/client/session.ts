import { FaultRaised, UnexpectedAnswer } from './errors.ts'
import type { Answer, Outcome } from './outcome.ts'
import type { LoggedIn, SessionService, UserSession } from './service.ts'

/** A session that this client opened. */
export interface Session {
  /** The id under which TerminateSession knows this session. */
  readonly key: string
  /** The token that proves this session to the server. As secret as a password; omitted where the object is printed or serialized. */
  readonly token: string
  readonly userName: string
  /** Ends sessions in the order given, up to the first that cannot be ended. Never throws for a fault: it is an outcome. */
  terminateSessions(keys: readonly string[]): Promise<Outcome>
  /** Every session that is logged on. @throws FaultRaised without the privilege Sessions.TerminateSession. */
  sessionList(): Promise<UserSession[]>
  /** This session as the server sees it, `null` once it is ended. */
  currentSession(): Promise<UserSession | null>
  /** Whether `userName` is logged on with the session `key`. @throws FaultRaised without Sessions.ValidateSession. */
  sessionIsActive(key: string, userName: string): Promise<boolean>
  /** Ends this session. */
  logout(): Promise<void>
}

/** A session over the service it was opened with. Its methods throw `FaultRaised`, `UnexpectedAnswer`, or what the transport throws. */
export function createSession(service: SessionService, { session, token }: LoggedIn): Session {
  const created = {
    key: session.key,
    userName: session.userName,
    terminateSessions: (keys: readonly string[]) => service.terminateSessions(token, keys),
    sessionList: async () => unwrap('sessionList', await service.sessionList(token)) ?? [],
    currentSession: async () => unwrap('currentSession', await service.currentSession(token)),
    sessionIsActive: async (key: string, userName: string) =>
      unwrap('SessionIsActive', await service.sessionIsActive(token, key, userName)),
    logout: async () => {
      unwrap('Logout', await service.logout(token))
    },
  }
  return Object.defineProperty(created as typeof created & { token: string }, 'token', {
    value: token,
    enumerable: false,
  })
}

/** The value of an answer. @throws FaultRaised or UnexpectedAnswer where there is none. */
export function unwrap<Value>(call: string, answer: Answer<Value>): Value {
  switch (answer.kind) {
    case 'value':
      return answer.value
    case 'fault':
      throw new FaultRaised(call, answer.fault)
    case 'unexpected':
      throw new UnexpectedAnswer(`${call}: unexpected answer with status ${answer.status}`, answer.status, answer.body)
  }
}
