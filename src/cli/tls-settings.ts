import { delimiter } from 'node:path'
import type { TlsOptions } from '../client/index.ts'
import { requireCertificates, requirePair, requirePrivateKey } from './pem.ts'
import { readRegularFile, sizes } from './read-file.ts'
import { anyThumbprint, sha256Thumbprint } from './thumbprint-option.ts'
import { reading, UsageError } from './usage.ts'

/** The options about certificates. */
export interface TlsFlags {
  insecure?: boolean
  ca?: string
  thumbprint?: string
  clientCert?: string
}

/** The environment, as `process.env`. */
export type Environment = Record<string, string | undefined>

/** The variables of govc about certificates. */
export const govcTlsVariables = [
  'GOVC_INSECURE',
  'GOVC_TLS_CA_CERTS',
  'GOVC_TLS_KNOWN_HOSTS',
  'GOVC_CERTIFICATE',
  'GOVC_PRIVATE_KEY',
] as const

/** The files about certificates that a run reads. */
export function certificateFiles({ ca, clientCert }: TlsFlags, environment: Environment): string[] {
  const lists = [ca, environment.VIJSON_CA, environment.GOVC_TLS_CA_CERTS, environment.GOVC_TLS_KNOWN_HOSTS]
  const files = [clientCert, environment.VIJSON_CLIENT_CERT, environment.GOVC_CERTIFICATE, environment.GOVC_PRIVATE_KEY]
  return [...lists.flatMap((list) => (list ?? '').split(delimiter)), ...files].filter(
    (file) => file !== undefined && file !== '',
  ) as string[] // Those that are left.
}

/** How the server's certificate is verified, and which one the client shows. The first source that says anything about trust decides: options, `VIJSON_*`, `GOVC_*`. @throws UsageError. */
export function tlsSettings(flags: TlsFlags, environment: Environment, url: URL): TlsOptions {
  return { ...trustOf(flags, environment, url), ...clientCertificateOf(flags, environment) }
}

/** Whether the known hosts of govc do not name the server, and nothing else says which certificate is trusted. @throws UsageError. */
export function lacksKnownHost(flags: TlsFlags, environment: Environment, url: URL): boolean {
  const isNeeded = url.protocol === 'https:' && environment.GOVC_TLS_KNOWN_HOSTS !== undefined
  return isNeeded && Object.keys(trustOf(flags, environment, url)).length === 0
}

/** What says which certificate of the server is trusted, by the names of the options or the variables, in this order. */
interface TrustSource {
  names: readonly [insecure: string, ca: string, thumbprint: string]
  insecure: boolean
  ca: string | undefined
  thumbprint: string | undefined
}

function trustOf(flags: TlsFlags, environment: Environment, url: URL): TlsOptions {
  const sources: TrustSource[] = [
    {
      names: ['--insecure', '--ca', '--thumbprint'],
      insecure: flags.insecure === true,
      ca: flags.ca,
      thumbprint: flags.thumbprint,
    },
    {
      names: ['VIJSON_INSECURE', 'VIJSON_CA', 'VIJSON_THUMBPRINT'],
      insecure: isTrue(environment, 'VIJSON_INSECURE'),
      ca: environment.VIJSON_CA,
      thumbprint: environment.VIJSON_THUMBPRINT,
    },
    {
      names: ['GOVC_INSECURE', 'GOVC_TLS_CA_CERTS', 'GOVC_TLS_KNOWN_HOSTS'],
      insecure: isTrue(environment, 'GOVC_INSECURE'),
      ca: environment.GOVC_TLS_CA_CERTS,
      thumbprint: knownHost(environment.GOVC_TLS_KNOWN_HOSTS, url),
    },
  ]
  const found = sources.find(({ insecure, ca, thumbprint }) => insecure || ca !== undefined || thumbprint !== undefined)
  if (found === undefined) return {}
  const { names, insecure, ca, thumbprint } = found
  const [, ofCa, ofThumbprint] = names
  const given = names.filter((_, at) => [insecure, ca !== undefined, thumbprint !== undefined][at])
  // govc itself takes several, and then the most lenient.
  const isGovc = ofCa.startsWith('GOVC_')
  if (given.length > 1 && !isGovc)
    throw new UsageError(`give only one of ${given.join(' and ')}: each says which certificate is trusted`)
  if (insecure) return { insecure }
  if (thumbprint !== undefined)
    return {
      thumbprint: isGovc
        ? anyThumbprint(thumbprint, `the thumbprint in ${ofThumbprint}`)
        : sha256Thumbprint(thumbprint, ofThumbprint),
    }
  return ca === undefined ? {} : { ca: reading(ofCa, () => filesIn(ca).map(readCertificates).join('\n')) }
}

/** The thumbprint of a host in files of `host thumbprint` lines, as ssh and govc keep them; undefined where it is in none. */
function knownHost(files: string | undefined, url: URL): string | undefined {
  if (files === undefined) return undefined
  const names = [url.host, url.hostname, `${url.hostname}:${url.port === '' ? '443' : url.port}`]
  for (const file of filesIn(files)) {
    const lines = readRegularFile(file, 'GOVC_TLS_KNOWN_HOSTS', sizes.other).split(/\r?\n/)
    for (const line of lines) {
      const [host = '', thumbprint] = line.trim().split(/\s+/)
      if (!names.includes(host)) continue
      // Passed over, it would leave the certificate to others, or to none.
      if (thumbprint === undefined)
        throw new UsageError(
          `the line of ${host} in ${file} (GOVC_TLS_KNOWN_HOSTS) has no thumbprint; write it behind the name`,
        )
      return thumbprint
    }
  }
  return undefined
}

/** One file with the certificate and its key, or govc's two. */
function clientCertificateOf(
  { clientCert }: TlsFlags,
  environment: Environment,
): Pick<TlsOptions, 'clientCertificate'> {
  const own = clientCert ?? environment.VIJSON_CLIENT_CERT
  if (own !== undefined)
    return reading(clientCert === undefined ? 'VIJSON_CLIENT_CERT' : '--client-cert', () => {
      const text = readRegularFile(own, 'client certificate', sizes.other)
      return pairOf({ text, file: own }, { text, file: own })
    })
  const { GOVC_CERTIFICATE: certificate, GOVC_PRIVATE_KEY: key } = environment
  if (certificate === undefined && key === undefined) return {}
  if (certificate === undefined || key === undefined)
    throw new UsageError('give both GOVC_CERTIFICATE and GOVC_PRIVATE_KEY, or neither; one is missing')
  return pairOf(
    { text: readRegularFile(certificate, 'GOVC_CERTIFICATE', sizes.other), file: certificate },
    { text: readRegularFile(key, 'GOVC_PRIVATE_KEY', sizes.other), file: key },
  )
}

/** A file that is read. */
interface Read {
  text: string
  file: string
}

/** The certificate in one file and the key in another one, or in the same. @throws UsageError where they are not a pair. */
function pairOf(certificate: Read, key: Read): Pick<TlsOptions, 'clientCertificate'> {
  requireCertificates(certificate.text, `client certificate ${certificate.file}`)
  requirePrivateKey(key.text, `client certificate ${key.file}`)
  requirePair(certificate.text, key.text, `client certificate ${certificate.file}`)
  return { clientCertificate: { certificate: certificate.text, key: key.text } }
}

/** @throws UsageError for any other value than yes or no: it was meant to say something. */
function isTrue(environment: Environment, name: string): boolean {
  const text = environment[name]?.toLowerCase() ?? 'false'
  if (['1', 'true', 't'].includes(text)) return true
  if (['0', 'false', 'f'].includes(text)) return false
  throw new UsageError(`${name} must be 1 or true, 0 or false`)
}

/** The files of a list; a delimiter at its end, as scripts leave one, adds none. */
function filesIn(list: string): string[] {
  const files = list.split(delimiter).filter((file) => file !== '')
  return files.length === 0 ? [list] : files
}

function readCertificates(file: string): string {
  const text = readRegularFile(file, 'CA file', sizes.other)
  requireCertificates(text, `CA file ${file}`)
  return text
}
