import type { ConnectOptions } from './connect.ts'
import { invalidOption, isNumber, isObject, isText, type Rule, refuseByRules } from './option-rules.ts'
import { isProxyUrl } from './proxy-url.ts'
import { asksForTls } from './transport.ts'

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
  // A timer of more than 2^31 - 1 ms ends at once. Written twice, so that bundlers can leave the table out.
  timeoutMs: [
    (value) => isNumber(value) && value >= 1 && value <= 2_147_483_647,
    'give milliseconds from 1 to 2147483647',
  ],
  maxBodyBytes: [(value) => Number.isSafeInteger(value) && Number(value) > 0, 'give a whole number of bytes from 1'],
  over: [(value) => isObject(value) && 'aborted' in value && 'addEventListener' in value, 'give an AbortSignal'],
}

/** Options that cannot be meant, alone or together. @throws TypeError with one sentence. */
export function refuseInvalid(options: ConnectOptions): void {
  if (!isObject(options)) throw new TypeError('missing options: give at least url')
  refuseByRules(rules, options, '')
  // What has to be given is refused where it is missing, too.
  if (options.url === undefined) throw invalidOption('url', undefined, rules.url)
  const { tls = {}, connections, proxy, fetch } = options
  if (fetch !== undefined && (asksForTls(tls) || connections !== undefined || proxy !== undefined))
    throw new TypeError(
      'the options tls, connections and proxy are for the fetch of this client; a fetch of your own decides itself',
    )
}
