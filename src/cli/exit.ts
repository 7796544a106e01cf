import type { SuiteResult } from '../conformance/index.ts'

/** What the command's exit code says. */
export const exitCodes = {
  conformant: 0,
  nonconformant: 1,
  usage: 2,
  inconclusive: 3,
  suiteError: 5,
  interrupted: 130,
} as const

/** The exit code of a run: an interruption before all, the suite's own error before a verdict, a verdict before none. */
export function exitCodeOf({ run, counts, verdict }: SuiteResult): number {
  if (run.interrupted) return exitCodes.interrupted
  if (counts.error > 0) return exitCodes.suiteError
  return exitCodes[verdict]
}
