import { ConfigurationError } from '../errors/configuration-error.ts'
import type { Target } from '../types.ts'

/** Whether a URL leads to this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/** The origin of a target's URL. @throws ConfigurationError where http would carry passwords and tokens unencrypted to another machine. */
export function originOf(target: Target, allowPlaintext: boolean): string {
  const url = new URL(target.url)
  if (url.protocol === 'http:' && !isLoopback(url) && !allowPlaintext) {
    throw new ConfigurationError(
      `${url.origin} would receive passwords and tokens unencrypted; use https, or give --allow-plaintext if http is intended`,
    )
  }
  return url.origin
}
