import { connect as connectTcp, isIP } from 'node:net'
import { connect } from 'node:tls'
import type { TlsOptions } from '../../client/index.ts'
import { nodeCertificates } from '../../client/node-certificates.ts'
import { openTunnel, ProxyFailure } from '../../client/proxy-tunnel.ts'
import { isThumbprintOf } from '../../client/thumbprint.ts'
import { asksForCertificate, overhear } from './certificate-request.ts'
import { checkProxy } from './failure.ts'
import { compare, describe, judge, type Shown } from './judged-certificate.ts'
import { type Line, warning, wrong } from './line.ts'
import { hostOf, portOf } from './network.ts'

/** Begins a TLS connection with a target, and says what is to be done about its certificate. */
export async function readCertificate(
  url: URL,
  tls: TlsOptions,
  timeoutMs: number,
  proxy: string | undefined,
): Promise<Line> {
  const { insecure, thumbprint } = tls
  const shown = await handshake(url, tls, timeoutMs, proxy).catch((error: unknown) => {
    if (!(error instanceof ProxyFailure)) throw error
    return error
  })
  if (shown instanceof ProxyFailure) return wrong('connection', shown.message, checkProxy)
  if ('code' in shown) return failure(shown, tls.clientCertificate !== undefined)
  const line =
    thumbprint === undefined
      ? judge(hostOf(url), shown, { ofNode: await nodeCertificates(), ca: tls.ca })
      : compare(thumbprint, shown)
  const detail = describe(shown)
  if (line.ok || insecure !== true) return { ...line, detail }
  return { ...warning('certificate', `not required to be valid, as --insecure says: ${line.text}`), detail }
}

/** A handshake that has failed. */
interface Broken {
  /** Of the error, or its message. */
  code: string
  /** Whether it has failed by the certificate of the client, or for want of one. */
  isAboutClient: boolean
}

async function handshake(
  url: URL,
  { ca, clientCertificate, thumbprint }: TlsOptions,
  timeoutMs: number,
  proxy: string | undefined,
): Promise<Shown | Broken> {
  const [host, port] = [hostOf(url), portOf(url)]
  const trusted = await nodeCertificates()
  // Last: TLS sees the end of a tunnel only where it begins at once.
  const { socket: connection, received } = overhear(
    proxy === undefined
      ? connectTcp({ host, port })
      : await openTunnel(new URL(proxy), { host, port }, { timeoutMs, ca }),
  )
  return new Promise((resolve) => {
    const socket = connect({
      socket: connection,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // Looked at rather than refused.
      rejectUnauthorized: false,
      ...(clientCertificate === undefined ? {} : { cert: clientCertificate.certificate, key: clientCertificate.key }),
      ca: [...trusted, ...(ca === undefined ? [] : [ca])],
    })
    // The time limit is that of the whole handshake: a server may send a little now and then.
    const timer = setTimeout(() => (shown === undefined ? fail('ETIMEDOUT') : end(shown)), timeoutMs)
    const end = (result: Shown | Broken) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(result)
    }
    const fail = (code: string) => {
      const isRefused = /ALERT|ECONNRESET/.test(code) || code === closed
      const isAboutClient =
        isAboutCertificate(code) ||
        (shown === undefined ? isRefused && asksForCertificate(received()) : code.includes('HANDSHAKE_FAILURE'))
      end(shown === undefined || isAboutClient ? { code, isAboutClient } : shown)
    }
    let shown: Shown | undefined
    socket.once('secureConnect', () => {
      shown = {
        certificate: socket.getPeerCertificate(true),
        protocol: socket.getProtocol(),
        problem: socket.authorizationError === null ? undefined : String(socket.authorizationError ?? '') || undefined,
      }
      // Nothing is sent to a server that shows another certificate.
      if (thumbprint !== undefined && !isThumbprintOf(thumbprint, shown.certificate)) return end(shown)
      // With TLS 1.3, a server that wants a certificate of the client says so only after this.
      socket.write(`HEAD / HTTP/1.1\r\nhost: ${url.host}\r\nconnection: close\r\n\r\n`)
    })
    socket.once('data', () => (shown === undefined ? fail('no certificate') : end(shown)))
    // What is closed before TLS begins has no end.
    for (const event of ['end', 'close']) socket.once(event, () => fail(closed))
    socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message))
  })
}

const closed = 'the connection was closed'

/** Whether a server says by an alert what it makes of the certificate of the client, or of none (RFC 8446, 6.2): these alerts are about nothing else. */
function isAboutCertificate(code: string): boolean {
  return /ALERT_(NO_CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|CERTIFICATE_|UNKNOWN_CA|ACCESS_DENIED)/.test(
    code,
  )
}

/** What a server says of the certificate of the client: `ERR_SSL_TLSV1_ALERT_UNKNOWN_CA` as `unknown ca`; empty where it only closes the connection. */
function reasonIn(code: string): string {
  const [, alert = ''] = /ALERT_(\w+)/.exec(code) ?? []
  return alert === '' ? '' : ` (alert: ${alert.toLowerCase().replaceAll('_', ' ')})`
}

function failure({ code, isAboutClient }: Broken, isGiven: boolean): Line {
  if (isAboutClient)
    return isGiven
      ? wrong(
          'certificate',
          `the server does not accept the certificate of the client${reasonIn(code)}`,
          'give one with --client-cert that has not expired, and is of a CA that the server trusts',
        )
      : wrong(
          'certificate',
          'the server wants a certificate of the client',
          'give one with --client-cert, or use an address that does not ask for it',
        )
  if (code.includes('HANDSHAKE_FAILURE'))
    return wrong(
      'certificate',
      'the server refused the TLS handshake (alert 40): it has no version or cipher of TLS in common with this machine',
      'enable TLS 1.2 or later on the server, with its usual ciphers',
    )
  if (/WRONG_VERSION_NUMBER|EPROTO|PACKET_LENGTH|HTTP_REQUEST/.test(code))
    return wrong(
      'certificate',
      'the port does not speak TLS',
      'check the port; for a server without TLS, write http://',
    )
  if (/UNSUPPORTED_PROTOCOL|PROTOCOL_VERSION|NO_PROTOCOLS|NO_SHARED_CIPHER/.test(code))
    return wrong(
      'certificate',
      'the server speaks only versions or ciphers of TLS that are no longer safe',
      'enable TLS 1.2 or later on the server',
    )
  if (code === 'ETIMEDOUT')
    return wrong('certificate', 'no TLS handshake came within the time limit', 'check that the port serves https')
  return wrong(
    'certificate',
    `the TLS handshake failed (${code})`,
    'check that the port serves https, and nothing between breaks the connection',
  )
}
