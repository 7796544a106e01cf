import type { BrokenAnswer, FaultRaised, TargetUnreachable, UnexpectedAnswer } from './errors.ts'
import type { Outcome } from './outcome.ts'

/**
 * What became of a key. A call is one that the same `terminateAll` made.
 * - `terminated`: a call ended its session.
 * - `already-gone`: no session has it any more, and no call ended one that had it.
 * - `own`: it is that of the calling session, which Logout ends.
 * - `refused`: the caller lacks the privilege, or is logged on no more; no call ended its session.
 * - `unknown`: none of these is certain. Somebody else was at work at the same time, no complete answer came, or the key was not sent: the signal had aborted.
 */
export type KeyOutcome = 'terminated' | 'already-gone' | 'own' | 'refused' | 'unknown'

/** The outcome of each key, in the order given. */
export interface KeyOutcomes extends Map<string, KeyOutcome> {
  /** Why outcomes are `unknown`, where an answer is to blame: the last one that did not come, or that says nothing about the keys. */
  error?: TargetUnreachable | BrokenAnswer | FaultRaised | UnexpectedAnswer
}

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
