import type { RunContext } from '../context/run-context.ts'
import { cleanUp } from '../sessions/cleanup.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openClosingPipeline } from '../transport/request-pipeline.ts'

/**
 * Closes every session of the run. An error here does not lose the result; what is not known to be closed counts as left behind.
 *
 * @returns how many the target still holds.
 */
export async function closeAllSessions(run: RunContext): Promise<number> {
  const { registry } = run
  const { service } = openClosingPipeline(run, wholeRun)
  return cleanUp(service, registry, run.controllers.includes).catch(
    () => registry.opened.filter(({ state }) => state === 'open').length,
  )
}
