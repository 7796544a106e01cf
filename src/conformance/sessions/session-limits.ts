import { unsupported } from '../errors/verdict-error.ts'
import type { BeginningMethod } from '../transport/beginning-methods.ts'
import type { TestSession } from './session-registry.ts'

/** How much a run may ask of its target. */
export interface SessionLimits {
  /** @throws VerdictError `unsupported` where one session more, begun by this method, is more than the run may have. */
  requireRoom(method: BeginningMethod): void
  /** Notes that what room was made for has begun no session. */
  noteRefused(): void
  /** Whether there is a limit. */
  readonly areSet: boolean
  /** From now on, where the run may send few logins, they are kept for what cannot be begun otherwise: clones are known to be sessions in their own right. */
  keepLogins(): void
  /** Whether sessions are begun by clones in place of logins. */
  readonly areLoginsKept: boolean
  /** How many sessions were open, or being begun, at once. */
  atOnce(): number
}

/** As many logins as a whole run sends on a sound target, and some more: with fewer, which of its sessions are clones must not depend on which check comes first. */
const wholeRunLogins = 60

/**
 * @param maxLogins how many logins are sent in all.
 * @param maxSessions how many sessions are open at once.
 * @param opened the sessions of the run.
 * @param isReplay in a recorded run, what it holds decides: where cases ran side by side, others might hit the limit.
 */
export function createSessionLimits(
  { maxLogins = Number.POSITIVE_INFINITY, maxSessions = Number.POSITIVE_INFINITY },
  opened: readonly TestSession[],
  isReplay = false,
): SessionLimits {
  let logins = 0
  let areLoginsKept = false
  /** Those that are being begun, with those that have begun: a login under way may begin one. */
  let begun = 0
  let atOnce = 0
  return {
    areSet: [maxLogins, maxSessions].some(Number.isFinite),
    get areLoginsKept() {
      return areLoginsKept
    },
    keepLogins() {
      areLoginsKept = maxLogins < wholeRunLogins
    },
    atOnce: () => atOnce,
    noteRefused() {
      begun -= 1
    },
    requireRoom(method) {
      if (!isReplay && method !== 'CloneSession' && logins >= maxLogins)
        throw unsupported('limit', `it needs more logins than this run may send (${maxLogins})`)
      const ended = opened.filter(({ state }) => state !== 'open').length
      if (!isReplay && begun - ended >= maxSessions)
        throw unsupported('limit', `it needs more sessions at once than this run may open (${maxSessions})`)
      if (method !== 'CloneSession') logins += 1
      begun += 1
      atOnce = Math.max(atOnce, begun - ended)
    },
  }
}
