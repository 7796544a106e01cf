export { createOperations, type Operations } from '../../generated/client.ts'
export type * from '../../generated/openapi.ts'
export type { Connection, ConnectOptions } from './connect.ts'
export {
  BrokenAnswer,
  FaultRaised,
  type Secrets,
  TargetUnreachable,
  UnexpectedAnswer,
  type UnreachableReason,
} from './errors.ts'
export type { KeyOutcome, KeyOutcomes } from './key-outcome.ts'
export type { Fetch } from './message.ts'
export type { Fault, NewerFault, NotTerminated, Outcome, Terminated, Unexpected } from './outcome.ts'
export { knownReleases } from './release.ts'
export type { Credentials } from './service.ts'
export type { Session } from './session.ts'
export type { SessionOperations } from './session-operations.ts'
export type { SessionCriteria } from './sessions-where.ts'
export type { TerminateAllOptions, TerminateAllProgress } from './terminate-all.ts'
export type { TlsOptions, TransportOptions } from './transport.ts'
