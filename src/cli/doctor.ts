import { openAgentFetch } from '../client/agent-fetch.ts'
import { BrokenAnswer, connect, TargetUnreachable, UnexpectedAnswer } from '../client/index.ts'
import { defaultTimeoutMs, openSending } from '../client/transport.ts'
import { isLoopback } from '../conformance/index.ts'
import { withoutCommands } from '../report/commands.ts'
import { withConfigured } from './configured.ts'
import { checkAccounts } from './doctor/accounts.ts'
import { recognize } from './doctor/api.ts'
import { readCertificate } from './doctor/certificate.ts'
import { fine, type Line, wrong } from './doctor/line.ts'
import { reachDirectly, reachThrough } from './doctor/network.ts'
import { exitCodes } from './exit.ts'
import { withPasswords } from './password.ts'
import { type ServerSettings, serverSettings, type TargetFlags } from './settings.ts'

/** The options of `vijson doctor`. */
export interface DoctorFlags extends TargetFlags {
  allowPlaintext?: boolean
  timeout?: number
  json?: boolean
}

/** Runs `vijson doctor`: says, step by step, what stands between this machine and a run. Nothing is judged. @returns the exit code. @throws UsageError. */
export async function doctor(flags: DoctorFlags): Promise<number> {
  const environment = withConfigured(flags.fromFile ?? {}, process.env)
  const settings = serverSettings(flags, await withPasswords(flags, environment))
  const lines: Line[] = []
  for await (const line of examine(settings, flags)) {
    lines.push(line)
    if (flags.json !== true) console.log(shown(line))
  }
  const isFine = lines.every(({ ok }) => ok)
  const target = lines.some(({ step, ok }) => step === 'name' && !ok) ? 'the target' : settings.url.origin
  if (flags.json) console.log(JSON.stringify({ target, ok: isFine, lines }, null, 2))
  else console.log(`${target}: ${conclusion(isFine, settings.accounts !== undefined)}`)
  return isFine ? exitCodes.conformant : exitCodes.inconclusive
}

/**
 * What stands between this machine and a run that came to no login, up to what answers there: lines as `vijson doctor` prints them. No account is tried: a further attempt may lock it.
 */
export async function diagnose(
  settings: Omit<ServerSettings, 'accounts'>,
  flags: Pick<DoctorFlags, 'timeout' | 'allowPlaintext'>,
): Promise<string[]> {
  const lines: string[] = []
  for await (const line of examine({ ...settings, accounts: undefined }, flags)) if (!line.ok) lines.push(shown(line))
  return lines
}

function conclusion(isFine: boolean, hasAccounts: boolean): string {
  if (!isFine) return 'a run cannot judge it yet'
  return hasAccounts ? 'a run can begin' : 'it can be reached; give user name and password to look at the account, too'
}

/** Looks at each thing in turn, up to the first without which the next cannot be. */
async function* examine(
  { url, tls, release, proxy, accounts }: ServerSettings,
  { timeout = defaultTimeoutMs, allowPlaintext = false }: Pick<DoctorFlags, 'timeout' | 'allowPlaintext'>,
): AsyncGenerator<Line> {
  const way = proxy === undefined ? await reachDirectly(url, timeout) : [await reachThrough(proxy, url, timeout)]
  yield* way
  if (way.some(({ ok }) => !ok)) return
  if (url.protocol === 'https:') {
    const certificate = await readCertificate(url, tls, timeout, proxy)
    yield certificate
    if (!certificate.ok) return
  } else {
    const isAllowed = allowPlaintext || isLoopback(url)
    const text = 'http: passwords and tokens would be sent unencrypted'
    yield isAllowed
      ? fine('certificate', text)
      : wrong('certificate', text, 'use https, or --allow-plaintext if http is intended')
    if (!isAllowed) return
  }
  try {
    const send = await openSending({ tls, proxy, timeoutMs: timeout }, openAgentFetch)
    const api = await recognize(url, send)
    yield api.line
    if (!api.isFound) return
    if (accounts === undefined) {
      yield fine('account', 'no user name is given, so no account was looked at')
      return
    }
    yield* await checkAccounts(await connect({ url: url.origin, release, tls, proxy, timeoutMs: timeout }), accounts)
  } catch (error) {
    if (!isAboutTarget(error)) throw error
    yield await lost(url, error, proxy !== undefined)
  }
}

/** An answer that did not come, or not as a whole. */
async function lost(url: URL, { message }: Error, isProxied: boolean): Promise<Line> {
  // fetch takes a 407 for a lost connection (Fetch standard, HTTP-network-or-cache fetch).
  if (!isProxied && (await statusOf(url)) === 407)
    return wrong(
      'api',
      'a proxy on the way asks for credentials (407)',
      'name it with --proxy or HTTPS_PROXY, with user name and password in its URL',
    )
  const check = 'look again; where it stays so, look at what is between'
  return wrong('api', message, url.protocol === 'http:' ? 'check whether the port speaks https' : check)
}

/** The status of an answer, read without fetch; undefined where there is none. */
async function statusOf(url: URL): Promise<number | undefined> {
  const { get } = url.protocol === 'https:' ? await import('node:https') : await import('node:http')
  return new Promise((resolve) => {
    get(url, { rejectUnauthorized: false, timeout: 2000 }, (answer) => {
      answer.destroy()
      resolve(answer.statusCode)
    })
      .once('timeout', () => resolve(undefined))
      .once('error', () => resolve(undefined))
  })
}

function isAboutTarget(error: unknown): error is Error {
  return error instanceof TargetUnreachable || error instanceof BrokenAnswer || error instanceof UnexpectedAnswer
}

/** A line as it is printed. What a server says acts on no terminal. */
function shown({ step, ok, text, detail, todo }: Line): string {
  const line = `${ok ? 'ok    ' : 'not ok'}  ${step.padEnd(15)} ${text}`
  const more = [detail, todo === undefined ? undefined : `→ ${todo}`].filter((one) => one !== undefined)
  return [line, ...more.map((one) => `${' '.repeat(24)}${one}`)].map(withoutCommands).join('\n')
}
