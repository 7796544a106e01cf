import type { RunContext } from '../context/run-context.ts'
import { isTargetError } from '../errors/verdict-error.ts'
import { endUncertain } from '../sessions/cleanup.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openClosingPipeline } from '../transport/request-pipeline.ts'

/**
 * Ends what logins without an answer have begun. It would be counted among the sessions of others, beside which no disruptive call is sent, and as open where a run may have few.
 *
 * @returns false where the list could not be read, in which they would be found.
 */
export async function endLostLogins(run: RunContext): Promise<boolean> {
  if (run.registry.uncertain().length === 0 || run.signal.aborted) return true
  const controller = await run.controllers.current().catch((error: unknown) => {
    if (isTargetError(error)) return undefined // Then no disruptive call is sent either.
    throw error
  })
  return endUncertain(openClosingPipeline(run, wholeRun).service, run.registry, controller)
}
