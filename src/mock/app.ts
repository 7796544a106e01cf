import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { guardDoor } from './door.ts'
import { invalidRequest, managedObjectNotFound, methodNotFound, reference, VimFault } from './faults.ts'
import { gateway } from './gateway.ts'
import type { GatewayOptions } from './gateway-options.ts'
import type { Door } from './hosts.ts'
import { type Member, type Result, serviceInstanceMembers, sessionManagerMembers } from './members.ts'
import { parametersOf } from './parameters.ts'
import { propertyCollectorMembers } from './property-collector.ts'
import { greet, isAccepted } from './releases.ts'
import { sessionIdHeader } from './session-id-header.ts'
import { withDomainFirst } from './user-names.ts'
import { TooManySessions, type VCenter } from './vcenter.ts'

/** How the mock answers. */
export interface AppOptions extends GatewayOptions {
  /** The newest release that the server knows. */
  release?: string | undefined
  /** The SessionManager's moId. */
  sessionManager?: string | undefined
  /** Shows user names as a vCenter does, `VSPHERE.LOCAL\administrator`, rather than as they are logged in with. */
  domainFirst?: boolean | undefined
  /** Whom it lets in, where it listens on a port; by default, everybody: in process and through msw, no web page reaches it. */
  door?: Door | undefined
}

/** The mock as a function of requests, for any server or test that speaks `Request` and `Response`: its `fetch` may be given to `connect` and to `runSuite`. */
export interface App {
  /** Answers a request. `bindings`: what the server that carries it adds. */
  fetch(request: Request, bindings?: object): Promise<Response>
  /** Answers a request to this path. */
  request(path: string, init?: RequestInit): Promise<Response>
}

/** The socket of the request, where the app is carried by a Node server. */
type Environment = { Bindings: Partial<HttpBindings> }

/**
 * The HTTP interface of a simulated vCenter: VI JSON under /sdk/vim25, and hello.
 *
 * @example
 * const app = createApp(createVCenter())
 * const response = await app.fetch(new Request('https://mock.invalid/sdk/vim25/8.0.3.0/ServiceInstance/ServiceInstance/content'))
 */
export function createApp(vcenter: VCenter, options: AppOptions = {}): App {
  const { release = '8.0.3.0', sessionManager = 'SessionManager', domainFirst = false, door } = options
  const readable: Record<string, Record<string, Member>> = {
    [`SessionManager/${sessionManager}`]: sessionManagerMembers,
    'ServiceInstance/ServiceInstance': serviceInstanceMembers(sessionManager, release),
  }
  const objects: typeof readable = {
    ...readable,
    'PropertyCollector/propertyCollector': propertyCollectorMembers(readable),
  }
  const app = new Hono<Environment>()

  if (door !== undefined) app.use(...guardDoor(door))

  app.use(gateway(options))

  app.post('/api/vcenter/system', async (context) => {
    if (context.req.query('action') !== 'hello') return context.json({ error_type: 'NOT_FOUND' }, 404)
    const body: unknown = await context.req.json().catch(() => undefined)
    const asked = typeof body === 'object' && body !== null && 'api_releases' in body ? body.api_releases : undefined
    const agreed = greet(asked, release)
    return agreed === undefined
      ? context.json({ error_type: 'INVALID_ARGUMENT' }, 400)
      : context.json({ api_release: agreed })
  })

  app.all('/sdk/vim25/:release/:type/:moId/:member', async (context) => {
    const { type, moId, member: name, release: asked } = context.req.param()
    const receiver = reference(type, moId)
    const body = await context.req.text()
    if (!isAccepted(asked, release)) throw invalidRequest(`The release ${asked} is not supported.`)
    const members = objects[`${type}/${moId}`]
    if (members === undefined) throw managedObjectNotFound(receiver)
    const member = Object.hasOwn(members, name) ? members[name] : undefined
    if (member === undefined || member.verb !== context.req.method) throw methodNotFound(receiver, name)
    const next = vcenter.takeNext(name)
    if (next instanceof VimFault) throw next
    if (next !== undefined) return next
    const token = context.req.header(sessionIdHeader)
    const result = member.run({
      vcenter,
      shownName: domainFirst ? withDomainFirst : (userName) => userName,
      caller: token === undefined ? undefined : vcenter.authenticate(token),
      origin: originOf(context),
      authorization: context.req.header('authorization'),
      parameters: () => parametersOf(body),
    })
    return answer(context, result)
  })

  app.onError((error, context) => {
    if (error instanceof VimFault) return context.json(error.fault, 500)
    if (error instanceof TooManySessions) return context.text(error.message, 503)
    const reason = `Internal error of the mock: ${error.message}`
    return context.json({ _typeName: 'SystemError', faultstring: reason, reason }, 500)
  })

  return {
    fetch: async (request, bindings) => app.fetch(request, bindings),
    request: async (path, init) => app.request(path, init),
  }
}

function originOf(context: Context<Environment>) {
  return {
    ipAddress: context.env?.incoming?.socket.remoteAddress ?? '127.0.0.1',
    userAgent: context.req.header('user-agent') ?? '',
  }
}

function answer(context: Context, result: Result): Response {
  if (result.kind === 'void') return context.body(null, 204)
  if (result.token !== undefined) context.header(sessionIdHeader, result.token)
  if (result.value !== null) return context.json(result.value)
  // A vCenter answers an empty 200, not `null` (inferred from rcourtman/Pulse #2070); vim_rs fails on `null`, govmomi needs the length.
  return context.body(null, 200, { 'content-type': 'application/json', 'content-length': '0' })
}
