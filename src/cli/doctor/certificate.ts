import { isIP } from 'node:net'
import { checkServerIdentity, connect, type PeerCertificate } from 'node:tls'
import type { TlsOptions } from '../../client/index.ts'
import { nodeCertificates } from '../../client/node-certificates.ts'
import { openTunnel } from '../../client/proxy-tunnel.ts'
import { isThumbprintOf } from '../../client/thumbprint.ts'
import { fine, type Line, wrong } from './line.ts'
import { hostOf, portOf } from './network.ts'

/** What a server shows when a TLS connection begins. */
interface Shown {
  certificate: PeerCertificate
  protocol: string | null
  /** Why it is not trusted, as a code of OpenSSL. */
  problem: string | undefined
}

/** Begins a TLS connection with a target, and says what is to be done about its certificate. */
export async function readCertificate(
  url: URL,
  tls: TlsOptions,
  timeoutMs: number,
  proxy: string | undefined,
): Promise<Line> {
  const { insecure, thumbprint } = tls
  const shown = await handshake(url, tls, timeoutMs, proxy)
  if (typeof shown === 'string') return failure(shown)
  const line = thumbprint === undefined ? judge(url, shown) : compare(thumbprint, shown)
  const detail = describe(shown)
  if (line.ok || insecure !== true) return { ...line, detail }
  return { ...fine('certificate', `not required to be valid, as --insecure says: ${line.text}`), detail }
}

/** @returns the code or the message of an error, where there was no connection. */
async function handshake(
  url: URL,
  { ca, clientCertificate, thumbprint }: TlsOptions,
  timeoutMs: number,
  proxy: string | undefined,
): Promise<Shown | string> {
  const [host, port] = [hostOf(url), portOf(url)]
  const tunnel = proxy === undefined ? {} : { socket: await openTunnel(new URL(proxy), { host, port }, timeoutMs) }
  const trusted = await nodeCertificates()
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port,
      ...tunnel,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // Looked at rather than refused.
      rejectUnauthorized: false,
      timeout: timeoutMs,
      ...(clientCertificate === undefined ? {} : { cert: clientCertificate.certificate, key: clientCertificate.key }),
      ca: [...trusted, ...(ca === undefined ? [] : [ca])],
    })
    const end = (result: Shown | string) => {
      socket.destroy()
      resolve(result)
    }
    let shown: Shown | undefined
    socket.once('secureConnect', () => {
      shown = {
        certificate: socket.getPeerCertificate(),
        protocol: socket.getProtocol(),
        problem: socket.authorizationError === null ? undefined : String(socket.authorizationError ?? '') || undefined,
      }
      // Nothing is sent to a server that shows another certificate.
      if (thumbprint !== undefined && !isThumbprintOf(thumbprint, shown.certificate)) return end(shown)
      // With TLS 1.3, a server that wants a certificate of the client says so only after this.
      socket.write('HEAD / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')
    })
    socket.once('data', () => end(shown ?? 'no certificate'))
    socket.once('end', () => end(shown ?? 'the connection was closed'))
    socket.once('timeout', () => end(shown ?? 'ETIMEDOUT'))
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const code = error.code ?? error.message
      end(shown !== undefined && !isAboutClient(code) ? shown : code)
    })
  })
}

/** Whether a server asks for a certificate of the client. */
function isAboutClient(code: string): boolean {
  return /CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE|BAD_CERTIFICATE/.test(code)
}

function failure(code: string): Line {
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

const trust =
  'trust its CA with --ca FILE (a vCenter offers its own at /certs/download.zip), or, if the thumbprint is right, accept it with --thumbprint'

function compare(thumbprint: string, { certificate }: Shown): Line {
  return isThumbprintOf(thumbprint, certificate)
    ? fine('certificate', 'it has the thumbprint that is asked for')
    : wrong(
        'certificate',
        'it has another thumbprint than the one that is asked for',
        'find out why, before a password is sent: the certificate was replaced, or this is another server',
      )
}

function judge(url: URL, { certificate, problem }: Shown): Line {
  const host = hostOf(url)
  const names = namesOf(certificate)
  if (problem === 'CERT_HAS_EXPIRED')
    return wrong(
      'certificate',
      `it has expired, on ${certificate.valid_to}`,
      'renew it on the server; until then, --insecure accepts it',
    )
  if (problem === 'CERT_NOT_YET_VALID')
    return wrong(
      'certificate',
      `it is valid only from ${certificate.valid_from}`,
      'compare the clocks of this machine and of the server',
    )
  if (problem !== undefined && !problem.includes('ALTNAME'))
    return wrong('certificate', `it is not trusted (${problem})`, trust)
  if (names.length === 0)
    return wrong(
      'certificate',
      'it has no subject alternative name, without which no client takes it for a host',
      'replace it by one with the name of the server; until then, --insecure accepts it',
    )
  if (checkServerIdentity(host, certificate) !== undefined)
    return wrong(
      'certificate',
      `it is for ${names.join(', ')}, and not for ${host}`,
      'name the target as the certificate does, or replace it',
    )
  return fine('certificate', 'it is trusted')
}

/** `DNS:vcenter.example, IP Address:10.0.0.5`, as a list. */
function namesOf({ subjectaltname = '' }: PeerCertificate): string[] {
  return subjectaltname.split(', ').flatMap((name) => (name === '' ? [] : [name.replace(/^(DNS|IP Address):/, '')]))
}

function describe({ certificate, protocol }: Shown): string {
  const { issuer, valid_to: validTo, fingerprint256 } = certificate
  const by = [issuer?.CN, issuer?.O].filter(Boolean).join(', ') || 'unknown'
  return `issued by ${by}, until ${validTo}, SHA-256 ${fingerprint256}, ${protocol}`
}
