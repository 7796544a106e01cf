import { createOperations, type Operations } from '../../generated/client.ts'
import type { ServiceContent } from '../../generated/openapi.ts'
import { tool } from '../../generated/tool.ts'
import { inWords, UnexpectedAnswer } from './errors.ts'
import { asFetch, type Fetch, type Send } from './message.ts'
import type { Answer } from './outcome.ts'
import { isProxyUrl } from './proxy-url.ts'
import { negotiateRelease } from './release.ts'
import { type Credentials, type LoggedIn, received, type ServiceAddress, sessionService } from './service.ts'
import { createSession, type Session, unwrap } from './session.ts'
import { sessionOperations } from './session-operations.ts'
import { asksForTls, type OpenFetch, openSending, type TransportOptions } from './transport.ts'

/** How to reach a server. */
export interface ConnectOptions extends TransportOptions {
  /** The host: `https://vcenter.example`. A path is kept in front of every request, for a proxy that serves the API under one: `https://proxy.example/vcenter`. */
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
  /** Begins a session. @throws FaultRaised with InvalidLogin where the server refuses. */
  login(credentials: Credentials): Promise<Session>
  /** Begins a session by a ticket of `acquireCloneTicket`, which serves once. @throws FaultRaised with InvalidLogin where the server refuses. */
  loginByCloneTicket(ticket: string): Promise<Session>
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
  const url = baseOf(options.url)
  refuseOdd(options)
  const send = await openSending(options, platform.openFetch)
  const userAgent = options.userAgent ?? `${tool.name}/${tool.version}`
  const fetch = asFetch(platform.sendsUserAgent ? sendingAs(userAgent, send) : send)
  const { content, ...address } = await discover(url, options.release ?? 'auto', fetch)
  const service = sessionService(address, fetch)
  const sessionOf = (begun: LoggedIn) =>
    createSession(service, begun, sessionOperations(service.operations, address, begun.token))
  const begin = async (call: string, answer: Promise<Answer<LoggedIn>>, secret: string) =>
    sessionOf(unwrap(call, await answer, [secret]))
  return {
    ...address,
    about: content.about,
    operations: service.operations,
    login: (credentials) => begin('Login', service.login(credentials), credentials.password),
    loginByCloneTicket: (ticket) => begin('CloneSession', service.cloneSession(ticket), ticket),
    async fromToken(token) {
      if (!/^[!-~]+$/.test(token)) throw new TypeError('the token is no text that a header can carry')
      const session = unwrap('currentSession', await service.currentSession(token), [token])
      // The answer of a server need not have the declared form, and a session without a key could not be told from others.
      if (typeof session?.key !== 'string' || session.key === '')
        throw new UnexpectedAnswer('currentSession: the token belongs to no session', 200, '')
      return sessionOf({ session, token })
    },
  }
}

/** Options that cannot be meant. @throws TypeError. */
function refuseOdd({ timeoutMs, connections, proxy, fetch, tls }: ConnectOptions): void {
  // A timer of more than 2^31 - 1 ms ends at once.
  if (timeoutMs !== undefined && !(timeoutMs > 0 && timeoutMs <= 2_147_483_647))
    throw new TypeError(`invalid timeoutMs: ${timeoutMs}; give milliseconds from 1 to 2147483647`)
  if (connections !== undefined && !(Number.isInteger(connections) && connections > 0))
    throw new TypeError(`invalid connections: ${connections}; give a whole number from 1`)
  const isTlsAskedFor = tls !== undefined && asksForTls(tls)
  if (proxy !== undefined && !isProxyUrl(proxy))
    throw new TypeError(
      'invalid proxy: give http://HOST:PORT or https://HOST:PORT; a password may stand in it, and nothing else',
    )
  if (fetch !== undefined && (isTlsAskedFor || connections !== undefined || proxy !== undefined))
    throw new TypeError(
      'the options tls, connections and proxy are for the fetch of this client; a fetch of your own decides itself',
    )
}

/** The address in front of every path. @throws TypeError where it is invalid. */
function baseOf(url: string): string {
  // Not repeated, and without the error of the platform, which would: it may hold a password.
  if (!URL.canParse(url)) throw new TypeError('invalid url: give https:// and the name of the host')
  const { origin, pathname, protocol, username, password } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new TypeError('invalid url: it begins with https:// or http://')
  if (username !== '' || password !== '')
    throw new TypeError('invalid url: leave out the user name and the password, which login takes')
  const prefix = pathname.replace(/\/+$/, '')
  if (/^\/sdk(\/|$)/i.test(prefix))
    throw new TypeError(`invalid url ${origin}${prefix}: leave out /sdk, which is a part of the path of each request`)
  return `${origin}${prefix}`
}

function sendingAs(userAgent: string, send: Send): Send {
  return (request) => {
    if (!request.headers.has('user-agent')) request.headers.set('user-agent', userAgent)
    return send(request)
  }
}

/** Every request carries the moId in its path. */
const maxMoIdLength = 256

/** Finds the session operations of a server. @param url what stands in front of every path. @throws as `connect` does. */
export async function discover(
  url: string,
  release: string,
  fetch: Fetch,
): Promise<ServiceAddress & { content: ServiceContent }> {
  const operations = createOperations({ baseUrl: url, fetch })
  const spoken = release === 'auto' ? await negotiateRelease(operations) : release
  const { answer, response } = await received<ServiceContent | null>(
    operations.ServiceInstance_getContent({
      params: { path: { release: spoken, moId: 'ServiceInstance' } },
      parseAs: 'stream',
    }),
  )
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
  ) {
    const what = answer.kind === 'fault' ? `the fault ${inWords(answer.fault)}` : `status ${response.status}`
    throw new UnexpectedAnswer(
      `${url} does not speak VI JSON (release ${spoken}): it answered the request for ServiceContent with ${what}. VI JSON needs a vCenter of 8.0 Update 1 or later; ESXi does not have it`,
      response.status,
      answer.kind === 'unexpected' ? answer.body : '',
    )
  }
  return { url, release: spoken, sessionManager, content }
}
