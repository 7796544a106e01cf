export { exclusions, type RequirementId, requirements } from '../../generated/requirements.ts'
export type { UnreachableReason } from '../client/errors.ts'
export { proposedDeviations } from './deviations/propose.ts'
export { readDeviations } from './deviations/read.ts'
export { defaults } from './engine/defaults.ts'
export { endRecorded, type RecordedEnding } from './engine/end-recorded.ts'
export { select } from './engine/selection.ts'
export { isFailure } from './engine/verdicts.ts'
export { ConfigurationError } from './errors/configuration-error.ts'
export { alignedBlock, type BlockLine, failureBlock, sourceLine } from './errors/failure-block.ts'
export { type Recording, recordedTarget } from './replay/recorded-target.ts'
export { runSuite } from './suite.ts'
export { statusOf } from './transport/exchange.ts'
export { isLoopback } from './transport/origin.ts'
export {
  type AnswerBody,
  type CallAnswer,
  type CaseTrace,
  type Conclusion,
  type Deviation,
  type Exchange,
  type ExchangeAnswer,
  type Finding,
  type FindingCode,
  type HeaderList,
  isUnmet,
  type Leftovers,
  type Level,
  type Problem,
  type RecordedLogin,
  type Refusal,
  type RequirementResult,
  type Retry,
  type RunOptions,
  type RunRecord,
  type Selection,
  type SessionState,
  type SessionToken,
  type SignOnToken,
  type Slowdown,
  type Source,
  type StaleDeviation,
  type SuiteResult,
  type Target,
  type TraceEvent,
  type Verdict,
} from './types.ts'
