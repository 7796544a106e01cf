import type { Socket } from 'node:net'
import type { buildConnector } from 'undici'

/** A proxy opened no way to the server. The message is one sentence, without the name and the password for the proxy. */
export class ProxyFailure extends Error {
  /** Tells it from other causes of a lost connection. */
  readonly code = 'ERR_PROXY'

  constructor(message: string) {
    super(message)
    this.name = 'ProxyFailure'
  }
}

/** Where a tunnel leads. */
interface Destination {
  host: string
  port: number
}

/**
 * Asks a proxy for a tunnel (CONNECT, RFC 9110, 9.3.6).
 *
 * @param proxy `http://host:3128`, or https; with the user name and password for the proxy, where it needs them.
 * @returns a connection to the destination.
 * @throws ProxyFailure where the proxy cannot be reached, or refuses.
 */
export async function openTunnel(proxy: URL, { host, port }: Destination, timeoutMs: number): Promise<Socket> {
  const { request } = await (proxy.protocol === 'https:' ? import('node:https') : import('node:http'))
  const destination = `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new ProxyFailure(`the proxy ${proxy.origin} ${reason}`))
    const asking = request({
      host: proxy.hostname.replace(/^\[(.*)\]$/, '$1'),
      port: proxy.port === '' ? defaultPorts[proxy.protocol] : proxy.port,
      method: 'CONNECT',
      path: destination,
      headers: { host: destination, ...authorization(proxy) },
      agent: false,
      timeout: timeoutMs,
    })
    asking.once('connect', ({ statusCode }, socket: Socket, head: Buffer) => {
      if (statusCode !== 200) {
        socket.destroy()
        return fail(refusal(statusCode, proxy))
      }
      if (head.length > 0) socket.unshift(head)
      socket.setTimeout(0)
      resolve(socket)
    })
    asking.once('timeout', () => {
      fail(`did not answer within ${timeoutMs} ms`)
      asking.destroy()
    })
    asking.once('error', (error: NodeJS.ErrnoException) => fail(`cannot be reached (${error.code ?? error.message})`))
    asking.end()
  })
}

const defaultPorts: Record<string, number> = { 'http:': 80, 'https:': 443 }

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

function refusal(status: number | undefined, { username }: URL): string {
  if (status !== 407) return `refuses the connection to the server (status ${status})`
  return username === ''
    ? 'asks for a user name and a password (407): write them into its URL'
    : 'refuses the user name and the password in its URL (407)'
}

/** How undici opens connections through a proxy. @param connect begins TLS over them. */
export function through(proxy: URL, connect: buildConnector.connector, timeoutMs: number): buildConnector.connector {
  return (options, callback) => {
    const { hostname, port, protocol } = options
    openTunnel(proxy, { host: hostname, port: Number(port) || (defaultPorts[protocol] ?? 443) }, timeoutMs).then(
      (socket) =>
        protocol === 'https:' ? connect({ ...options, httpSocket: socket }, callback) : callback(null, socket),
      (error: Error) => callback(error, null),
    )
  }
}
