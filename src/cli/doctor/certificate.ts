import { isIP } from 'node:net'
import { connect } from 'node:tls'
import type { TlsOptions } from '../../client/index.ts'
import { nodeCertificates } from '../../client/node-certificates.ts'
import { openTunnel, ProxyFailure } from '../../client/proxy-tunnel.ts'
import { isThumbprintOf } from '../../client/thumbprint.ts'
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
  if (typeof shown === 'string') return failure(shown)
  const line =
    thumbprint === undefined
      ? judge(hostOf(url), shown, { ofNode: await nodeCertificates(), ca: tls.ca })
      : compare(thumbprint, shown)
  const detail = describe(shown)
  if (line.ok || insecure !== true) return { ...line, detail }
  return { ...warning('certificate', `not required to be valid, as --insecure says: ${line.text}`), detail }
}

/** @returns the code or the message of an error, where there was no connection. */
async function handshake(
  url: URL,
  { ca, clientCertificate, thumbprint }: TlsOptions,
  timeoutMs: number,
  proxy: string | undefined,
): Promise<Shown | string> {
  const [host, port] = [hostOf(url), portOf(url)]
  const trusted = await nodeCertificates()
  // Last: TLS sees the end of a tunnel only where it begins at once.
  const tunnel =
    proxy === undefined ? {} : { socket: await openTunnel(new URL(proxy), { host, port }, { timeoutMs, ca }) }
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      ...tunnel,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // Looked at rather than refused.
      rejectUnauthorized: false,
      ...(clientCertificate === undefined ? {} : { cert: clientCertificate.certificate, key: clientCertificate.key }),
      ca: [...trusted, ...(ca === undefined ? [] : [ca])],
    })
    // The time limit is that of the whole handshake: a server may send a little now and then.
    const timer = setTimeout(() => end(shown ?? 'ETIMEDOUT'), timeoutMs)
    const end = (result: Shown | string) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(result)
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
      socket.write('HEAD / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
    })
    socket.once('data', () => end(shown ?? 'no certificate'))
    // What is closed before TLS begins has no end.
    for (const event of ['end', 'close']) socket.once(event, () => end(shown ?? 'the connection was closed'))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.message
      end(shown !== undefined && !isAboutClient(code) ? shown : code)
    })
  })
}

/** Whether a server may ask for a certificate of the client. */
function isAboutClient(code: string): boolean {
  return /CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE/.test(code)
}

function failure(code: string): Line {
  // A server tells no more than that (RFC 5246, 7.2.2): TLS 1.2 has no alert of its own for a missing certificate.
  if (code.includes('HANDSHAKE_FAILURE'))
    return wrong(
      'certificate',
      'the server refused the TLS handshake (alert 40): it wants a certificate of the client, or has no version or cipher of TLS in common with this machine',
      'give a certificate with --client-cert where the server asks for one; otherwise, enable TLS 1.2 or later on the server, with its usual ciphers',
    )
  if (isAboutClient(code))
    return wrong(
      'certificate',
      'the server wants a certificate of the client',
      'give one with --client-cert, or use an address that does not ask for it',
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
