import type { RunContext } from '../context/run-context.ts'
import type { CheckedRequirement, CheckedRequirements } from './run-check.ts'
import type { Selected } from './selection.ts'

/** What runs a check once more, when all have run. */
export interface Again {
  run: RunContext
  checked: CheckedRequirements
  now: () => number
  /** Runs a check, whose controller is confirmed to be alive first. The result among `checked` stays as it is. */
  runCheck: (one: Selected) => Promise<CheckedRequirement>
  /** Rechecks what a check has proved, and closes its sessions. */
  close: (one: Selected) => Promise<void>
}
