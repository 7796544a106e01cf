import type { VerdictError } from '../errors/verdict-error.ts'
import type { Account } from '../sessions/account.ts'
import type { Clones } from '../sessions/clones.ts'
import type { LoginQueue } from '../sessions/login-queue.ts'
import type { LoginTags } from '../sessions/login-tag.ts'
import type { SessionLimits } from '../sessions/session-limits.ts'
import type { SessionRegistry, TestSession } from '../sessions/session-registry.ts'
import type { SharedSession } from '../sessions/shared-session.ts'
import type { PermitDisruptive, PipelineParts } from '../transport/request-pipeline.ts'
import type { Purpose } from '../types.ts'
import type { Manner } from './check-context.ts'
import type { ListLag } from './list-lag.ts'

/** The parts of a run that all its checks share. */
export interface RunContext extends PipelineParts {
  /** The same run in another manner. */
  inManner(manner: Manner, purpose: Purpose): Promise<RunContext>
  listLag: ListLag
  /** How long a session is left alone where a check wants it idle, in milliseconds. */
  idleMs: number
  wait: (ms: number) => Promise<void>
  registry: SessionRegistry
  loginQueue: LoginQueue
  loginTags: LoginTags
  limits: SessionLimits
  clones: Clones
  /** Sessions that checks have left alive, for one that needs many. */
  left: TestSession[]
  controllers: SharedSession
  /** A session of the second account, where there is one, that every disruptive call must leave alive. */
  bystanders: SharedSession | undefined
  /** A session for each principal that nothing touches. */
  idleSessions: readonly SharedSession[]
  accounts: {
    controller: Account
    limited: Account | undefined
    /** Why the second account does not serve to show what the privilege is needed for. */
    limitedProblem?: VerdictError
  }
  /** The version that the target says it has: `8.0.3.0`. */
  apiVersion: string
  seed: number
  permitDisruptive: PermitDisruptive
}
