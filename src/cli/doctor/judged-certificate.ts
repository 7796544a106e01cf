import { checkServerIdentity, type DetailedPeerCertificate } from 'node:tls'
import { isThumbprintOf } from '../../client/thumbprint.ts'
import { hasCertificate } from '../pem.ts'
import { fine, type Line, wrong } from './line.ts'

/** What a server shows when a TLS connection begins. */
export interface Shown {
  certificate: DetailedPeerCertificate
  protocol: string | null
  /** Why it is not trusted, as a code of OpenSSL. */
  problem: string | undefined
}

/** Says whether a certificate is the one that is asked for. */
export function compare(thumbprint: string, { certificate }: Shown): Line {
  return isThumbprintOf(thumbprint, certificate)
    ? fine('certificate', 'it has the thumbprint that is asked for')
    : wrong(
        'certificate',
        'it has another thumbprint than the one that is asked for',
        'find out why, before a password is sent: the certificate was replaced, or this is another server',
      )
}

/** Says whether a certificate is trusted for a host. @param ca the certificates of the CA file that is given, in PEM. */
export function judge(host: string, { certificate, problem }: Shown, ca: string | undefined): Line {
  const accept = `accept this very certificate with --thumbprint SHA256:${certificate.fingerprint256}`
  if (problem === 'CERT_HAS_EXPIRED') return expired(certificate, accept)
  if (problem === 'CERT_NOT_YET_VALID')
    return wrong(
      'certificate',
      `it is valid only from ${certificate.valid_from}`,
      'compare the clocks of this machine and of the server',
    )
  if (problem !== undefined && !problem.includes('ALTNAME')) return untrusted(certificate, problem, ca, accept)
  const names = namesOf(certificate)
  if (names.length === 0)
    return wrong(
      'certificate',
      'it has no subject alternative name, without which no client takes it for a host',
      `replace it by one with the name of the server; until then, ${accept}; --insecure accepts any`,
    )
  if (checkServerIdentity(host, certificate) !== undefined)
    return wrong(
      'certificate',
      `it is for ${names.join(', ')}, and not for ${host}`,
      `name the target as the certificate does, or replace it; if this is the right server, ${accept}`,
    )
  return fine('certificate', 'it is trusted')
}

/** The issuer, the end and the thumbprint of a certificate, and the version of TLS. */
export function describe({ certificate, protocol }: Shown): string {
  const { issuer, valid_to: validTo, fingerprint256 } = certificate
  return `issued by ${nameIn(issuer)}, until ${validTo}, SHA-256 ${fingerprint256}, ${protocol}`
}

function expired(certificate: DetailedPeerCertificate, accept: string): Line {
  const ended = chainOf(certificate).find(({ valid_to: validTo }) => Date.parse(validTo) < Date.now()) ?? certificate
  const which = ended === certificate ? 'it has expired' : `that of its issuer ${nameIn(ended.subject)} has expired`
  return wrong(
    'certificate',
    `${which}, on ${ended.valid_to}`,
    `renew it on the server; until then, ${accept}; --insecure accepts any`,
  )
}

function untrusted(
  certificate: DetailedPeerCertificate,
  problem: string,
  ca: string | undefined,
  accept: string,
): Line {
  const text = `it is not trusted (${problem})`
  const download = 'a vCenter offers its own at /certs/download.zip'
  if (ca === undefined)
    return wrong(
      'certificate',
      text,
      `trust its CA with --ca FILE (${download}), or, if the thumbprint is right, ${accept}`,
    )
  const missing = nameIn((chainOf(certificate).at(-1) ?? certificate).issuer)
  const lacks = hasCertificate(ca, certificate.fingerprint256)
    ? `the CA file has the certificate of the server, and not that of its issuer, ${missing}`
    : `the CA file has no certificate of its issuer, ${missing}`
  return wrong(
    'certificate',
    `${text}: ${lacks}`,
    `add that certificate to the file (${download}), or, if the thumbprint is right, ${accept}`,
  )
}

/** A certificate and its issuers, as far as the server or this machine has them. */
function chainOf(certificate: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain = [certificate]
  for (;;) {
    const issuer = chain.at(-1)?.issuerCertificate
    if (issuer === undefined || chain.some(({ fingerprint256 }) => fingerprint256 === issuer.fingerprint256))
      return chain
    chain.push(issuer)
  }
}

/** `DNS:vcenter.example, IP Address:10.0.0.5`, as a list. */
function namesOf({ subjectaltname = '' }: DetailedPeerCertificate): string[] {
  return subjectaltname.split(', ').flatMap((name) => (name === '' ? [] : [name.replace(/^(DNS|IP Address):/, '')]))
}

/** The names by which people know an issuer. */
function nameIn({ CN, O }: Partial<DetailedPeerCertificate['issuer']> = {}): string {
  return [CN, O].filter(Boolean).join(', ') || 'unknown'
}
