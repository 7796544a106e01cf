import { randomBytes } from 'node:crypto'
import { openAgentFetch } from '../client/agent-fetch.ts'
import { type Connection, connect, UnexpectedAnswer } from '../client/index.ts'
import { defaultTimeoutMs, openSending } from '../client/transport.ts'
import { isLoopback, type Problem } from '../conformance/index.ts'
import { createMasker, type Masker } from '../conformance/redaction/masker.ts'
import { redact } from '../conformance/redaction/redact-result.ts'
import { secretsOf } from '../conformance/sessions/account.ts'
import { createLoginTags } from '../conformance/sessions/login-tag.ts'
import { withoutCommands } from '../report/commands.ts'
import type { Principals } from './account-settings.ts'
import { askPassword } from './ask.ts'
import { vendor } from './built-ins.ts'
import { withConfigured } from './configured.ts'
import { checkAccounts } from './doctor/accounts.ts'
import { recognize } from './doctor/api.ts'
import { readCertificate } from './doctor/certificate.ts'
import { isTargetFailure, lost } from './doctor/failure.ts'
import { fine, type Line, warning, wrong } from './doctor/line.ts'
import { hostOf, isNameable, reachDirectly, reachThrough } from './doctor/network.ts'
import { ofAccount } from './doctor/refused.ts'
import { serverSaid } from './doctor/words.ts'
import { exitCodes } from './exit.ts'
import { defined } from './options.ts'
import { withPasswords } from './password.ts'
import {
  anyServer,
  builtIns,
  ignoredVariables,
  type ServerSettings,
  serverSettings,
  type TargetFlags,
} from './settings.ts'

/** The options of `vijson doctor`. */
export interface DoctorFlags extends TargetFlags {
  allowPlaintext?: boolean
  timeout?: number
  maxBody?: number
  json?: boolean
}

/** The options about requests. */
type RequestFlags = Pick<DoctorFlags, 'timeout' | 'maxBody' | 'allowPlaintext'>

/** Runs `vijson doctor`: says, step by step, what stands between this machine and a run. Nothing is judged. @returns the exit code. @throws UsageError. */
export async function doctor(flags: DoctorFlags): Promise<number> {
  const environment = withConfigured(flags.fromFile ?? {}, process.env)
  for (const sentence of ignoredVariables(flags, environment, anyServer)) console.error(sentence)
  const settings = serverSettings(flags, await withPasswords(flags, environment, askPassword))
  const lines: Line[] = []
  const masker = maskerOf(settings)
  for await (const found of examine(settings, flags)) {
    const line = { ...redact(found, masker), step: found.step }
    lines.push(line)
    if (flags.json !== true) console.log(shown(line))
  }
  const isFine = lines.every(({ ok }) => ok)
  const isUnknown = lines.some(({ step, ok }) => step === 'name' && !ok) && !isNameable(hostOf(settings.url))
  const target = isUnknown ? 'the target' : settings.url.origin
  if (flags.json) console.log(JSON.stringify({ target, ok: isFine, lines }, null, 2))
  else console.log(`${target}: ${conclusion(lines)}`)
  return isFine ? exitCodes.conformant : exitCodes.inconclusive
}

/**
 * What stands between this machine and a run that could not begin: lines as `vijson doctor` prints them. No account is tried: a further attempt may lock it. What is wrong with it, the run has seen.
 *
 * @param controller the account of the run.
 */
export async function diagnose(
  settings: Omit<ServerSettings, 'accounts' | 'usesBuiltIns'>,
  flags: RequestFlags,
  problem: Problem,
  controller: Principals['controller'],
): Promise<string[]> {
  const line = ofAccount(problem, controller)
  if (line !== undefined) return [shown(line)]
  if (!['unreachable', 'certificate', 'not-vi-json'].includes(problem.code)) return []
  const lines: string[] = []
  for await (const line of examine({ ...settings, accounts: undefined, usesBuiltIns: false }, flags))
    if (!line.ok) lines.push(shown(line))
  return lines
}

/** Masks the passwords and the token, which a server may repeat in its own words. */
function maskerOf({ url, accounts }: ServerSettings): Masker {
  const given = accounts === undefined ? [] : [accounts.controller, accounts.limited].filter((one) => one !== undefined)
  const masker = createMasker([url.host, ...given.flatMap((one) => ('password' in one ? [one.userName] : []))])
  for (const secret of given.flatMap(secretsOf)) masker.maskSecret(secret)
  return masker
}

function conclusion(lines: readonly Line[]): string {
  const wrong = lines.filter(({ ok }) => !ok)
  if (wrong.length > 0)
    return wrong.every(({ step }) => step === 'second account')
      ? 'a run can begin, but not decide what needs the second account'
      : 'a run cannot begin yet'
  return lines.some(({ step, warning: isWarning }) => step === 'account' && isWarning !== true)
    ? 'a run can begin'
    : 'it can be reached; give user name and password to look at the account, too'
}

/** Looks at each thing in turn, up to the first without which the next cannot be. */
async function* examine(settings: ServerSettings, flags: RequestFlags): AsyncGenerator<Line> {
  const { url, tls, proxy } = settings
  const { timeout = defaultTimeoutMs, allowPlaintext = false } = flags
  const way =
    proxy === undefined ? await reachDirectly(url, timeout) : [await reachThrough(proxy, url, timeout, tls.ca)]
  yield* way
  if (way.some(({ ok }) => !ok)) return
  const certificate =
    url.protocol === 'https:' ? await readCertificate(url, tls, timeout, proxy) : plaintext(url, allowPlaintext)
  yield certificate
  if (!certificate.ok) return
  try {
    yield* examineApi(settings, timeout, flags.maxBody)
  } catch (error) {
    if (!isTargetFailure(error)) throw error
    yield await lost(settings, error, timeout)
  }
}

function plaintext(url: URL, allowPlaintext: boolean): Line {
  const text = 'none, for the address begins with http: passwords and tokens would be sent unencrypted'
  return allowPlaintext || isLoopback(url)
    ? warning('certificate', text)
    : wrong('certificate', text, 'use https, or --allow-plaintext if http is intended')
}

/** Looks at what answers, and at the accounts. Throws where no complete answer comes. */
async function* examineApi(
  { url, tls, release, proxy, accounts, usesBuiltIns }: ServerSettings,
  timeoutMs: number,
  maxBody: number | undefined,
): AsyncGenerator<Line> {
  const sending = { tls, proxy, timeoutMs, ...defined({ maxBodyBytes: maxBody }) }
  const api = await recognize(url, await openSending(sending, openAgentFetch))
  yield api.line
  if (!api.isFound) return
  const loginTags = createLoginTags(randomBytes(6).toString('hex'))
  const loginTag = loginTags.tagOf('doctor')
  const userAgent = loginTags.userAgentOf(loginTag)
  const connection = await connect({ url: url.origin, release, userAgent, ...sending }).catch((error: unknown) => {
    if (!(error instanceof UnexpectedAnswer)) throw error
    return notSpoken(release, error)
  })
  if (isLine(connection)) yield connection
  else if (accounts !== undefined) yield* checkAccounts(connection, accounts, loginTag)
  else if (usesBuiltIns && connection.about.vendor === vendor) {
    yield fine('account', 'no credentials are given: the built-in accounts of the mock are used, as a run does')
    yield* checkAccounts(connection, builtIns(), loginTag)
  } else yield warning('account', 'user name or password is missing, so no account was looked at')
}

function isLine(found: Connection | Line): found is Line {
  return 'step' in found
}

/** A server with VI JSON that does not describe itself under the release of the run. */
function notSpoken(release: string, { status, body }: UnexpectedAnswer): Line {
  const isBusy = [401, 429, 502, 503, 504].includes(status)
  return release === 'auto' || isBusy
    ? wrong(
        'api',
        `it was asked for its ServiceContent again, and answered with status ${status}${serverSaid(body)}`,
        'look again; where it stays so, look at what is between',
      )
    : wrong(
        'api',
        `it does not speak ${release} (status ${status})${serverSaid(body)}`,
        'leave --release out: a run agrees with the server on a release',
      )
}

/** A line as it is printed. What a server says acts on no terminal. */
function shown({ step, ok, warning: isWarning, text, detail, todo }: Line): string {
  const line = `${(ok ? (isWarning ? 'warn' : 'ok') : 'not ok').padEnd(6)}  ${step.padEnd(15)} ${text}`
  const more = [detail, todo === undefined ? undefined : `→ ${todo}`].filter((one) => one !== undefined)
  return [line, ...more.map((one) => `${' '.repeat(24)}${one}`)].map(withoutCommands).join('\n')
}
