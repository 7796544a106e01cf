import type { RequirementId } from '../../../generated/requirements.ts'
import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import type { Finding, FindingCode, Refusal } from '../types.ts'

/** What the requirement asks for, and what was seen in its place, as phrases; and where. */
export type Seen = Required<Pick<Finding, 'expected' | 'seen'>> & Pick<Finding, 'where' | 'answer'>

/** Ends a check early, with the verdict and the finding that explains it. */
export class VerdictError extends Error {
  readonly code = 'verdict'
  readonly verdict: 'fail' | 'unsupported' | 'unreached'
  readonly finding: Finding
  /** The answer that is the reason, where it began no session. */
  readonly refusal: Refusal | undefined

  constructor(verdict: VerdictError['verdict'], finding: Finding, refusal?: Refusal) {
    super(finding.message)
    this.name = 'VerdictError'
    this.verdict = verdict
    this.finding = finding
    this.refusal = refusal
  }
}

/** The target does not do what the requirement says. @param parts what was expected and seen, and where. */
export const failed = (code: FindingCode, message: string, parts?: Seen) =>
  new VerdictError('fail', { code, message, ...parts })

/** A prerequisite failed, so the requirement could not be tested. */
export const unreached = (message: string, code: PrerequisiteCode = 'prerequisite') =>
  new VerdictError('unreached', { code, message })

/** A prerequisite is not met that another requirement judges: where that is a declared deviation, it explains why this one could not be tested. */
export const unreachedBy = (judgedBy: RequirementId, message: string) =>
  new VerdictError('unreached', unmetPrerequisite(judgedBy, message))

/** The finding of a requirement that was not tested, because another one is not met. */
export const unmetPrerequisite = (judgedBy: string, message: string): Finding => ({
  code: 'prerequisite',
  message: `a prerequisite is not met, which ${judgedBy} judges: ${message}`,
  judgedBy,
})

/** A prerequisite that failed; that the target allows no more sessions is one that may hold when those of others are closed. */
export type PrerequisiteCode = Extract<FindingCode, 'prerequisite' | 'session-limit'>

/** The prerequisite that failed; undefined where the error is another one. */
export function failedPrerequisite(error: unknown): PrerequisiteCode | undefined {
  const code = error instanceof VerdictError ? error.finding.code : undefined
  return code === 'prerequisite' || code === 'session-limit' ? code : undefined
}

/**
 * What a target refuses: a session; the account, as by InvalidLogin, where another try might lock it; more sessions than there are; or the session that
 * is to be cloned, because it is no longer logged on.
 */
export type Refused = 'session' | 'account' | 'more sessions' | 'caller'

/** The target has refused to open a session. Other prerequisites that fail say nothing of a limit or a missing operation. */
export class OpeningRefused extends VerdictError {
  readonly refused: Refused

  constructor(message: string, refused: Refused = 'session', refusal?: Refusal) {
    super('unreached', { code: refused === 'more sessions' ? 'session-limit' : 'prerequisite', message }, refusal)
    this.name = 'OpeningRefused'
    this.refused = refused
  }
}

/** A request got no answer, or an incomplete one, so the requirement could not be tested. */
export const unanswered = (message: string) => new VerdictError('unreached', { code: 'unanswered', message })

/** The same error where it rests on a call that a busy server, or a gateway before it, answered in place of the target. Only a failure changes, and only for a reason. */
export function notJudged(error: unknown, reason: string | undefined): unknown {
  if (reason === undefined || !(error instanceof VerdictError && error.verdict === 'fail')) return error
  return unanswered(`a busy server, or a gateway before it, answered again and again (${reason}): ${error.message}`)
}

/** The run lacks what the check needs. */
export const unsupported = (code: FindingCode, message: string) => new VerdictError('unsupported', { code, message })

/** The run was interrupted before the requirement was decided. */
export const interrupted = () =>
  new VerdictError('unreached', { code: 'interrupted', message: 'the run was interrupted' })

/** Whether an error is about the target: a verdict, or a missing or incomplete answer. All other errors are the suite's own. */
export function isTargetError(error: unknown): error is VerdictError | TargetUnreachable | BrokenAnswer {
  return error instanceof VerdictError || error instanceof TargetUnreachable || error instanceof BrokenAnswer
}

/** The same error with the name of its case or step before the message. Errors that are no verdict are returned as they are. */
export function withPrefix(prefix: string, error: unknown): unknown {
  if (!(error instanceof VerdictError)) return error
  const { message, where = [] } = error.finding
  return new VerdictError(error.verdict, {
    ...error.finding,
    message: `${prefix}: ${message}`,
    where: [prefix, ...where],
  })
}
