import { createServer, type ServerOptions, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Fetch } from '../../src/client/index.ts'
import type { Target } from '../../src/conformance/index.ts'
import { type AppOptions, createApp, createVCenter, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'

/** The mock with one lawful oddity. */
export interface Control {
  /** What the server does in another way: a sentence about "it". */
  oddity: string
  /** @param atEnd is given the function that closes the target. */
  make(atEnd: (close: () => void) => void): Target | Promise<Target>
  /** The requirements that are rightly `unsupported`. */
  unsupported?: string[]
  /** The requirements of level `should` that it rightly does not meet. */
  warned?: string[]
}

/** An oddity of the domain. */
export function inDomain(
  oddity: string,
  change: (vcenter: VCenter) => Partial<VCenter>,
  app: AppOptions = {},
): Control {
  return {
    oddity,
    make() {
      const vcenter = createVCenter()
      return mockTarget({ vcenter: { ...vcenter, ...change(vcenter) }, app })
    },
  }
}

/** An oddity of the app's options. */
export const setUp = (oddity: string, app: AppOptions): Control => ({ oddity, make: () => mockTarget({ app }) })

/** An oddity of the answers. */
export function answering(
  oddity: string,
  change: (response: Response, request: Request) => Response | Promise<Response>,
  app: AppOptions = {},
): Control {
  const around =
    (next: Fetch): Fetch =>
    async (request) =>
      change(await next(request.clone()), request)
  return { oddity, make: () => mockTarget({ app, around }) }
}

/** An oddity of every JSON value that is answered. */
export function rewriting(oddity: string, change: (value: unknown) => unknown): Control {
  return answering(oddity, async (response) => {
    const text = await response.clone().text()
    if (text === '' || response.headers.get('content-type')?.startsWith('application/json') !== true) return response
    const { status, headers } = response
    return new Response(JSON.stringify(change(JSON.parse(text))), { status, headers })
  })
}

/** An oddity that needs a real connection: the app over HTTP, with changed answers. */
export function overHttp(
  oddity: string,
  change: (response: Response) => Response | Promise<Response>,
  serverOptions: ServerOptions = {},
  changeResponse: (outgoing: ServerResponse) => void = () => {},
): Control {
  return {
    oddity,
    async make(atEnd) {
      const app = createApp(createVCenter())
      const listener = getRequestListener(async (request) => change(await app.fetch(request)))
      const server = createServer(serverOptions, (incoming, outgoing) => {
        changeResponse(outgoing)
        return listener(incoming, outgoing)
      })
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      atEnd(() => {
        server.closeAllConnections()
        server.close()
      })
      return { ...principals, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    },
  }
}

/** Changes every object in a value, the innermost first. */
export function mapObjects(value: unknown, change: (object: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(value)) return value.map((element) => mapObjects(element, change))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [name, mapObjects(member, change)])
  return change(Object.fromEntries(members))
}

/** The same answer with another status or body. */
export function withStatus(
  response: Response,
  status: number,
  body: string | null = null,
  headers: Record<string, string> = {},
): Response {
  return new Response(body, { status, headers: { ...Object.fromEntries(response.headers), ...headers } })
}

/** The same answer with further headers. */
export function withHeaders(response: Response, further: Record<string, string>): Response {
  const headers = { ...Object.fromEntries(response.headers), ...further }
  return new Response(response.body, { status: response.status, headers })
}

/** Whether an answer is that fault. */
export async function isFault(response: Response, name: string): Promise<boolean> {
  return response.status === 500 && (await response.clone().text()).includes(`"_typeName":"${name}"`)
}
