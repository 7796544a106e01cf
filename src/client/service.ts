import { createOperations, type Operations } from '../../generated/client.ts'
import type { UserSession } from '../../generated/openapi.ts'
import { type Fetch, sharedJsonOf } from './message.ts'
import { type Answer, answerOf, type Outcome, outcomeOf } from './outcome.ts'

/** A user name and its password. */
export interface Credentials {
  /** `name@domain` or `DOMAIN\name`. */
  userName: string
  /** Sent in the body of Login, and kept nowhere. */
  password: string
}

/** A session that has begun, and the token that proves it. */
export interface LoggedIn {
  session: UserSession
  token: string
}

/** Where the session operations of a server are. */
export interface ServiceAddress {
  /** What stands in front of every path: `https://vcenter.example`. */
  url: string
  /** The release in every path: `8.0.3.0`. */
  release: string
  /** The SessionManager's moId, from ServiceContent. */
  sessionManager: string
}

/** The header that carries the token, in both directions. */
export const tokenHeader = 'vmware-api-session-id'

/** The session operations, each called with a token. They resolve to the answer, whatever it is, and throw only where none came. */
export interface SessionService {
  operations: Operations
  /** @param userAgent names the client in the session list; by default, that of `fetch`. */
  login(credentials: Credentials, userAgent?: string): Promise<Answer<LoggedIn>>
  /** A ticket, good once, for a second session of the same user. As secret as a token. */
  acquireCloneTicket(token: string): Promise<Answer<string>>
  /** Begins a second session by a ticket. @param userAgent as for `login`. */
  cloneSession(ticket: string, userAgent?: string): Promise<Answer<LoggedIn>>
  logout(token: string): Promise<Answer<null>>
  terminateSessions(token: string, ids: readonly string[]): Promise<Outcome>
  /** @param token undefined: sent without one. */
  sessionList(token: string | undefined): Promise<Answer<UserSession[] | null>>
  /** @param token undefined: sent without one. */
  currentSession(token: string | undefined): Promise<Answer<UserSession | null>>
  sessionIsActive(token: string, key: string, userName: string): Promise<Answer<boolean>>
}

/**
 * The session operations at an address.
 *
 * @param fetch must return answers that are read completely, as one over `openSending` does.
 */
export function sessionService({ url, release, sessionManager }: ServiceAddress, fetch: Fetch): SessionService {
  const operations = createOperations({ baseUrl: url, fetch })
  const path = { release, moId: sessionManager }
  const as = (token: string | undefined) => ({
    params: { path },
    ...(token === undefined ? {} : { headers: { [tokenHeader]: token } }),
    parseAs: 'stream' as const,
  })
  return {
    operations,
    async login({ userName, password }, userAgent) {
      const body = { userName, password }
      return begun(operations.SessionManager_Login({ params: { path }, body, ...named(userAgent), parseAs: 'stream' }))
    },
    async acquireCloneTicket(token) {
      return (await received<string>(operations.SessionManager_AcquireCloneTicket(as(token)))).answer
    },
    async cloneSession(cloneTicket, userAgent) {
      const options = { params: { path }, body: { cloneTicket }, ...named(userAgent), parseAs: 'stream' as const }
      return begun(operations.SessionManager_CloneSession(options))
    },
    async logout(token) {
      return (await received<null>(operations.SessionManager_Logout(as(token)))).answer
    },
    async terminateSessions(token, ids) {
      const call = operations.SessionManager_TerminateSession({ ...as(token), body: { sessionId: [...ids] } })
      const { response, body } = await bodyOf(call)
      return outcomeOf(response.status, body)
    },
    async sessionList(token) {
      return (await received<UserSession[] | null>(operations.SessionManager_getSessionList(as(token)))).answer
    },
    async currentSession(token) {
      return (await received<UserSession | null>(operations.SessionManager_getCurrentSession(as(token)))).answer
    },
    async sessionIsActive(token, key, userName) {
      const call = operations.SessionManager_SessionIsActive({ ...as(token), body: { sessionID: key, userName } })
      return (await received<boolean>(call)).answer
    },
  }
}

/** The headers of a call that names its client. */
function named(userAgent: string | undefined): { headers?: Record<string, string> } {
  return userAgent === undefined ? {} : { headers: { 'user-agent': userAgent } }
}

/** The answer to a call that begins a session. */
async function begun(call: Call): Promise<Answer<LoggedIn>> {
  const { answer, response } = await received<UserSession>(call)
  const token = response.headers.get(tokenHeader)
  if (answer.kind === 'value' && token !== null && typeof answer.value?.key === 'string') {
    return { kind: 'value', value: { session: answer.value, token } }
  }
  if (answer.kind === 'fault') return answer
  // The body of a 200 may be a session, with what is to be kept from messages.
  const body = answer.kind === 'unexpected' && response.status !== 200 ? answer.body : ''
  return { kind: 'unexpected', status: response.status, body, ...(token === null ? {} : { token }) }
}

/** The result of openapi-fetch. With `parseAs: 'stream'` the body of a success is still unread, that of an error is `error`. */
type Call = Promise<{ error?: unknown; response: Response }>

/** The answer to a call. openapi-fetch itself would throw on a 200 that is not JSON, and take an empty 500 for a success. */
export async function received<Value>(call: Call): Promise<{ answer: Answer<Value>; response: Response }> {
  const { response, body } = await bodyOf(call)
  return { answer: answerOf<Value>(response.status, body), response }
}

async function bodyOf(call: Call): Promise<{ response: Response; body: string | object }> {
  const { error, response } = await call
  const shared = sharedJsonOf(response)
  if (typeof shared === 'object' && shared !== null) return { response, body: shared }
  if (!response.bodyUsed) return { response, body: await response.text() }
  return { response, body: typeof error === 'string' || (typeof error === 'object' && error !== null) ? error : '' }
}
