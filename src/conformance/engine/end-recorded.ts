import type { RunContext } from '../context/run-context.ts'
import { isTargetError, VerdictError } from '../errors/verdict-error.ts'
import { redact } from '../redaction/redact-result.ts'
import type { Leftovers, Refusal, RunOptions, Target } from '../types.ts'
import { closeAllSessions } from './close-all-sessions.ts'
import { createRunContext } from './create-run-context.ts'
import { endLeftovers, maskLeftovers } from './end-leftovers.ts'
import { findService, PreflightFailure, requireController } from './preflight.ts'
import { createRunParts } from './run-parts.ts'
import { planRun } from './run-plan.ts'

/** What came of looking for the sessions of earlier runs. `failed`: why they could not be looked for, in one sentence. */
export type RecordedEnding =
  | { kind: 'looked'; leftovers: Leftovers }
  | {
      kind: 'failed'
      code: 'interrupted' | 'unreachable' | 'certificate' | 'login' | 'other'
      message: string
      refusal?: Refusal
    }

/**
 * Logs in, ends the sessions of earlier runs (`options.leftovers`) that prove to be theirs, and logs out. Its own session is recorded as that of any run.
 *
 * @param isDryRun they are found, and nothing is ended.
 * @throws ConfigurationError for invalid options.
 */
export async function endRecorded(target: Target, options: RunOptions, isDryRun: boolean): Promise<RecordedEnding> {
  const plan = planRun(target, options)
  const parts = await createRunParts(target, plan)
  let run: RunContext | undefined
  try {
    const found = await findService(target, parts, plan.signal)
    run = await createRunContext(target, plan, parts, found)
    await requireController(run)
    const leftovers = await endLeftovers(run, plan.leftovers, isDryRun)
    return { kind: 'looked', leftovers: maskLeftovers(leftovers, parts.masker) }
  } catch (error) {
    return redact(failureOf(error), parts.masker)
  } finally {
    if (run !== undefined) await closeAllSessions(run, run.controllers.includes)
    parts.closing.end()
  }
}

/** @throws the error itself where it is not about the target. */
function failureOf(error: unknown): Extract<RecordedEnding, { kind: 'failed' }> {
  if (error instanceof VerdictError) {
    const code = error.finding.code === 'interrupted' ? 'interrupted' : 'other'
    return { kind: 'failed', code, message: error.message }
  }
  if (isTargetError(error)) return { kind: 'failed', code: 'other', message: error.message }
  if (!(error instanceof PreflightFailure)) throw error
  const { code, ...problem } = error.problem
  const isKnown = code === 'unreachable' || code === 'certificate' || code === 'login'
  return { kind: 'failed', code: isKnown ? code : 'other', ...problem }
}
