import { checkServerIdentity, type DetailedPeerCertificate } from 'node:tls'
import { isThumbprintOf } from '../../client/thumbprint.ts'
import { hasCertificate } from '../pem.ts'
import { fine, type Line, warning, wrong } from './line.ts'

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

/** What is wrong with a certificate, and what to do about it. */
interface Defect {
  text: string
  todo: string
  /** What to do in place of it; the certificate can be accepted as it is by then. */
  otherwise?: string
}

/** The certificates that this machine trusts, in PEM. */
interface Trusted {
  ofNode: readonly string[]
  /** Those of the CA file that is given. */
  ca: string | undefined
}

/** Says whether a certificate is trusted for a host, and all that is wrong with it: who mends one thing does not want to be told of the next. */
export function judge(host: string, shown: Shown, trusted: Trusted): Line {
  const { certificate, problem } = shown
  const accept = `accept this very certificate with --thumbprint SHA256:${certificate.fingerprint256}`
  const found = [
    isTrusted(shown, trusted) ? undefined : untrusted(certificate, problem, trusted.ca, accept),
    problem === undefined ? undefined : outOfDate(certificate, problem, accept),
    notFor(host, certificate, accept),
  ].filter((one) => one !== undefined)
  const [only, ...more] = found
  if (only === undefined) return fine('certificate', 'it is trusted')
  // A run can begin; others cannot.
  if (problem === undefined && isFor(host, certificate))
    return { ...warning('certificate', `it is trusted; ${only.text}`), todo: only.todo }
  if (more.length === 0) return wrong('certificate', only.text, `${only.todo}${only.otherwise ?? ''}`)
  return wrong(
    'certificate',
    found.map(({ text }) => text).join('; '),
    `${found.map(({ todo }) => todo).join('; ')}; or, if the thumbprint is right, ${accept}`,
  )
}

/** Whether its issuers lead to one that is trusted. Of several problems, OpenSSL tells the last: a date hides that none is trusted. */
function isTrusted({ certificate, problem }: Shown, { ofNode, ca = '' }: Trusted): boolean {
  if (problem === undefined || problem.includes('ALTNAME')) return true
  if (!isDate(problem)) return false
  const root = chainOf(certificate).at(-1)
  if (root?.issuerCertificate?.fingerprint256 !== root?.fingerprint256) return false
  return hasCertificate([...ofNode, ca].join('\n'), root?.fingerprint256 ?? '')
}

function isDate(problem: string): boolean {
  return problem === 'CERT_HAS_EXPIRED' || problem === 'CERT_NOT_YET_VALID'
}

/** The names, the issuer, the end and the thumbprint of a certificate, and the version of TLS. */
export function describe({ certificate, protocol }: Shown): string {
  const { subject, issuer, valid_to: validTo, fingerprint256 } = certificate
  const names = namesOf(certificate)
  const shown = names.length === 0 ? `the common name ${nameIn(subject)}` : folded(names)
  return `for ${shown}, issued by ${nameIn(issuer)}, until ${validTo}, SHA-256 ${fingerprint256}, ${protocol}`
}

function outOfDate(certificate: DetailedPeerCertificate, problem: string, accept: string): Defect | undefined {
  const now = Date.now()
  if (problem === 'CERT_NOT_YET_VALID' || Date.parse(certificate.valid_from) > now)
    return {
      text: `it is valid only from ${certificate.valid_from}`,
      todo: 'compare the clocks of this machine and of the server',
    }
  // Only where OpenSSL has found one: a server may send an expired issuer that is not needed.
  const chain = problem === 'CERT_HAS_EXPIRED' ? chainOf(certificate) : [certificate]
  const ended = chain.find(({ valid_to: validTo }) => Date.parse(validTo) < now)
  if (ended === undefined && problem !== 'CERT_HAS_EXPIRED') return undefined
  const { subject, valid_to: validTo } = ended ?? certificate
  const which =
    ended === undefined || ended === certificate
      ? 'it has expired'
      : `that of its issuer ${nameIn(subject)} has expired`
  return {
    text: `${which}, on ${validTo}`,
    todo: 'renew it on the server',
    otherwise: `; until then, ${accept}; --insecure accepts any`,
  }
}

function notFor(host: string, certificate: DetailedPeerCertificate, accept: string): Defect | undefined {
  const names = namesOf(certificate)
  const isForHost = isFor(host, certificate)
  if (names.length === 0)
    return {
      text: `it has no subject alternative name${isForHost ? ': Node takes its common name, and govc and browsers do not' : ''}`,
      todo: 'replace it by one with the name of the server',
      otherwise: isForHost ? '' : `; until then, ${accept}; --insecure accepts any`,
    }
  if (isForHost) return undefined
  return {
    text: `it is for ${folded(names)}, and not for ${host}`,
    todo: 'name the target as the certificate does, or replace it',
    otherwise: `; if this is the right server, ${accept}`,
  }
}

/** As the client of a run takes it (Node, which falls back to the common name). */
function isFor(host: string, certificate: DetailedPeerCertificate): boolean {
  return checkServerIdentity(host, certificate) === undefined
}

function untrusted(
  certificate: DetailedPeerCertificate,
  problem: string | undefined,
  ca: string | undefined,
  accept: string,
): Defect {
  const text = `it is not trusted${problem === undefined || isDate(problem) ? '' : ` (${problem})`}`
  const download = 'a vCenter offers its own at /certs/download.zip'
  const otherwise = `, or, if the thumbprint is right, ${accept}`
  if (ca === undefined) return { text, todo: `trust its CA with --ca FILE (${download})`, otherwise }
  const missing = nameIn((chainOf(certificate).at(-1) ?? certificate).issuer)
  const lacks = hasCertificate(ca, certificate.fingerprint256)
    ? `the CA file has the certificate of the server, and not that of its issuer, ${missing}`
    : `the CA file has no certificate of its issuer, ${missing}`
  return { text: `${text}: ${lacks}`, todo: `add that certificate to the file (${download})`, otherwise }
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

/** The first of many names: those of a certificate for many hosts fill a screen. */
function folded(names: readonly string[]): string {
  const most = 8
  return names.length <= most ? names.join(', ') : `${names.slice(0, most).join(', ')} and ${names.length - most} more`
}

/** The names by which people know an issuer. */
function nameIn({ CN, O }: Partial<DetailedPeerCertificate['issuer']> = {}): string {
  return [CN, O].filter(Boolean).join(', ') || 'unknown'
}
