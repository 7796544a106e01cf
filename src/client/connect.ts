import { createOperations, type Operations } from '../../generated/client.ts'
import { UnexpectedAnswer } from './errors.ts'
import type { Fetch } from './message.ts'
import { negotiateRelease } from './release.ts'
import { type Credentials, received, type ServiceAddress, type ServiceContent, sessionService } from './service.ts'
import { createSession, type Session, unwrap } from './session.ts'
import { openTransport, type TransportOptions } from './transport.ts'

export interface ConnectOptions extends TransportOptions {
  /** The host: `https://vcenter.example`. A path is ignored. */
  url: string
  /** The release to speak, or `auto` (the default): what hello agrees on, 8.0.1.0 where there is no hello. */
  release?: string
}

/** A server that was found to speak VI JSON. */
export interface Connection extends ServiceAddress {
  /** What the server says it is. */
  about: ServiceContent['about']
  /** Every operation of the fragment, by operationId. */
  operations: Operations
  /** Begins a session. @throws FaultRaised with InvalidLogin where the server refuses. */
  login(credentials: Credentials): Promise<Session>
}

/**
 * Connects to a vCenter: agrees on a release and asks for the SessionManager. Sends no credentials.
 *
 * @throws TypeError where `url` is no URL; TargetUnreachable, BrokenAnswer where no whole answer came; UnexpectedAnswer where the server does not speak VI JSON.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const fetch = await openTransport(options)
  const { content, ...address } = await discover(options.url, options.release ?? 'auto', fetch)
  const service = sessionService(address, fetch)
  return {
    ...address,
    about: content.about,
    operations: service.operations,
    login: async (credentials) => createSession(service, unwrap('Login', await service.login(credentials))),
  }
}

/** Every request carries it in its path. */
const longestMoId = 256

/** Finds out where the session operations of a server are. @throws as {@link connect}. */
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
    sessionManager.length > longestMoId ||
    /\p{Surrogate}/u.test(sessionManager) || // Half a character, which no URL can carry.
    typeof content.about?.fullName !== 'string'
  ) {
    const what = answer.kind === 'fault' ? `the fault ${answer.fault._typeName}` : `status ${response.status}`
    throw new UnexpectedAnswer(
      `${origin} does not speak VI JSON of release ${spoken}: asked for ServiceContent, it answers with ${what}. VI JSON exists on a vCenter since 8.0 Update 1, not on ESXi`,
      response.status,
      answer.kind === 'unexpected' ? answer.body : '',
    )
  }
  return { url: origin, release: spoken, sessionManager, content }
}
