import type { TlsOptions } from '../client/index.ts'
import { isLoopback } from '../conformance/index.ts'
import { builtInPrincipals } from '../mock/principals.ts'
import {
  accountsOf,
  accountsWithPassword,
  namesAccount,
  type Principals,
  waysToGiveAccount,
} from './account-settings.ts'
import type { Config } from './configured.ts'
import { isRelease } from './options.ts'
import type { PasswordFlags } from './password.ts'
import { type ProxyFlags, proxyOf } from './proxy-settings.ts'
import { targetUrl } from './target-url.ts'
import { type Environment, govcTlsVariables, lacksKnownHost, type TlsFlags, tlsSettings } from './tls-settings.ts'
import { UsageError } from './usage.ts'

/** The options that name the target. */
export interface TargetFlags extends TlsFlags, ProxyFlags, PasswordFlags {
  config?: string
  /** What the configuration file says. */
  fromFile?: Config
  target?: string
  release?: string
  username?: string
}

/** The target of a run. */
export type TargetSettings = LiveSettings | { kind: 'recorded'; file: string }

/** A target that answers requests, and the accounts for it. */
export type LiveSettings = { release: string } & Principals &
  ({ kind: 'mock' | 'msw' } | { kind: 'url'; url: string; tls: TlsOptions; proxy?: string; usesBuiltIns: boolean })

const [administrator, readonly] = builtInPrincipals

/**
 * Finds the target in the options and the environment; none is implied, because a misspelt variable would then judge something else. Options come before `VIJSON_*`, and these before `GOVC_*` (the variables of govc); an empty
 * variable counts as unset. Where GOVC_URL names another server than the target, all `GOVC_*` are ignored: its password must not go elsewhere.
 *
 * @throws UsageError.
 */
export function targetSettings(flags: TargetFlags, given: Environment): TargetSettings {
  const environment = withoutEmpty(given)
  const release = releaseOf(flags)
  const [text, source] = namedTarget(flags, environment)
  if (text === undefined) throw new UsageError(noTarget(environment, everyTarget))
  if (isRecording(text)) {
    if (release !== 'auto' || flags.username !== undefined)
      throw new UsageError('a recorded run has its own release and user names; omit --release and --username')
    return { kind: 'recorded', file: text }
  }
  if (text === 'mock' || text === 'msw') return { kind: text, release, ...builtIns() }
  const named = targetUrl(text, source)
  const { url, tls, proxy, accounts, usesBuiltIns } = serverNamed(named, source, flags, environment, accountsOf)
  if (accounts === undefined && !usesBuiltIns) {
    throw new UsageError(`user name and password are missing: ${waysToGiveAccount}`)
  }
  return {
    kind: 'url',
    url: url.origin,
    release,
    tls,
    ...(proxy === undefined ? {} : { proxy }),
    usesBuiltIns,
    ...(accounts ?? builtIns()),
  }
}

/** A server, how its certificate is verified, and the accounts that are named for it, if any. */
export interface ServerSettings {
  url: URL
  release: string
  tls: TlsOptions
  proxy: string | undefined
  accounts: Principals | undefined
  /** Whether the accounts of the mock are used, where the server is one: it is on this machine, and no account is named. */
  usesBuiltIns: boolean
}

/** The same for a command that needs no account. @throws UsageError, also where the target is no server. */
export function serverSettings(flags: TargetFlags, given: Environment): ServerSettings {
  const environment = withoutEmpty(given)
  const release = releaseOf(flags)
  const [text, source] = namedTarget(flags, environment)
  if (text === undefined) throw new UsageError(noTarget(environment, 'the URL of a server'))
  if (text === 'mock' || text === 'msw')
    throw new UsageError(
      `${source} names ${text}, which runs within vijson test and is always ready; name a server to look at`,
    )
  if (isRecording(text))
    throw new UsageError(
      `${source} names a recorded run, which vijson test judges without a server; name a server to look at`,
    )
  return {
    release,
    ...serverNamed(targetUrl(text, source, anyServer), source, flags, environment, accountsWithPassword),
  }
}

function serverNamed(
  url: URL,
  source: string,
  flags: TargetFlags,
  given: Environment,
  findAccounts: typeof accountsOf,
): Omit<ServerSettings, 'release'> {
  const environment = { ...given }
  if (source !== 'GOVC_URL' && url.password !== '') {
    throw new UsageError(`${source} must not contain a password; give it in VIJSON_PASSWORD`)
  }
  if (namesAnotherServer(environment.GOVC_URL, url)) for (const name of ofGovcServer) delete environment[name]
  const accounts = findAccounts(flags, environment, url)
  return {
    url,
    accounts,
    usesBuiltIns: accounts === undefined && isLoopback(url) && !namesAccount(flags, environment, url),
    tls: tlsSettings(flags, environment, url),
    proxy: proxyOf(flags, url),
  }
}

/** What may stand as the target of a command that looks at a server. */
export const anyServer = 'an http or https URL'

/** What belongs to the server in GOVC_URL. */
const ofGovcServer = ['GOVC_USERNAME', 'GOVC_PASSWORD', ...govcTlsVariables]

/** Sentences that say what is of no use: variables that no command has, those of govc that belong to another server, or do not name the target, and a user name for the mock. @param choices what may stand as target, for messages. @throws UsageError. */
export function ignoredVariables(flags: TargetFlags, given: Environment, choices?: string): string[] {
  const environment = withoutEmpty(given)
  const [text, source] = namedTarget(flags, environment)
  // That no target is named, says the same.
  if (text === undefined) return []
  const unknown = unknownVariables(environment)
  const misspelt = unknown.length === 0 ? [] : [`ignored, because no command has such variables: ${unknown.join(', ')}`]
  if (isRecording(text)) return misspelt
  if (text === 'mock' || text === 'msw')
    return flags.username === undefined
      ? misspelt
      : [...misspelt, 'ignored, because the embedded mock has accounts of its own: the user name']
  return [...misspelt, ...ignoredOfGovc(flags, environment, targetUrl(text, source, choices))]
}

function ignoredOfGovc(flags: TargetFlags, environment: Environment, url: URL): string[] {
  const ignored = ofGovcServer.filter((name) => environment[name] !== undefined)
  if (ignored.length === 0) return []
  if (namesAnotherServer(environment.GOVC_URL, url))
    return [`ignored, because GOVC_URL names another server: ${ignored.join(', ')}`]
  return lacksKnownHost(flags, environment, url)
    ? [
        'GOVC_TLS_KNOWN_HOSTS has no line for the target, which is not known by its thumbprint; add a line HOST:PORT THUMBPRINT',
      ]
    : []
}

/** An empty variable counts as unset. */
function withoutEmpty(given: Environment): Environment {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
}

function releaseOf({ release = 'auto' }: TargetFlags): string {
  if (release !== 'auto' && !isRelease(release)) {
    throw new UsageError(
      release.includes(',')
        ? '--release must be one release here; vijson test takes several'
        : '--release must be a release from 8.0.1.0 on, such as 8.0.3.0, or auto',
    )
  }
  return release
}

/** The variables of the command. */
const variables = [
  'VIJSON_TARGET',
  'VIJSON_USERNAME',
  'VIJSON_PASSWORD',
  'VIJSON_PASSWORD_COMMAND',
  'VIJSON_SESSION',
  'VIJSON_SSO_TOKEN_FILE',
  'VIJSON_INSECURE',
  'VIJSON_CA',
  'VIJSON_THUMBPRINT',
  'VIJSON_CLIENT_CERT',
  'VIJSON_LIMITED_USERNAME',
  'VIJSON_LIMITED_PASSWORD',
  'VIJSON_LIMITED_PASSWORD_COMMAND',
]

const everyTarget =
  'the URL of a server, mock (the embedded mock, for a first look), msw, or a recorded run (a file that ends with .har)'

/** The variables that look as if they were of the command: their names may be misspelt. */
function unknownVariables(environment: Environment): string[] {
  return Object.keys(environment).filter((name) => name.startsWith('VIJSON_') && !variables.includes(name))
}

/** That no target is named, and the choices; with the variables whose names may be misspelt. */
function noTarget(environment: Environment, choices: string): string {
  const unknown = unknownVariables(environment)
  const hint = unknown.length === 0 ? '' : `; ${unknown.join(', ')}: no variable of this command`
  return `no target is named: give --target or VIJSON_TARGET ${choices}${hint}`
}

/** Whether a target is named at all. */
export function hasTarget(flags: TargetFlags, environment: Environment): boolean {
  return namedTarget(flags, withoutEmpty(environment))[0] !== undefined
}

/** Whether GOVC_URL names another server. */
function namesAnotherServer(govcUrl: string | undefined, url: URL): boolean {
  if (govcUrl === undefined) return false
  try {
    return targetUrl(govcUrl, 'GOVC_URL').host !== url.host
  } catch (error) {
    if (error instanceof UsageError) return true
    throw error
  }
}

/** Whether a target is a HAR file, rather than a host whose name ends with .har. */
function isRecording(text: string): boolean {
  return text.toLowerCase().endsWith('.har') && !text.includes('://')
}

/** The name of the target, and the option or variable that it comes from. */
function namedTarget(flags: TargetFlags, environment: Environment): [text: string | undefined, source: string] {
  if (flags.target !== undefined) return [flags.target, '--target']
  if (environment.VIJSON_TARGET !== undefined) return [environment.VIJSON_TARGET, 'VIJSON_TARGET']
  return [environment.GOVC_URL, 'GOVC_URL']
}

/** The principals of the mock: for the mock, and for a target on this machine without other credentials. */
export function builtIns(): Principals {
  if (administrator === undefined || readonly === undefined) throw new Error('the mock has no built-in principals')
  return { controller: administrator, limited: readonly }
}
