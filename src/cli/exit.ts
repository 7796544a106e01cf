import { isFailure, type SuiteResult } from '../conformance/index.ts'

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
 * The exit code of a run. An interruption outranks everything, the suite's own error every verdict, an unmet requirement without a deviation a stale
 * deviation, and that an inconclusive verdict.
 */
export function exitCodeOf({ run, counts, verdict, requirements, stale }: SuiteResult): number {
  if (run.interrupted) return exitCodes.interrupted
  if (counts.error > 0) return exitCodes.suiteError
  const isUndeclared = requirements.some(
    (one) => isFailure(one, run.strict) && !stale.some(({ requirement }) => requirement === one.id),
  )
  if (stale.length > 0 && !isUndeclared) return exitCodes.stale
  return exitCodes[verdict]
}
