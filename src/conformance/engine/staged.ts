import type { IdleSessions } from './idle-sessions.ts'
import type { RunPlan } from './run-plan.ts'
import type { Selected } from './selection.ts'

/** How checks are run together. */
export interface StageOptions {
  /** How many run side by side. */
  concurrency: number
  /** How long to wait before all sessions are read once more, in milliseconds. */
  settleMs: number
  /**
   * After `bail` requirements that have failed, the others are left out. With `maxSessions`, checks run one after the other, and the sessions of each are closed before the
   * next. Where not all may fit, what a requirement says must be comes before what it says should be.
   */
  limits?: RunPlan['limits']
}

/** What the stages of a run have in common. */
export interface Staged extends StageOptions {
  idle: IdleSessions
  /** The check of clones, where it runs without having been selected: after those that come first. */
  prerequisite: readonly Selected[]
  runPrerequisite: () => Promise<void>
  runOne: (one: Selected) => Promise<void>
  /** Runs several at once. @returns false, and judges none, where not each of them is met or left out: they have to run one at a time then. */
  runAtOnce: (several: readonly Selected[]) => Promise<boolean>
}
