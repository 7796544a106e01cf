import type { Outcome } from './outcome.ts'

/**
 * What became of a key.
 * - `terminated`: a call of this `terminateAll` ended its session.
 * - `already-gone`: no session has it any more, and no call of this one `terminateAll` ended one.
 * - `own`: it is that of the calling session, which Logout ends.
 * - `refused`: the caller lacks the privilege, or is logged on no more; no call of this one `terminateAll` ended the session.
 * - `unknown`: none of these is certain. Somebody else was at work at the same time, no complete answer came, or the key was not sent because the signal was aborted.
 */
export type KeyOutcome = 'terminated' | 'already-gone' | 'own' | 'refused' | 'unknown'

/** What an outcome says of every key of a call, or, with `already-gone` and `own`, of one of them. */
export function meaningOf(outcome: Outcome | undefined): KeyOutcome {
  if (outcome?.kind === 'terminated') return 'terminated'
  if (outcome?.kind !== 'fault') return 'unknown'
  switch (outcome.fault._typeName) {
    case 'NotFound':
      return 'already-gone'
    case 'InvalidArgument':
      return 'own'
    case 'NoPermission':
    case 'NotAuthenticated':
      return 'refused'
    default:
      return 'unknown'
  }
}
