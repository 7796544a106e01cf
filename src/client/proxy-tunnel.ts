import type { Socket } from 'node:net'
import type { buildConnector } from 'undici'
import { nodeCertificates } from './node-certificates.ts'

/** A proxy opened no way to the server. The message is one sentence, without the name and the password for the proxy. */
export class ProxyFailure extends Error {
  /** Tells it from other causes of a lost connection. */
  readonly code = 'ERR_PROXY'

  constructor(message: string) {
    super(message)
    this.name = 'ProxyFailure'
  }
}

/** How a tunnel is opened. */
interface TunnelOptions {
  timeoutMs: number
  /** Certificates that an https proxy may show besides those that Node trusts, in PEM. */
  ca: string | undefined
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
export async function openTunnel(
  proxy: URL,
  { host, port }: Destination,
  { timeoutMs, ca }: TunnelOptions,
): Promise<Socket> {
  const { request } = await (proxy.protocol === 'https:' ? import('node:https') : import('node:http'))
  const { isIP } = await import('node:net')
  const proxyHost = proxy.hostname.replace(/^\[(.*)\]$/, '$1')
  const trusted = ca === undefined ? {} : { ca: [...(await nodeCertificates()), ca] }
  const destination = `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`
  return new Promise((resolve, reject) => {
    const asking = request({
      host: proxyHost,
      // Node would take it from the Host header, which names the destination.
      servername: isIP(proxyHost) === 0 ? proxyHost : '',
      port: proxy.port === '' ? defaultPorts[proxy.protocol] : proxy.port,
      method: 'CONNECT',
      path: destination,
      headers: { host: destination, ...authorization(proxy) },
      agent: false,
      ...trusted,
    })
    // The time limit is that of the whole exchange: a proxy may send a little now and then.
    const timer = setTimeout(() => fail(`did not answer within ${timeoutMs} ms`), timeoutMs)
    const fail = (reason: string) => {
      clearTimeout(timer)
      asking.destroy()
      reject(new ProxyFailure(`the proxy ${proxy.origin} ${reason}`))
    }
    asking.once('connect', ({ statusCode, headers }, socket: Socket, head: Buffer) => {
      clearTimeout(timer)
      // RFC 9110, 9.3.6: any success opens the tunnel.
      if (statusCode === undefined || statusCode < 200 || statusCode >= 300) {
        socket.destroy()
        return fail(refusal(statusCode, headers['proxy-authenticate'] ?? '', proxy))
      }
      if (head.length > 0) socket.unshift(head)
      resolve(socket)
    })
    asking.on('error', (error: NodeJS.ErrnoException) => fail(failure(proxy, error.code ?? error.message)))
    asking.end()
  })
}

const defaultPorts: Record<string, number> = { 'http:': 80, 'https:': 443 }

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** Why no answer of a proxy came, by the code of the error. */
function failure({ protocol }: URL, code: string): string {
  if (/WRONG_VERSION_NUMBER|EPROTO|PACKET_LENGTH|HTTP_REQUEST/.test(code))
    return `does not speak TLS (${code}): write http:// in its URL`
  if (/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS/.test(code))
    return `shows a certificate that is not trusted (${code}): name the file of its CA with --ca (the option ca), or in NODE_EXTRA_CA_CERTS`
  if (code.startsWith('HPE_'))
    return `does not speak HTTP (${code}): check its port${protocol === 'http:' ? ', or write https:// where it speaks TLS' : ''}`
  if (code === 'ECONNRESET')
    return `closes the connection without an answer: check its port${protocol === 'http:' ? ', or write https:// where it speaks TLS' : ''}`
  return `cannot be reached (${code})`
}

/** @param offered the ways to log in that the proxy names: `Negotiate, Basic realm="proxy"`. */
function refusal(status: number | undefined, offered: string, { username }: URL): string {
  if (status !== undefined && status >= 502 && status <= 504) return `does not reach the server (status ${status})`
  if (status !== 407) return `refuses the connection to the server (status ${status})`
  const ways = offered.split(',').flatMap((one) => /^\s*([\w-]+)(?:\s|$)/.exec(one)?.[1] ?? [])
  if (ways.length > 0 && !ways.some((way) => way.toLowerCase() === 'basic'))
    return `takes logins only by ${ways.join(', ')} (407), and only Basic is spoken here: have it take Basic, or use a local proxy that logs in to it`
  return username === ''
    ? 'asks for a user name and a password (407): write them into its URL'
    : 'refuses the user name and the password in its URL (407)'
}

/** How undici opens connections through a proxy. @param connect begins TLS over them. */
export function through(
  proxy: URL,
  connect: buildConnector.connector,
  tunnel: TunnelOptions,
): buildConnector.connector {
  return (options, callback) => {
    const { hostname, port, protocol } = options
    openTunnel(proxy, { host: hostname, port: Number(port) || (defaultPorts[protocol] ?? 443) }, tunnel).then(
      (socket) =>
        protocol === 'https:' ? connect({ ...options, httpSocket: socket }, callback) : callback(null, socket),
      (error: Error) => callback(error, null),
    )
  }
}
