import { createServer, type IncomingMessage, type ServerOptions, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fetch } from '../../src/client/index.ts'
import {
  type AppOptions,
  createApp,
  createVCenter,
  type MockFault,
  type VCenter,
  VimFault,
} from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import type { Control } from './control.ts'

export const tokenHeader = 'vmware-api-session-id'

export const pathOf = ({ url }: Request) => new URL(url).pathname
export const isTerminate = (request: Request) => pathOf(request).endsWith('/TerminateSession')

/** An oddity around the whole app. */
export const wrapped = (oddity: string, around: (next: Fetch) => Fetch, app: AppOptions = {}): Control => ({
  oddity,
  make: () => mockTarget({ app, around }),
})

/** An oddity of refusals: `refuse` answers itself, or leaves the request to the mock. */
export const refusing = (
  oddity: string,
  refuse: (request: Request, text: string) => Response | undefined | Promise<Response | undefined>,
  app: AppOptions = {},
): Control =>
  wrapped(
    oddity,
    (next) => async (request) => (await refuse(request, await request.clone().text())) ?? next(request),
    app,
  )

/** Throws any fault from the domain. */
export function raise(_typeName: string, members: Record<string, unknown> = {}): never {
  throw new VimFault({ _typeName, ...members } as unknown as MockFault)
}

/** The answer that is a fault. */
export const faultAnswer = (_typeName: string, members: Record<string, unknown> = {}, status = 500): Response =>
  Response.json({ _typeName, ...members }, { status })

export const html = (status: number, title: string, headers: Record<string, string> = {}): Response =>
  new Response(`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  })

export const empty = (status: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status, headers })

/** Changes for a mock over HTTP. */
export interface Listening {
  /** Answers the request in place of the app. */
  respond?: (incoming: IncomingMessage, request: Request, next: Fetch) => Response | Promise<Response>
  /** Writes the answer. */
  send?: (outgoing: ServerResponse, response: Response, body: Buffer) => unknown
  server?: ServerOptions
  maxRequestsPerSocket?: number
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece as Buffer)
  const headers = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  const body = pieces.length === 0 ? null : Buffer.concat(pieces)
  const isBare = incoming.method === 'GET' || incoming.method === 'HEAD'
  return new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers,
    body: isBare ? null : body,
  })
}

/** The headers of an answer, with a length where it may have one. */
function headersOf(response: Response, body: Buffer): Record<string, string | string[]> {
  const cookies = response.headers.getSetCookie()
  const headers = { ...Object.fromEntries(response.headers), ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}) }
  return response.status === 204 ? headers : { ...headers, 'content-length': String(body.length) }
}

const sendPlainly = (outgoing: ServerResponse, response: Response, body: Buffer) =>
  outgoing.writeHead(response.status, headersOf(response, body)).end(body)

/** The mock over HTTP, with control over every byte of its answers. */
export function listening(oddity: string, change: Listening, vcenter: () => VCenter = createVCenter): Control {
  const { respond = (_, request, next) => next(request), send = sendPlainly, server: options = {} } = change
  return {
    oddity,
    async make(atEnd) {
      const app = createApp(vcenter())
      const server = createServer(options, async (incoming, outgoing) => {
        try {
          const request = await requestOf(incoming)
          const response = await respond(incoming, request, async (passed) => app.fetch(passed, { incoming, outgoing }))
          await send(outgoing, response, Buffer.from(await response.arrayBuffer()))
        } catch {
          if (!outgoing.headersSent) outgoing.writeHead(400, { connection: 'close' })
          outgoing.end()
        }
      })
      server.maxRequestsPerSocket = change.maxRequestsPerSocket ?? 0
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      atEnd(() => {
        server.closeAllConnections()
        server.close()
      })
      return { ...principals, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    },
  }
}
