import type { Check } from '../context/check.ts'
import { type CheckRecord, createCheckContext, type Participants } from '../context/create-context.ts'
import type { Observations } from '../context/observations.ts'
import type { RunContext } from '../context/run-context.ts'
import { interrupted } from '../errors/verdict-error.ts'
import { ensureAlive } from '../sessions/shared-session.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { Finding, Purpose, RequirementResult, Verdict } from '../types.ts'
import type { Selected } from './selection.ts'
import { verdictOf } from './verdicts.ts'

/** A result, and the observations that it rests on. */
export interface CheckedRequirement {
  result: RequirementResult
  observations: Observations[]
}

/** The checks that have run so far. */
export type CheckedRequirements = Map<Selected, CheckedRequirement>

/** How often one call of a check is judged that is answered in passing: by a busy server, or a gateway before it. What still stands then is the finding. */
const maxJudged = 3
/** How often a check with many calls is run in all. */
const maxRuns = 10

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
  const judged = new Map<string, number>()
  for (let made = 1; ; made += 1) {
    const before = weather.unrepeated(selected.id).length
    const checked = await runOnce(run, selected, now, isRerun)
    const unrepeated = weather.unrepeated(selected.id).slice(before)
    const places = new Set(unrepeated.map((one) => one.where))
    // In a row: of many calls, each may be answered so now and then.
    for (const where of judged.keys()) if (!places.has(where)) judged.delete(where)
    for (const where of places) judged.set(where, (judged.get(where) ?? 0) + 1)
    const [first] = unrepeated
    if (first === undefined) return checked
    if (isStanding(judged)) weather.notePersistent('TerminateSession')
    const isFinal = weather.hasGivenUp || signal.aborted
    if (weather.isPersistent('TerminateSession')) return checked
    // Answered in passing to the end, but no call again and again: that is no finding.
    if (isFinal || made === maxRuns) return withoutPassing(checked)
    weather.note({ requirement: selected.id, request: 'check', reason: first.reason })
  }
}

/** Whether one call was answered so as often in a row as it is judged. */
function isStanding(judged: ReadonlyMap<string, number>): boolean {
  return Math.max(...judged.values()) >= maxJudged
}

/** A status that was not judged is not the target's. */
function withoutPassing({ result, observations }: CheckedRequirement): CheckedRequirement {
  const { finding, level } = result
  if (finding?.code !== 'unexpected-status' || level === 'observed') return { result, observations }
  return { result: { ...result, verdict: 'unreached', finding: { ...finding, code: 'unanswered' } }, observations }
}

async function runOnce(
  run: RunContext,
  selected: Selected,
  now: () => number,
  isRerun: boolean,
): Promise<CheckedRequirement> {
  const { check, id, level } = selected
  const startedAt = now()
  let record: CheckRecord | undefined
  let ending: { verdict: Verdict; finding?: Finding } = { verdict: level === 'observed' ? 'recorded' : 'pass' }
  try {
    if (run.signal.aborted) throw interrupted()
    const purpose = { requirement: id, caseName: '', step: '' }
    if (check.disruptive) await run.permitDisruptive(purpose)
    const participants = await participantsFor(run, check, isRerun, purpose)
    record = createCheckContext(run, id, participants)
    await check.run(record.context)
    if (participants.bystander !== undefined) await record.context.expectSessions(participants.bystander).toBeAlive()
  } catch (error) {
    ending = verdictOf(error, level)
  }
  const result = resultOf(selected, now() - startedAt, ending, record?.notes ?? [])
  return {
    result: { ...result, exchanges: run.recorder.indexesFor(id), traces: record?.traces() ?? [] },
    observations: record?.observations() ?? [],
  }
}

async function participantsFor(
  run: RunContext,
  { odd }: Check,
  isRerun: boolean,
  purpose: Purpose,
): Promise<Participants> {
  const { service } = openPipeline(run, purpose)
  const controller = await (isRerun ? ensureAlive(service, run.controllers) : run.controllers.current())
  if (!odd || run.bystanders === undefined) return { controller }
  return { controller, bystander: await ensureAlive(service, run.bystanders) }
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
