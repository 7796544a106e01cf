import { readFileSync } from 'node:fs'
import { delimiter } from 'node:path'
import type { Credentials, TlsOptions } from '../client/index.ts'
import { builtInPrincipals } from '../mock/principals.ts'
import { UsageError } from './usage.ts'

/** The environment, as `process.env`. */
export type Environment = Record<string, string | undefined>

/** What the command line says of the target. */
export interface TargetFlags {
  target?: string
  release?: string
  username?: string
  insecure?: boolean
  ca?: string
  allowPlaintext?: boolean
}

/** Which target is meant, and how it is reached. */
export type TargetSettings = { release: string; controller: Credentials; limited?: Credentials } & (
  | { kind: 'mock' | 'msw' }
  | { kind: 'url'; url: string; tls: TlsOptions; usesBuiltIns: boolean }
)

const [administrator, readonly] = builtInPrincipals

/** Flags before `VIJSON_*`, `VIJSON_*` before the `GOVC_*` that vSphere people have already. @throws UsageError. */
export function targetSettings(flags: TargetFlags, environment: Environment): TargetSettings {
  const release = flags.release ?? 'auto'
  if (release !== 'auto' && !/^\d+(\.\d+){3}$/.test(release)) {
    throw new UsageError(`--release takes a release as 8.0.3.0, or auto; ${release} is neither`)
  }
  const named = flags.target ?? environment.VIJSON_TARGET
  if (named === undefined && environment.GOVC_URL === undefined) return { kind: 'mock', release, ...builtIns() }
  if (named === 'mock' || named === 'msw') return { kind: named, release, ...builtIns() }
  const url = urlOf(named ?? environment.GOVC_URL ?? '')
  if (named !== undefined && url.password !== '') {
    throw new UsageError('the target must not carry a password; give it in VIJSON_PASSWORD')
  }
  if (url.protocol === 'http:' && !isLoopback(url) && !flags.allowPlaintext) {
    throw new UsageError(
      `${url.origin} would carry passwords and tokens unencrypted; use https, or --allow-plaintext if that is meant`,
    )
  }
  const given = credentialsOf(flags, environment, url)
  const usesBuiltIns = given === undefined && isLoopback(url)
  if (given === undefined && !usesBuiltIns) {
    throw new UsageError(
      'a user name and a password are needed: --username or VIJSON_USERNAME, and VIJSON_PASSWORD (or GOVC_USERNAME and GOVC_PASSWORD)',
    )
  }
  return {
    kind: 'url',
    url: url.origin,
    release,
    tls: tlsOf(flags, environment),
    usesBuiltIns,
    ...(given ?? builtIns()),
  }
}

type Principals = { controller: Credentials; limited?: Credentials }

/** The principals of the mock, for the mock and for whatever listens on this machine where nobody else is named. */
export function builtIns(): Principals {
  if (administrator === undefined || readonly === undefined) throw new Error('the mock has lost its principals')
  return { controller: administrator, limited: readonly }
}

function credentialsOf(flags: TargetFlags, environment: Environment, url: URL): Principals | undefined {
  const userName = flags.username ?? environment.VIJSON_USERNAME ?? environment.GOVC_USERNAME ?? userInfo(url.username)
  const password = environment.VIJSON_PASSWORD ?? environment.GOVC_PASSWORD ?? userInfo(url.password)
  const { VIJSON_LIMITED_USERNAME: limitedName, VIJSON_LIMITED_PASSWORD: limitedPassword } = environment
  if ((limitedName === undefined) !== (limitedPassword === undefined)) {
    throw new UsageError('VIJSON_LIMITED_USERNAME and VIJSON_LIMITED_PASSWORD go together; one of them is missing')
  }
  if (userName === undefined && password === undefined && limitedName === undefined) return undefined
  if (userName === undefined) throw new UsageError('a user name is missing: give --username or VIJSON_USERNAME')
  if (password === undefined) throw new UsageError(`the password of ${userName} is missing: give it in VIJSON_PASSWORD`)
  const controller = { userName, password }
  if (limitedName === undefined || limitedPassword === undefined) return { controller }
  return { controller, limited: { userName: limitedName, password: limitedPassword } }
}

function userInfo(part: string): string | undefined {
  return part === '' ? undefined : decodeURIComponent(part)
}

/** A URL as govc takes it: the scheme may be missing, and then it is https. */
function urlOf(text: string): URL {
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw new UsageError(
      `the target is neither mock, msw nor a URL of http or https: ${text.replace(/\/\/[^@/]*@/, '//')}`,
    )
  }
  return url
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

function tlsOf(flags: TargetFlags, environment: Environment): TlsOptions {
  if (flags.insecure && flags.ca !== undefined)
    throw new UsageError('--insecure and --ca contradict each other; give one of them')
  const isInsecure = flags.insecure ?? isTrue(environment.VIJSON_INSECURE ?? environment.GOVC_INSECURE)
  const files = flags.ca ?? environment.VIJSON_CA ?? environment.GOVC_TLS_CA_CERTS
  if (flags.insecure || (isInsecure && flags.ca === undefined)) return { insecure: true }
  if (files === undefined || files === '') return {}
  return { ca: files.split(delimiter).map(readCertificates).join('\n') }
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text?.toLowerCase() === 'true'
}

function readCertificates(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`the CA file ${file} could not be read: ${(error as NodeJS.ErrnoException).code}`, {
      cause: error,
    })
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----'))
    throw new UsageError(`the CA file ${file} holds no certificate in PEM`)
  return text
}
