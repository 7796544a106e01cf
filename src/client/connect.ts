import { createOperations, type Operations } from '../../generated/client.ts'
import { tool } from '../../generated/tool.ts'
import { UnexpectedAnswer } from './errors.ts'
import { asFetch, type Fetch } from './message.ts'
import { negotiateRelease } from './release.ts'
import { type Credentials, received, type ServiceAddress, type ServiceContent, sessionService } from './service.ts'
import { createSession, type Session, unwrap } from './session.ts'
import { type OpenFetch, openSending, type TransportOptions } from './transport.ts'

export interface ConnectOptions extends TransportOptions {
  /** The host: `https://vcenter.example`. A path is ignored. */
  url: string
  /** The release in the path of each request, or `auto` (the default): the one that hello agrees on, 8.0.1.0 where there is no hello. */
  release?: string | undefined
}

/** A connection to a server that speaks VI JSON. */
export interface Connection extends ServiceAddress {
  /** The server's own description: product and version. */
  about: ServiceContent['about']
  /** Every operation of the fragment, by operationId. */
  operations: Operations
  /** Begins a session. @throws FaultRaised with InvalidLogin where the server refuses. */
  login(credentials: Credentials): Promise<Session>
}

/** Connects to a server, on a platform whose requests are sent in this way. @throws as `connect` does. */
export async function connectOver(options: ConnectOptions, openFetch: OpenFetch): Promise<Connection> {
  const fetch = asFetch(await openSending(options, openFetch))
  const { content, ...address } = await discover(options.url, options.release ?? 'auto', fetch)
  const service = sessionService(address, fetch)
  return {
    ...address,
    about: content.about,
    operations: service.operations,
    login: async (credentials) =>
      createSession(service, unwrap('Login', await service.login(credentials, `${tool.name}/${tool.version}`))),
  }
}

/** Every request carries the moId in its path. */
const maxMoIdLength = 256

/** Finds the session operations of a server. @throws as `connect` does. */
export async function discover(
  url: string,
  release: string,
  fetch: Fetch,
): Promise<ServiceAddress & { content: ServiceContent }> {
  const { origin } = new URL(url)
  const operations = createOperations({ baseUrl: origin, fetch })
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
    const what = answer.kind === 'fault' ? `the fault ${answer.fault._typeName}` : `status ${response.status}`
    throw new UnexpectedAnswer(
      `${origin} does not speak VI JSON (release ${spoken}): it answered the request for ServiceContent with ${what}. VI JSON needs a vCenter of 8.0 Update 1 or later; ESXi does not have it`,
      response.status,
      answer.kind === 'unexpected' ? answer.body : '',
    )
  }
  return { url: origin, release: spoken, sessionManager, content }
}
