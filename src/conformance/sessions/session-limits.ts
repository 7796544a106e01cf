import { unsupported } from '../errors/verdict-error.ts'
import type { BeginningMethod } from '../transport/beginning-methods.ts'

/** How much a run may ask of its target. */
export interface SessionLimits {
  /** Counts a login that is about to be sent; a clone is none. @throws VerdictError `unsupported` where it is one more than the run may send. */
  requireLogin(method: BeginningMethod): void
  /**
   * Keeps room for a session that is about to be begun.
   *
   * @returns what gives it back, when it is known whether a session has begun: from then on, that one is counted.
   * @throws VerdictError `unsupported` where it is one more than the run may have open.
   */
  requireRoom(): () => void
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
 * @param standing how many sessions of the run are open, or may be.
 * @param isReplay in a recorded run, what it holds decides: where cases ran side by side, others might hit the limit.
 */
export function createSessionLimits(
  { maxLogins = Number.POSITIVE_INFINITY, maxSessions = Number.POSITIVE_INFINITY },
  standing: () => number,
  isReplay = false,
): SessionLimits {
  let logins = 0
  let areLoginsKept = false
  /** Those that are being begun: a login under way may begin one. */
  let beginning = 0
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
    requireLogin(method) {
      if (method === 'CloneSession') return
      if (!isReplay && logins >= maxLogins)
        throw unsupported('limit', `it needs more logins than this run may send (${maxLogins})`)
      logins += 1
    },
    requireRoom() {
      if (!isReplay && standing() + beginning >= maxSessions)
        throw unsupported('limit', `it needs more sessions at once than this run may open (${maxSessions})`)
      beginning += 1
      atOnce = Math.max(atOnce, standing() + beginning)
      return () => {
        beginning -= 1
      }
    },
  }
}
