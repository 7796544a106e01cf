import type { Operations } from '../../generated/client.ts'
import type { ServiceContent } from '../../generated/openapi.ts'
import { tool } from '../../generated/tool.ts'
import { secretsIn } from './authorization.ts'
import { baseOf } from './base-url.ts'
import { answerIn, objectAt, sendCall } from './call.ts'
import { refuseInvalid } from './connect-options.ts'
import type { contentMissingError } from './content-missing.ts'
import { TargetUnreachable, UnexpectedAnswer } from './errors.ts'
import { requireAuthorization, requireCredentials, requireText, requireToken } from './given.ts'
import type { Send, SendingFetch } from './message.ts'
import { operationsAt } from './operations.ts'
import type { Answer } from './outcome.ts'
import { negotiateRelease } from './release.ts'
import { isSession } from './result.ts'
import { type Credentials, type LoggedIn, type ServiceAddress, sessionService } from './service.ts'
import { createSession, type Session } from './session.ts'
import { sessionOperations } from './session-operations.ts'
import { type OpenFetch, openSending, type TransportOptions } from './transport.ts'
import { unwrap } from './unwrap.ts'

/** How to reach a server. */
export interface ConnectOptions extends TransportOptions {
  /** The host: `https://vcenter.example`. A path is kept in front of every request, for a proxy that serves the API under one: `https://proxy.example/vcenter`. A query is refused. */
  url: string
  /** The release in the path of each request, or `auto` (the default): the one that hello agrees on, 8.0.1.0 where there is no hello. */
  release?: string | undefined
  /** The User-Agent header, which the session list shows. By default `vijson-conformance/VERSION`; browsers send their own. */
  userAgent?: string | undefined
}

/** A connection to a server that speaks VI JSON. */
export interface Connection extends ServiceAddress {
  /** The server's own description: product and version. */
  about: ServiceContent['about']
  /** Every operation of the fragment, by operationId. */
  operations: Operations
  /** Begins a session. @throws FaultRaised with InvalidLogin where the server refuses, TypeError where the user name or the password is no text. */
  login(credentials: Credentials): Promise<Session>
  /** Begins a session by a ticket of `acquireCloneTicket`, which serves once. @throws FaultRaised with InvalidLogin where the server refuses. */
  loginByCloneTicket(ticket: string): Promise<Session>
  /**
   * Begins a session by a token of single sign-on: LoginByToken, at `operations.SessionManager_LoginByToken`. How a vCenter takes that token over JSON is not documented: its
   * page says "in a transport specific way".
   *
   * @param authorization the Authorization header that carries the token, as your vCenter takes it: `Bearer …`, or `SIGN token="…"`.
   * @throws FaultRaised with InvalidLogin where the server refuses, TypeError where it is no text that a header can carry.
   */
  loginByToken(authorization: string): Promise<Session>
  /** A session that has begun elsewhere, by its token. @throws UnexpectedAnswer where the token belongs to no session. */
  fromToken(token: string): Promise<Session>
}

/** How requests are sent on a platform. */
export interface Platform {
  openFetch: OpenFetch
  /** Whether it sends a User-Agent header that a client names. */
  sendsUserAgent: boolean
}

/** Connects to a server, on a platform. @throws as `connect` does. */
export async function connectOver(options: ConnectOptions, platform: Platform): Promise<Connection> {
  refuseInvalid(options)
  const url = baseOf(options.url)
  const sending = droppedBy(options.over, await openSending(options, platform.openFetch))
  const userAgent = options.userAgent ?? `${tool.name}/${tool.version}`
  const send = platform.sendsUserAgent ? sendingAs(userAgent, sending) : sending
  const { content, ...address } = await discover(url, options.release ?? 'auto', { send })
  const service = sessionService(address, { send })
  const operations = operationsAt(url, send)
  const sessionOf = (begun: LoggedIn) =>
    createSession(service, begun, sessionOperations(operations, address, begun.token))
  const begin = async (called: string, answer: Promise<Answer<LoggedIn>>, secrets: readonly string[]) =>
    sessionOf(unwrap(called, await answer, secrets))
  return {
    ...address,
    about: content.about,
    operations,
    async login(credentials) {
      requireCredentials(credentials)
      return begin('Login', service.login(credentials), [credentials.password])
    },
    async loginByCloneTicket(ticket) {
      requireText('ticket', ticket)
      return begin('CloneSession', service.cloneSession(ticket), [ticket])
    },
    async loginByToken(authorization) {
      requireAuthorization(authorization)
      return begin('LoginByToken', service.loginByToken(authorization), secretsIn(authorization))
    },
    async fromToken(token) {
      requireToken(token)
      const session = unwrap('currentSession', await service.currentSession(token), [token])
      // The answer of a server need not have the declared form, and a session without a key could not be told from others.
      if (!isSession(session)) throw new UnexpectedAnswer('currentSession: the token belongs to no session', 200, '')
      return sessionOf({ session, token })
    },
  }
}

function sendingAs(userAgent: string, send: Send): Send {
  return (request) => {
    if (!request.headers.has('user-agent')) request.headers.set('user-agent', userAgent)
    return send(request)
  }
}

/** Tells an abort by `over` from a lost connection. */
function droppedBy(over: AbortSignal | undefined, send: Send): Send {
  if (over === undefined) return send
  return (request) =>
    send(request).catch((error: unknown) => {
      if (!over.aborted || !(error instanceof TargetUnreachable) || error.reason !== 'reset') throw error
      const { origin } = new URL(request.url)
      const message = `a request to ${origin} was dropped, or not sent: the signal in the option over has aborted`
      throw new TargetUnreachable('aborted', message, { cause: over.reason })
    })
}

/** Every request carries the moId in its path. */
const maxMoIdLength = 256

/** Finds the session operations of a server. @param url what stands in front of every path. @throws as `connect` does. */
export async function discover(
  url: string,
  release: string,
  { send }: Pick<SendingFetch, 'send'>,
): Promise<ServiceAddress & { content: ServiceContent }> {
  const spoken = release === 'auto' ? await negotiateRelease(url, send) : release
  const whole = await sendCall(send, 'GET', `${objectAt(url, spoken, 'ServiceInstance', 'ServiceInstance')}content`)
  const answer = answerIn<ServiceContent | null>(whole)
  const content = answer.kind === 'value' ? answer.value : undefined
  const sessionManager = content?.sessionManager?.value
  if (
    content === undefined ||
    content === null ||
    typeof sessionManager !== 'string' ||
    sessionManager.length > maxMoIdLength ||
    /^\.{1,2}$/.test(sessionManager) || // It would shorten the path.
    /\p{Surrogate}/u.test(sessionManager) || // A lone surrogate, which no URL can carry.
    typeof content.about?.fullName !== 'string'
  )
    throw await contentMissing({ url, spoken, isNegotiated: release === 'auto' }, answer, whole)
  return { url, release: spoken, sessionManager, content }
}

/** Loaded here: most servers have it. */
async function contentMissing(...found: Parameters<typeof contentMissingError>): Promise<UnexpectedAnswer> {
  return (await import('./content-missing.ts')).contentMissingError(...found)
}
