import type { Check } from '../context/check.ts'
import { type CheckRecord, createCheckContext, type Participants } from '../context/create-context.ts'
import type { Observations } from '../context/observations.ts'
import { sendOutOfStep } from '../context/out-of-step.ts'
import type { RunContext } from '../context/run-context.ts'
import { untilJudged } from '../context/until-judged.ts'
import { interrupted, notJudged } from '../errors/verdict-error.ts'
import { ensureAlive } from '../sessions/shared-session.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { Unjudged } from '../transport/weather.ts'
import type { Finding, Purpose, RequirementResult, Verdict } from '../types.ts'
import { unlessTakenOver } from './answers-as-itself.ts'
import type { Selected } from './selection.ts'
import { verdictOf } from './verdicts.ts'

/** A result, and the observations that it rests on. */
export interface CheckedRequirement {
  result: RequirementResult
  observations: Observations[]
}

/** The checks that have run so far. */
export type CheckedRequirements = Map<Selected, CheckedRequirement>

/**
 * Runs the check of one requirement; again, with fresh sessions, where a judged call was answered in passing.
 *
 * @param isRerun the controller is confirmed to be alive first: the run wants to see whether this check ends it.
 */
export async function runCheck(
  run: RunContext,
  selected: Selected,
  now: () => number,
  isRerun = false,
): Promise<CheckedRequirement> {
  const { weather, signal } = run
  const { id, level } = selected
  const { ended, reason } = await untilJudged(
    weather,
    signal,
    (made) => runOnce(run, selected, now, isRerun, made),
    (again) => weather.note({ requirement: id, request: 'check', reason: again }),
  )
  const { startedAt, record } = ended
  const error = await unlessTakenOver(run, ended.error, { requirement: id, caseName: 'afterwards', step: '' })
  const ending =
    error === undefined
      ? { verdict: level === 'observed' ? ('recorded' as const) : ('pass' as const) }
      : verdictOf(level === 'observed' ? error : notJudged(error, reason), level)
  const result = resultOf(selected, now() - startedAt, ending, record?.notes ?? [])
  return {
    result: { ...result, exchanges: run.recorder.indexesFor(id), traces: record?.traces() ?? [] },
    observations: record?.observations() ?? [],
  }
}

/** How a check ended. */
interface Ended {
  startedAt: number
  record: CheckRecord | undefined
  unjudged: Unjudged
  /** Undefined where it met its requirement. */
  error: unknown
}

async function runOnce(
  run: RunContext,
  selected: Selected,
  now: () => number,
  isRerun: boolean,
  made: number,
): Promise<Ended> {
  const { check, id } = selected
  const startedAt = now()
  let record: CheckRecord | undefined
  let error: unknown
  try {
    if (run.signal.aborted) throw interrupted()
    const purpose = { requirement: id, caseName: '', step: '' }
    const participants = await participantsFor(run, check, isRerun, purpose)
    await sendOutOfStep(openPipeline(run, purpose).service, participants.controller, made)
    record = createCheckContext(run, id, participants)
    await check.run(record.context)
    if (participants.bystander !== undefined) await record.context.expectSessions(participants.bystander).toBeAlive()
  } catch (thrown) {
    error = thrown
  }
  return { startedAt, record, unjudged: record?.unjudged ?? new Map(), error }
}

async function participantsFor(
  run: RunContext,
  { odd, disruptive }: Check,
  isRerun: boolean,
  purpose: Purpose,
): Promise<Participants> {
  const { service } = openPipeline(run, purpose)
  const [bystander] = await Promise.all([
    odd && run.bystanders !== undefined ? ensureAlive(service, run.bystanders) : undefined,
    disruptive ? run.permitDisruptive(purpose) : undefined,
  ])
  // Only now: where the controller has ended, what permits disruptive calls has opened another.
  const controller = await (isRerun ? ensureAlive(service, run.controllers) : run.controllers.current())
  return bystander === undefined ? { controller } : { controller, bystander }
}

function resultOf(
  { id, level, statement, source }: Selected,
  durationMs: number,
  { verdict, finding }: { verdict: Verdict; finding?: Finding },
  notes: readonly string[],
): Omit<RequirementResult, 'traces' | 'exchanges'> {
  // An observed requirement is never judged: its finding becomes a note.
  const isNote = verdict === 'recorded' && finding !== undefined
  const recorded = isNote ? [...notes, finding.message] : notes
  return {
    id,
    level,
    verdict,
    statement,
    source,
    durationMs,
    ...(finding === undefined || isNote ? {} : { finding }),
    ...(recorded.length > 0 ? { recorded: [...recorded] } : {}),
  }
}

/** The result of a requirement that could not be tested, for the same reason as all others. */
export function notTested({ id, level, statement, source }: Selected, finding: Finding): RequirementResult {
  return { id, level, verdict: 'unreached', statement, source, durationMs: 0, finding, exchanges: [], traces: [] }
}

/** The result of a requirement that a limit has left out: one of the run, or one of the target. */
export function leftOut(
  selected: Selected,
  message: string,
  code: 'limit' | 'session-limit' = 'limit',
): RequirementResult {
  return { ...notTested(selected, { code, message }), verdict: 'unsupported' }
}
