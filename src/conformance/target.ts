import type { Credentials } from '../client/service.ts'
import type { Fetch, TlsOptions } from '../client/transport.ts'

/** What is judged, and what reaches it. */
export interface Target {
  /** The host: `https://vcenter.example`. */
  url: string
  /** What reaches it in place of the global `fetch`: the mock's app in process, for one. */
  fetch?: Fetch
  tls?: TlsOptions
  /** The release to speak; `auto` (the default) asks the target. */
  release?: string
  /** Who controls the run: needs Sessions.TerminateSession. */
  controller: Credentials
  /** A second principal, who lacks Sessions.TerminateSession. Without one, what needs it is `unsupported`. */
  limited?: Credentials
}
