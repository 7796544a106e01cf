import type { RequirementResult } from '../types.ts'
import type { Again } from './again.ts'
import { leftOut } from './run-check.ts'
import type { Selected } from './selection.ts'

/**
 * Runs again, one after the other, the checks whose sessions were refused because the target has a limit on them, when those of all others are closed. One that needs more sessions
 * than the target allows is left out, in the words of the target.
 */
export async function rerunWithinLimit(again: Again, selected: readonly Selected[]): Promise<void> {
  const { run, checked } = again
  for (const one of selected.filter((candidate) => mayBeLimited(checked.get(candidate)?.result))) {
    if (run.signal.aborted) return
    run.loginQueue.reopen()
    const outcome = await again.runCheck(one)
    const isStill = isLimited(outcome.result)
    checked.set(
      one,
      isStill ? { ...outcome, result: leftOut(one, outcome.result.finding?.message ?? '', 'session-limit') } : outcome,
    )
    await again.close(one)
  }
  run.loginQueue.reopen()
}

/** Before it was known that the target has a limit, a refusal was one like any other. */
function mayBeLimited(result: RequirementResult | undefined): boolean {
  return isLimited(result) || (result?.verdict === 'unreached' && result.finding?.code === 'prerequisite')
}

function isLimited(result: RequirementResult | undefined): boolean {
  return result?.verdict === 'unreached' && result.finding?.code === 'session-limit'
}
