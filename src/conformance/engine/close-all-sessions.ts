import { cleanUp } from '../sessions/cleanup.ts'
import type { SessionRegistry, TestSession } from '../sessions/session-registry.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openClosingPipeline, type PipelineParts } from '../transport/request-pipeline.ts'

/**
 * Closes every session of a run. An error here does not lose the result; what is not known to be closed counts as left behind.
 *
 * @param isController whether a session is one of those that made the calls; they are closed last.
 * @returns how many the target still holds.
 */
export async function closeAllSessions(
  parts: PipelineParts & { registry: SessionRegistry },
  isController: (session: TestSession) => boolean,
): Promise<number> {
  const { registry } = parts
  return cleanUp(openClosingPipeline(parts, wholeRun).service, registry, isController).catch(
    () => registry.opened.filter(({ state }) => state === 'open').length,
  )
}
