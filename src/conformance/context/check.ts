import type { RequirementId } from '../../../generated/requirements.ts'
import type { CheckContext } from './check-context.ts'

/** The code that decides one requirement. It returns where the requirement is met and throws `Decided` where it is not. */
export interface Check {
  id: RequirementId
  /**
   * Makes a call that a sound server refuses and a defective one might answer by ending everybody's sessions. Runs after all others and
   * by itself, and only where there is nobody else to harm.
   */
  disruptive: boolean
  run: (context: CheckContext) => Promise<void>
}

/** A check that can harm nobody: it makes lawful calls that name sessions of its own. */
export function check(id: RequirementId, run: Check['run']): Check {
  return { id, disruptive: false, run }
}

/** A check that might harm others where the target is defective. */
export function disruptive(id: RequirementId, run: Check['run']): Check {
  return { id, disruptive: true, run }
}
