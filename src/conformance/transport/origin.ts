import { ConfigurationError } from '../errors/configuration-error.ts'
import type { Target } from '../types.ts'

/** Whether a URL leads to this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/**
 * The origin of a target's URL.
 *
 * @throws ConfigurationError where the URL has more than an origin, and where http would carry passwords and tokens unencrypted to another machine.
 */
export function originOf(target: Target, allowPlaintext: boolean): string {
  const url = URL.canParse(target.url) ? new URL(target.url) : undefined
  if (url === undefined || !['http:', 'https:'].includes(url.protocol))
    throw new ConfigurationError('url must be that of a server: https://vcenter.example')
  if (url.href !== `${url.origin}/`)
    throw new ConfigurationError(
      `url must be ${url.origin} alone: a run has no path, query or fragment, and no user name or password in it`,
    )
  if (url.protocol === 'http:' && !isLoopback(url) && !allowPlaintext) {
    throw new ConfigurationError(
      `${url.origin} would receive passwords and tokens unencrypted; use https, or give allowPlaintext (--allow-plaintext) if http is intended`,
    )
  }
  return url.origin
}
