import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'

/** What a target was found to do, as stable words that a deviation can name. */
export const targetFindings = [
  'not-ended',
  'wrongly-ended',
  'oracles-disagree',
  'changed-later',
  'controller-lost',
  'unexpected-success',
  'unexpected-status',
  'unexpected-fault',
  'body-present',
  'media-type',
  'schema',
  'secret',
] as const

/** What was found. What is not the target's cannot be declared. */
export type FindingCode =
  | (typeof targetFindings)[number]
  | 'prerequisite'
  | 'unanswered'
  | 'second-principal'
  | 'foreign-sessions'
  | 'not-applicable'
  | 'interrupted'
  | 'suite'

/** Why a verdict is not a plain `pass`. */
export interface Finding {
  code: FindingCode
  /** One or two sentences; never a token, a password or a key. */
  message: string
}

/** A check has come to its end before its last line: what it found decides the verdict. */
export class VerdictError extends Error {
  readonly code = 'decided'
  readonly verdict: 'fail' | 'unsupported' | 'unreached'
  readonly finding: Finding

  constructor(verdict: VerdictError['verdict'], finding: Finding) {
    super(finding.message)
    this.name = 'Decided'
    this.verdict = verdict
    this.finding = finding
  }
}

/** The target does not do what the requirement says. */
export const failed = (code: FindingCode, message: string) => new VerdictError('fail', { code, message })

/** The requirement could not be looked at: a prerequisite failed. */
export const unreached = (message: string) => new VerdictError('unreached', { code: 'prerequisite', message })

/** The requirement could not be looked at: a request came back without an answer, or without the end of one. */
export const unanswered = (message: string) => new VerdictError('unreached', { code: 'unanswered', message })

/** The run lacks what the check needs. */
export const unsupported = (code: FindingCode, message: string) => new VerdictError('unsupported', { code, message })

/** The run was interrupted before the requirement was decided. */
export const interrupted = () =>
  new VerdictError('unreached', { code: 'interrupted', message: 'the run was interrupted' })

/** Whether an error speaks of the target: it is decided, or no whole answer came. All others are the suite's own. */
export function isTargetError(error: unknown): error is VerdictError | TargetUnreachable | BrokenAnswer {
  return error instanceof VerdictError || error instanceof TargetUnreachable || error instanceof BrokenAnswer
}

/** The name of a fault, where it has the form of one: what a server puts there may be anything. */
export function faultName({ _typeName }: { _typeName: string }): string {
  return /^\w{1,64}$/.test(_typeName) ? _typeName : '(of a name that is none)'
}
