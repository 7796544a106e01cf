import { isFailure } from '../conformance/engine/verdicts.ts'
import type { SuiteResult } from '../conformance/index.ts'

/** The exit codes of the command. */
export const exitCodes = {
  conformant: 0,
  nonconformant: 1,
  usage: 2,
  inconclusive: 3,
  stale: 4,
  suiteError: 5,
  interrupted: 130,
} as const

/**
 * The exit code of a run. An interruption outranks everything, the suite's own error every verdict, a finding that no deviation declares a stale
 * deviation, and that an inconclusive verdict. A finding that was declared until a day which has passed is stale; another one than the declared is not declared.
 */
export function exitCodeOf({ run, counts, verdict, requirements, stale }: SuiteResult): number {
  if (run.interrupted) return exitCodes.interrupted
  if (counts.error > 0) return exitCodes.suiteError
  const isUndeclared = requirements.some(
    (one) =>
      isFailure(one, run.strict) &&
      !stale.some(({ requirement, cause }) => requirement === one.id && cause === 'expired'),
  )
  if (stale.length > 0 && !isUndeclared) return exitCodes.stale
  return exitCodes[verdict]
}
