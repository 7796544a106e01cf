import { type Check, check } from '../../src/conformance/context/check.ts'
import type { RunContext } from '../../src/conformance/context/run-context.ts'
import { createRunContext } from '../../src/conformance/engine/create-run-context.ts'
import { findService, requireController } from '../../src/conformance/engine/preflight.ts'
import { runCheck } from '../../src/conformance/engine/run-check.ts'
import { createRunParts } from '../../src/conformance/engine/run-parts.ts'
import { planRun } from '../../src/conformance/engine/run-plan.ts'
import type { RequirementResult } from '../../src/conformance/index.ts'
import { cleanUp } from '../../src/conformance/sessions/cleanup.ts'
import { wholeRun } from '../../src/conformance/transport/exchange.ts'
import { openClosingPipeline } from '../../src/conformance/transport/request-pipeline.ts'
import type { Attacked } from './attacked.ts'

/**
 * A run with its controller, told that the target is its own alone: no attempt is held off merely because others are logged on.
 *
 * @returns what closes its sessions as every run does.
 */
export async function startRun({ target }: Attacked): Promise<{ run: RunContext; end: () => Promise<number> }> {
  const plan = planRun(target, { seed: 1, exclusive: true, idleMs: 0 })
  const parts = await createRunParts(target, plan)
  const run = await createRunContext(target, plan, parts, await findService(target, parts, plan.signal))
  await requireController(run)
  return {
    run,
    end: () => cleanUp(openClosingPipeline(run, wholeRun).service, run.registry, run.controllers.includes),
  }
}

/** Runs a check that somebody has written, and closes what the run has opened. */
export async function runCustomCheck(attacked: Attacked, run: Check['run']): Promise<RequirementResult> {
  const id = 'terminate.success.no-content'
  const source = { document: 'convention', basis: 'an attack' } as const
  const started = await startRun(attacked)
  const { result } = await runCheck(
    started.run,
    { id, level: 'must', statement: '', source, check: check(id, run) },
    Date.now,
  )
  await started.end()
  return result
}
