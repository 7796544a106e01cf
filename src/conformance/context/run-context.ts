import type { Credentials } from '../../client/service.ts'
import type { LoginQueue } from '../sessions/login-queue.ts'
import type { LoginTags } from '../sessions/login-tag.ts'
import type { SessionRegistry } from '../sessions/session-registry.ts'
import type { SharedSession } from '../sessions/shared-session.ts'
import type { PermitDisruptive, PipelineParts } from '../transport/request-pipeline.ts'

/** The parts of a run that all its checks share. */
export interface RunContext extends PipelineParts {
  registry: SessionRegistry
  loginQueue: LoginQueue
  loginTags: LoginTags
  controllers: SharedSession
  /** A session of the second principal, where there is one, that every disruptive call must leave alive. */
  bystanders: SharedSession | undefined
  credentials: { controller: Credentials; limited: Credentials | undefined }
  /** The version that the target says it has: `8.0.3.0`. */
  apiVersion: string
  seed: number
  permitDisruptive: PermitDisruptive
}
