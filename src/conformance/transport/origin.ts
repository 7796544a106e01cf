import type { Fetch } from '../../client/message.ts'
import type { Credentials } from '../../client/service.ts'
import type { TlsOptions } from '../../client/transport.ts'
import { ConfigurationError } from '../errors/configuration-error.ts'
import type { Transport } from './recorder.ts'

/** What is judged, and what reaches it. */
export interface Target {
  /** The host: `https://vcenter.example`. */
  url: string
  /** What reaches it in place of the global `fetch`: the mock's app in process, for one. */
  fetch?: Fetch
  /** What answers in place of any network: a run that was recorded. */
  replay?: { transport: Transport; recordedAt: string; wasInterrupted: boolean }
  tls?: TlsOptions
  /** The release to speak; `auto` (the default) asks the target. */
  release?: string
  /** Who controls the run: needs Sessions.TerminateSession. */
  controller: Credentials
  /** A second principal, who lacks Sessions.TerminateSession. Without one, what needs it is `unsupported`. */
  limited?: Credentials
}

/** Whether a URL leads to this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
}

/** The host of a target. @throws ConfigurationError where it would carry passwords and tokens unencrypted to another machine. */
export function originOf(target: Target, allowPlaintext: boolean): string {
  const url = new URL(target.url)
  if (url.protocol === 'http:' && !isLoopback(url) && !allowPlaintext) {
    throw new ConfigurationError(
      `${url.origin} would carry passwords and tokens unencrypted; use https, or --allow-plaintext if that is meant`,
    )
  }
  return url.origin
}
