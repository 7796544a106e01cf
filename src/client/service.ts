import type { UserSession } from '../../generated/openapi.ts'
import { answerIn, bodyOf, type Carried, objectAt, sendCall, tokenHeader } from './call.ts'
import type { SendingFetch, WholeAnswer } from './message.ts'
import { type Answer, type Outcome, outcomeOf } from './outcome.ts'
import { isSession } from './result.ts'

export { tokenHeader } from './call.ts'

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

/** What a login may carry besides. */
interface UnusualLogin {
  /** The language of the session, `en` for one; by default, that of the server. */
  locale?: string | undefined
  /** The token of another session, in the header of a call of that session. */
  token?: string | undefined
}

/** The session operations, each called with a token. They resolve to the answer, whatever it is, and throw only where none came. */
export interface SessionService {
  /** @param userAgent names the client in the session list; by default, that of `send`. */
  login(credentials: Credentials, userAgent?: string, unusual?: UnusualLogin): Promise<Answer<LoggedIn>>
  /** Begins a session by a token of single sign-on. @param authorization the header that carries it. @param userAgent as for `login`. */
  loginByToken(authorization: string, userAgent?: string): Promise<Answer<LoggedIn>>
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

/** The session operations at an address. */
export function sessionService(
  { url, release, sessionManager }: ServiceAddress,
  { send }: Pick<SendingFetch, 'send'>,
): SessionService {
  const members = objectAt(url, release, 'SessionManager', sessionManager)
  const get = (member: string, carried: Carried) => sendCall(send, 'GET', `${members}${member}`, carried)
  const post = (member: string, carried: Carried) => sendCall(send, 'POST', `${members}${member}`, carried)
  return {
    async login({ userName, password }, userAgent, { locale, token } = {}) {
      const body = { userName, password, ...(locale === undefined ? {} : { locale }) }
      return begun(await post('Login', { body, userAgent, token }))
    },
    async loginByToken(authorization, userAgent) {
      return begun(await post('LoginByToken', { body: {}, authorization, userAgent }))
    },
    async acquireCloneTicket(token) {
      return answerIn(await post('AcquireCloneTicket', { token }))
    },
    async cloneSession(cloneTicket, userAgent) {
      return begun(await post('CloneSession', { body: { cloneTicket }, userAgent }))
    },
    async logout(token) {
      return answerIn(await post('Logout', { token }))
    },
    async terminateSessions(token, sessionId) {
      const answer = await post('TerminateSession', { token, body: { sessionId } })
      return outcomeOf(answer.status, bodyOf(answer))
    },
    async sessionList(token) {
      return answerIn(await get('sessionList', { token }))
    },
    async currentSession(token) {
      return answerIn(await get('currentSession', { token }))
    },
    async sessionIsActive(token, sessionID, userName) {
      return answerIn(await post('SessionIsActive', { token, body: { sessionID, userName } }))
    },
  }
}

/** The answer to a call that begins a session. */
function begun(whole: WholeAnswer): Answer<LoggedIn> {
  const { status, headers } = whole
  const answer = answerIn<UserSession | null>(whole)
  const token = headers.get(tokenHeader)
  if (answer.kind === 'value' && token !== null && isSession(answer.value))
    return { kind: 'value', value: { session: answer.value, token } }
  if (answer.kind === 'fault') return answer
  // The body of a 200 may be a session, with what is to be kept from messages.
  const body = answer.kind === 'unexpected' && status !== 200 ? answer.body : ''
  return { kind: 'unexpected', status, body, ...(token === null ? {} : { token }) }
}
