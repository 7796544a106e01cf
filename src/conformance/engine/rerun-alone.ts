import type { Again } from './again.ts'
import type { CheckedRequirements } from './run-check.ts'
import type { Selected } from './selection.ts'

/**
 * Runs again, one at a time, the checks that lost the controller that they shared: the call of another check may have ended it. Where none of
 * them loses it then, the first findings stand: a target that ends controllers only when calls come together is no better for it.
 */
export async function rerunAlone({ checked, runCheck }: Again, selected: readonly Selected[]): Promise<void> {
  const lost = selected.filter((one) => checked.get(one)?.result.finding?.code === 'controller-lost')
  const rerun: CheckedRequirements = new Map()
  for (const one of lost) rerun.set(one, await runCheck(one))
  const isConfirmed = [...rerun.values()].some(({ result }) => result.finding?.code === 'controller-lost')
  if (!isConfirmed) return
  for (const [one, outcome] of rerun) {
    // A check that could not be run again takes back nothing.
    if (['pass', 'fail', 'warn'].includes(outcome.result.verdict)) checked.set(one, outcome)
  }
}
