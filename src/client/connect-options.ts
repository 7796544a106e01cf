import type { ConnectOptions } from './connect.ts'
import { isProxyUrl } from './proxy-url.ts'
import { isThumbprint } from './thumbprint.ts'
import { asksForTls, type TlsOptions } from './transport.ts'

/** Whether a value can be meant, and what to give in its place. */
type Rule = readonly [isValid: (value: unknown) => boolean, todo: string]

// A timer of more than 2^31 - 1 ms ends at once.
const maxTimeoutMs = 2_147_483_647
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isText = (value: unknown): value is string => typeof value === 'string'
const isPem = (value: unknown, what: string) =>
  isText(value) && new RegExp(`-----BEGIN [A-Z0-9 ]*${what}-----`).test(value)
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What each option has to be. That of `url` is only that it is one: what may stand in it, `baseOf` says. */
const rules: Record<keyof ConnectOptions, Rule> = {
  // Not the error of the platform, which would repeat it: it may hold a password.
  url: [(value) => isText(value) && URL.canParse(value), 'give https:// and the name of the host'],
  release: [
    (value) => isText(value) && /^(auto|\d{1,5}(\.\d{1,5}){3})$/.test(value),
    'give four numbers, as in 8.0.3.0, or auto',
  ],
  userAgent: [
    (value) => isText(value) && /^[ -~\u00a0-\u00ff]+$/.test(value) && value.trim() !== '',
    'give one line of Latin letters, which a header can carry',
  ],
  fetch: [
    (value) => typeof value === 'function',
    'give a function that takes a Request and returns a promise of a Response',
  ],
  tls: [isObject, 'give an object with ca, thumbprint, insecure or clientCertificate'],
  connections: [(value) => Number.isSafeInteger(value) && Number(value) > 0, 'give a whole number from 1'],
  proxy: [
    (value) => isText(value) && isProxyUrl(value),
    'give http://HOST:PORT or https://HOST:PORT; a password may stand in it, and nothing else',
  ],
  timeoutMs: [
    (value) => isNumber(value) && value >= 1 && value <= maxTimeoutMs,
    `give milliseconds from 1 to ${maxTimeoutMs}`,
  ],
  maxBodyBytes: [(value) => Number.isSafeInteger(value) && Number(value) > 0, 'give a whole number of bytes from 1'],
  over: [(value) => isObject(value) && 'aborted' in value && 'addEventListener' in value, 'give an AbortSignal'],
}

const tlsRules: Record<keyof TlsOptions, Rule> = {
  ca: [(value) => isPem(value, 'CERTIFICATE'), 'give certificates in PEM, the text and not the name of a file'],
  insecure: [(value) => typeof value === 'boolean', 'give true or false'],
  thumbprint: [(value) => isText(value) && isThumbprint(value), 'give 64 hexadecimal digits (SHA-256) or 40 (SHA-1)'],
  clientCertificate: [
    (value) =>
      isObject(value) &&
      'certificate' in value &&
      'key' in value &&
      isPem(value.certificate, 'CERTIFICATE') &&
      isPem(value.key, 'PRIVATE KEY'),
    'give certificate and key, each in PEM',
  ],
}

/** Options that cannot be meant, alone or together. @throws TypeError with one sentence. */
export function refuseInvalid(options: ConnectOptions): void {
  if (!isObject(options)) throw new TypeError('missing options: give at least url')
  check(rules, options, '')
  // What has to be given is refused where it is missing, too.
  if (options.url === undefined) throw invalid('url', undefined, rules.url)
  const { tls = {}, connections, proxy, fetch } = options
  check(tlsRules, tls, 'tls.')
  if (fetch !== undefined && (asksForTls(tls) || connections !== undefined || proxy !== undefined))
    throw new TypeError(
      'the options tls, connections and proxy are for the fetch of this client; a fetch of your own decides itself',
    )
}

/** Checks what is given; undefined stands for the default. */
function check(checked: Record<string, Rule>, options: object, prefix: string): void {
  const given: Record<string, unknown> = { ...options }
  for (const [name, rule] of Object.entries(checked))
    if (given[name] !== undefined && !rule[0](given[name])) throw invalid(`${prefix}${name}`, given[name], rule)
}

/** Repeats a number, and no text: that may be a password in the wrong place. */
function invalid(name: string, value: unknown, [, todo]: Rule): TypeError {
  return new TypeError(`invalid ${name}: ${isNumber(value) ? `${value}; ` : ''}${todo}`)
}
