import type { RunContext } from './context/run-context.ts'
import { closeAllSessions } from './engine/close-all-sessions.ts'
import { createRunContext } from './engine/create-run-context.ts'
import { endLeftovers, maskLeftovers } from './engine/end-leftovers.ts'
import { type FoundService, findService, PreflightFailure, requireController } from './engine/preflight.ts'
import { notTested } from './engine/run-check.ts'
import { runChecks } from './engine/run-checks.ts'
import { createRunParts, type RunParts } from './engine/run-parts.ts'
import { planRun, type RunPlan } from './engine/run-plan.ts'
import { type RunOutcome, suiteResult } from './engine/suite-result.ts'
import { interrupted, isTargetError, VerdictError } from './errors/verdict-error.ts'
import { redact, redactResult } from './redaction/redact-result.ts'
import type { Finding, RunOptions, SuiteResult, Target } from './types.ts'

/**
 * Judges a target: opens sessions of its own, decides each selected requirement, and closes what it opened.
 *
 * @returns the result, also where the target could not be reached: then every requirement is `unreached` and `problem` says why.
 * @throws ConfigurationError for invalid options; and what a callback throws, once all sessions are closed.
 *
 * @example
 * const result = await runSuite({
 *   url: 'https://vcenter.staging.example',
 *   controller: { userName: 'conformance@vsphere.local', password },
 * })
 * console.log(result.verdict)
 */
export async function runSuite(target: Target, options: RunOptions = {}): Promise<SuiteResult> {
  const planned = planRun(target, options)
  const thrown: unknown[] = []
  const plan = { ...planned, onExchange: untilItThrows(planned.onExchange, thrown) }
  const startedAt = plan.now()
  const parts = await createRunParts(target, plan)
  try {
    const outcome = await judge(target, plan, parts)
    const result = redactResult(await suiteResult(target, plan, parts, startedAt, outcome), parts.masker)
    if (thrown.length > 0) throw thrown[0]
    return result
  } finally {
    parts.closing.end()
  }
}

/** A callback that is not called again once it has thrown: the run closes its sessions before it fails with that. */
function untilItThrows<Given>(
  callback: ((given: Given) => void) | undefined,
  thrown: unknown[],
): ((given: Given) => void) | undefined {
  if (callback === undefined) return undefined
  return (given) => {
    if (thrown.length > 0) return
    try {
      callback(given)
    } catch (error) {
      thrown.push(error)
    }
  }
}

/** Finds the target, logs in, runs the checks, and cleans up whatever happens. */
async function judge(target: Target, plan: RunPlan, parts: RunParts): Promise<RunOutcome> {
  let found: FoundService | undefined
  let run: RunContext | undefined
  let outcome: Omit<RunOutcome, 'found' | 'leaked' | 'controller' | 'atOnce'>
  let leaked = 0
  try {
    found = await findService(target, parts, plan.signal)
    run = await createRunContext(target, plan, parts, found)
    await requireController(run)
    await endEarlier(run, plan, parts)
    outcome = await runAllChecks(run, plan, parts)
  } catch (error) {
    outcome = outcomeOfFailure(error, plan)
  } finally {
    const open = run === undefined ? 0 : await closeAllSessions(run, run.controllers.includes)
    if (target.replay?.isPart !== true) leaked = open
  }
  if (run === undefined) return { ...outcome, found, leaked }
  return { ...outcome, found, leaked, controller: run.accounts.controller.userName, atOnce: run.limits.atOnce() }
}

/** Ends what earlier runs have left. Where that fails, the target is judged all the same. */
async function endEarlier(run: RunContext, { leftovers, onLeftovers }: RunPlan, { masker }: RunParts): Promise<void> {
  if (leftovers.length === 0) return
  try {
    onLeftovers(maskLeftovers(await endLeftovers(run, leftovers), masker))
    if (run.signal.aborted) throw interrupted()
  } catch (error) {
    const isInterruption = error instanceof VerdictError && error.finding.code === 'interrupted'
    if (isInterruption || !isTargetError(error)) throw error
  }
}

async function runAllChecks(
  run: RunContext,
  plan: RunPlan,
  { masker }: RunParts,
): Promise<Pick<RunOutcome, 'requirements' | 'otherCause'>> {
  const { selected, concurrency, strict, now, settleMs, limits } = plan
  let done = 0
  const { requirements, otherCause } = await runChecks(run, selected, {
    concurrency,
    strict,
    settleMs,
    limits,
    now,
    onStarted: plan.onStarted,
    onJudged(result) {
      done += 1
      plan.onJudged(redact(result, masker), { done, total: selected.length })
    },
  })
  return { requirements, ...(otherCause === undefined ? {} : { otherCause }) }
}

/** Why no requirement could be tested. @throws the error itself where it is neither a failed prerequisite nor an interruption. */
function outcomeOfFailure(error: unknown, { selected }: RunPlan): Omit<RunOutcome, 'found' | 'leaked' | 'controller'> {
  const untested = (finding: Finding) => selected.map((one) => notTested(one, finding))
  if (error instanceof PreflightFailure) {
    return { problem: error.problem, requirements: untested({ code: 'prerequisite', message: error.message }) }
  }
  if (error instanceof VerdictError && error.finding.code === 'interrupted') {
    return { requirements: untested(error.finding) }
  }
  throw error
}
