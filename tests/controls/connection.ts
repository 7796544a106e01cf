import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { answering, type Control, overHttp, withHeaders } from './control.ts'

/** An oddity of time: each answer is delayed by `wait` milliseconds. */
function waiting(oddity: string, wait: (request: Request) => number): Control {
  return answering(oddity, async (response, request) => {
    await delay(wait(request))
    return response
  })
}

/** Oddities of the connection, of the text of answers and of their time. */
export const connection: Control[] = [
  overHttp('it compresses its answers', async (response) => {
    const text = await response.clone().text()
    if (text === '') return response
    const headers = new Headers(response.headers)
    headers.set('content-encoding', 'gzip')
    headers.delete('content-length')
    return new Response(gzipSync(text), { status: response.status, headers })
  }),
  overHttp('it closes the connection after each answer', (response) => withHeaders(response, { connection: 'close' })),
  overHttp('it sends its answers in chunks', async (response) => {
    const text = await response.clone().text()
    if (text === '') return response
    const pieces = new ReadableStream({
      async start(controller) {
        for (const piece of [text.slice(0, 1), text.slice(1, 20), text.slice(20)]) {
          controller.enqueue(new TextEncoder().encode(piece))
          await delay(0)
        }
        controller.close()
      },
    })
    return new Response(pieces, { status: response.status, headers: response.headers })
  }),
  overHttp(
    'it writes the names of headers in upper case',
    (response) => response,
    {},
    (outgoing) => {
      const writeHead = outgoing.writeHead.bind(outgoing)
      outgoing.writeHead = (status: number, headers: unknown) => {
        const names = Object.entries((headers ?? {}) as Record<string, string>)
        return writeHead(status, Object.fromEntries(names.map(([name, value]) => [name.toUpperCase(), value])))
      }
    },
  ),
  overHttp('it closes a connection that is idle for five milliseconds', (response) => response, {
    keepAliveTimeout: 5,
  }),
  answering('it writes the media type in other letter case and with a parameter', (response) => {
    const headers = new Headers(response.headers)
    if (headers.has('content-type')) headers.set('content-type', 'Application/JSON; Charset="utf-8"')
    return new Response(response.body, { status: response.status, headers })
  }),
  answering('a proxy adds headers', (response) =>
    withHeaders(response, {
      via: '1.1 proxy',
      'set-cookie': 'lb=1',
      'x-envoy-upstream-service-time': '45',
      'cache-control': 'no-store',
    }),
  ),
  answering('its JSON is indented', async (response) => {
    const text = await response.clone().text()
    if (text === '' || response.headers.get('content-type')?.startsWith('application/json') !== true) return response
    const { status, headers } = response
    return new Response(`\n${JSON.stringify(JSON.parse(text), null, 2)}\n`, { status, headers })
  }),
  waiting('its logins are slow', ({ url }) => (url.endsWith('/Login') ? 15 : 0)),
  waiting('its answers have random delays', () => Math.random() * 8),
  waiting('its answers overtake each other', ({ url }) => (url.length % 3) * 5),
]
