import type { RunContext } from './context/run-context.ts'
import { createRunContext } from './engine/create-run-context.ts'
import { type FoundService, findService, PreflightFailure, requireController } from './engine/preflight.ts'
import { notTested } from './engine/run-check.ts'
import { runChecks } from './engine/run-checks.ts'
import { createRunParts, type RunParts } from './engine/run-parts.ts'
import { planRun, type RunPlan } from './engine/run-plan.ts'
import { type RunOutcome, suiteResult } from './engine/suite-result.ts'
import { VerdictError } from './errors/verdict-error.ts'
import { redact, redactResult } from './redaction/redact-result.ts'
import { cleanUp } from './sessions/cleanup.ts'
import { wholeRun } from './transport/exchange.ts'
import { openClosingPipeline } from './transport/request-pipeline.ts'
import type { Finding, RequirementResult, RunOptions, SuiteResult, Target } from './types.ts'

/**
 * Judges a target: opens sessions of its own, decides each selected requirement, and closes what it opened.
 *
 * @returns the result, also where the target could not be reached: then every requirement is `unreached` and `problem` says why.
 * @throws ConfigurationError for invalid options.
 *
 * @example
 * const result = await runSuite({
 *   url: 'https://vcenter.staging.example',
 *   controller: { userName: 'conformance@vsphere.local', password },
 * })
 * console.log(result.verdict)
 */
export async function runSuite(target: Target, options: RunOptions = {}): Promise<SuiteResult> {
  const plan = planRun(target, options)
  const startedAt = plan.now()
  const parts = await createRunParts(target, plan)
  const outcome = await judge(target, plan, parts)
  return redactResult(await suiteResult(target, plan, parts, startedAt, outcome), parts.masker)
}

/** Finds the target, logs in, runs the checks, and cleans up whatever happens. */
async function judge(target: Target, plan: RunPlan, parts: RunParts): Promise<RunOutcome> {
  let found: FoundService | undefined
  let run: RunContext | undefined
  let outcome: Omit<RunOutcome, 'found' | 'leaked'>
  let leaked = 0
  try {
    found = await findService(target, parts, plan.signal)
    run = createRunContext(target, plan, parts, found)
    await requireController(run)
    outcome = { requirements: await runAllChecks(run, plan, parts) }
  } catch (error) {
    outcome = outcomeOfFailure(error, plan)
  } finally {
    if (run !== undefined) leaked = await closeAllSessions(run, parts)
  }
  return { ...outcome, found, leaked }
}

async function runAllChecks(run: RunContext, plan: RunPlan, { masker }: RunParts): Promise<RequirementResult[]> {
  const { selected, concurrency, now } = plan
  let done = 0
  return runChecks(run, selected, {
    concurrency,
    now,
    onJudged(result) {
      done += 1
      plan.onJudged(redact(result, masker), { done, total: selected.length })
    },
  })
}

/** Why no requirement could be tested. @throws the error itself where it is neither a failed prerequisite nor an interruption. */
function outcomeOfFailure(error: unknown, { selected }: RunPlan): Omit<RunOutcome, 'found' | 'leaked'> {
  const untested = (finding: Finding) => selected.map((one) => notTested(one, finding))
  if (error instanceof PreflightFailure) {
    return { problem: error.problem, requirements: untested({ code: 'prerequisite', message: error.message }) }
  }
  if (error instanceof VerdictError && error.finding.code === 'interrupted') {
    return { requirements: untested(error.finding) }
  }
  throw error
}

/** Closes every session of the run. An error here does not lose the result; what is not known to be closed counts as left behind. */
async function closeAllSessions(run: RunContext, { registry }: RunParts): Promise<number> {
  const { service } = openClosingPipeline(run, wholeRun)
  return cleanUp(service, registry, run.controllers.includes).catch(
    () => registry.opened.filter(({ state }) => state === 'open').length,
  )
}
