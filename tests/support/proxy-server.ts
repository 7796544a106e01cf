import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** What a proxy does with a request for a tunnel. */
type Answer = { leadsTo: string; status?: never; says?: string } | { status: number; offers?: string[] }

/** A proxy that tunnels, until the test ends. @param decide for each destination, with the credentials that came with the request. */
export async function proxy(
  decide: (destination: string, authorization: string | undefined) => Answer,
  tls?: ServerOptions,
): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const refuse: RequestListener = (_, response) => response.writeHead(400).end()
  const server = tls === undefined ? createServer(refuse) : createTlsServer(tls, refuse)
  const sockets = new Set<Socket>()
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    sockets.add(client)
    client.on('error', () => {})
    const destination = request.url ?? ''
    asked.push(destination)
    const answer = decide(destination, request.headers['proxy-authorization'])
    if (answer.status !== undefined) {
      const offers = (answer.offers ?? []).map((way) => `proxy-authenticate: ${way}\r\n`)
      client.end(`HTTP/1.1 ${answer.status} No\r\n${offers.join('')}\r\n`)
      return
    }
    const { hostname, port } = new URL(answer.leadsTo)
    const target = connect(Number(port), hostname, () => {
      client.write(`HTTP/1.1 ${answer.says ?? '200 Connection established'}\r\n\r\n`)
      target.write(head)
      target.pipe(client).pipe(target)
    })
    sockets.add(target)
    target.on('error', () => client.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}
