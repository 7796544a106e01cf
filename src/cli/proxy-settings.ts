import { getProxyForUrl } from 'proxy-from-env'
import { isProxyUrl } from '../client/proxy-url.ts'
import { isLoopback } from '../conformance/index.ts'
import { isExcluded, isMisspelt } from './no-proxy.ts'
import { UsageError } from './usage.ts'

/** The options about a proxy. */
export interface ProxyFlags {
  proxy?: string
}

/**
 * The proxy for a target: that of the command line, else that of HTTPS_PROXY (HTTP_PROXY for http, ALL_PROXY for both), which NO_PROXY leaves out for some hosts. None, unless it is given
 * on the command line, for a target on this machine.
 *
 * @throws UsageError, which does not repeat it: a password may stand in it.
 */
export function proxyOf({ proxy: given }: ProxyFlags, url: URL): string | undefined {
  const named = given ?? (isLoopback(url) ? '' : byEnvironment(url))
  if (named === '') return undefined
  if (isProxyUrl(named)) return named
  const source =
    given === undefined ? 'the proxy that the environment names (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY)' : '--proxy'
  if (/^https?:\/\/.*@/i.test(named))
    throw new UsageError(
      `${source} must be http://USER:PASSWORD@HOST:PORT, or https; percent-encode what is special in the user name and the password: % as %25, / as %2F, @ as %40, # as %23, ? as %3F`,
    )
  throw new UsageError(`${source} must be http://HOST:PORT or https://HOST:PORT; ${wrongIn(named)}`)
}

/** What keeps a text from being the URL of a proxy. */
function wrongIn(named: string): string {
  if (/^socks/i.test(named)) return 'proxies that speak SOCKS are not supported'
  if (/["'\s]/.test(named)) return 'leave out quotation marks and blanks'
  if (/^https?:\/\//i.test(named)) return 'name one host, a port from 1 to 65535, and no path'
  return named.includes('://') ? 'no other kind of proxy is supported' : 'write http:// before it'
}

/** A proxy with a port and without a scheme speaks http, as other tools read it; the package takes the scheme of the target. */
function byEnvironment(url: URL): string {
  const noProxy = process.env.no_proxy || process.env.NO_PROXY || ''
  if (isExcluded(url, noProxy)) return ''
  const named = getProxyForUrl(url.href)
  // Passed over, it would send the login through the proxy.
  if (named !== '' && isMisspelt(url, noProxy))
    throw new UsageError(
      'NO_PROXY has the target in a form that is not read; write HOST, HOST:PORT, .DOMAIN or ADDRESS/BITS, with commas between several, without a scheme, quotation marks, a dot at the end and * within a name',
    )
  const bare = named.slice(named.indexOf('://') + 3)
  const isBare = Object.entries(process.env).some(
    ([name, value]) => /^(https?|all)_proxy$/i.test(name) && value === bare,
  )
  if (named === '' || !isBare) return named
  return /:\d+\/?$/.test(bare) ? `http://${bare}` : bare
}
