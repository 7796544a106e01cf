import pLimit from 'p-limit'
import { type CheckRecord, createCheckContext, type Participants } from '../context/create-context.ts'
import type { Observations } from '../context/observations.ts'
import { type Finding, interrupted, isTargetError } from '../errors/verdict-error.ts'
import { ensureAlive } from '../sessions/open-session.ts'
import { type Purpose, wholeRun } from '../transport/exchange.ts'
import { openClosingPipeline, openPipeline, type RunContext } from '../transport/request-pipeline.ts'
import type { RequirementResult, Verdict } from '../types.ts'
import { recheckAndClose } from './recheck.ts'
import type { Selected } from './selection.ts'
import { verdictFor, verdictOf } from './verdicts.ts'

/** How checks are judged together. */
export interface RunChecksOptions {
  /** How many run side by side. */
  concurrency: number
  now: () => number
  onJudged: (result: RequirementResult) => void
}

/** A result, and the scenes that it was seen on. */
interface Judged {
  result: RequirementResult
  observations: Observations[]
}

/**
 * Judges every requirement, in the order given. The hazardous ones come after all others and one at a time, when the sessions of the others
 * are closed: what a defective server does in answer to one of them must not be put down to another.
 */
export async function runChecks(
  run: RunContext,
  selected: readonly Selected[],
  options: RunChecksOptions,
): Promise<RequirementResult[]> {
  const judged = new Map<Selected, Judged>()
  const judgeOne = async (one: Selected) => {
    const outcome = await runCheck(run, one, options.now)
    judged.set(one, outcome)
    options.onJudged(outcome.result)
  }
  const limit = pLimit(options.concurrency)
  const together = selected.filter(({ check }) => !check.disruptive)
  const endings = await Promise.allSettled(together.map((one) => limit(judgeOne, one)))
  // All have ended before anything is made of it: what would still be under way would open sessions that nobody closes.
  for (const ending of endings) if (ending.status === 'rejected') throw ending.reason
  await rerunAlone(run, together, judged, options.now)
  await recheck(run, judged, together, wholeRun)
  const alone = selected.filter(({ check }) => check.disruptive)
  for (const one of alone) {
    await judgeOne(one)
    await recheck(run, judged, [one], { requirement: one.id, caseName: 'second look' })
  }
  return selected.flatMap((one) => {
    const result = judged.get(one)?.result
    return result === undefined ? [] : { ...result, exchanges: run.recorder.indexesFor(one.id) }
  })
}

/**
 * Judges again, one at a time, those who lost the controller that they shared: another check's call may have ended it. Where then nobody
 * loses it, what was found at first stands: a target that ends controllers only when calls come together is no better for it.
 */
async function rerunAlone(
  run: RunContext,
  selected: readonly Selected[],
  judged: Map<Selected, Judged>,
  now: () => number,
): Promise<void> {
  const lost = selected.filter((one) => judged.get(one)?.result.finding?.code === 'controller-lost')
  const again = new Map<Selected, Judged>()
  for (const one of lost) again.set(one, await runCheck(run, one, now, true))
  const isConfirmed = [...again.values()].some(({ result }) => result.finding?.code === 'controller-lost')
  if (!isConfirmed) return
  for (const [one, outcome] of again) {
    // What could not be looked at again takes back nothing.
    if (['pass', 'fail', 'warn'].includes(outcome.result.verdict)) judged.set(one, outcome)
  }
}

/** Closes the sessions of all checks so far, and looks at what was proved by some of them. A claim that no longer holds turns a pass into what it should have been. */
async function recheck(
  run: RunContext,
  judged: Map<Selected, Judged>,
  which: readonly Selected[],
  purpose: Purpose,
): Promise<void> {
  if (run.signal.aborted) return // The sweep closes what there is.
  const controller = await ensureAlive(openPipeline(run, purpose).service, run.controllers).catch((error: unknown) => {
    if (isTargetError(error)) return undefined
    throw error
  })
  if (controller === undefined) return // There is nobody left to look.
  const scenes = new Map(which.map((one) => [one, judged.get(one)?.observations ?? []]))
  const claimed = new Set([...scenes.values()].flat().flatMap((scene) => [...scene.claims.keys()]))
  const sessions = run.registry.opened.filter((session) => session.state === 'open' || claimed.has(session))
  const own = sessions.filter(({ isShared }) => !isShared)
  const changes = await recheckAndClose(openClosingPipeline(run, purpose).service, controller, own, scenes)
  for (const [one, { verdict, finding }] of changes) {
    const outcome = judged.get(one)
    if (outcome?.result.verdict !== 'pass' || one.level === 'observed') continue
    judged.set(one, { ...outcome, result: { ...outcome.result, verdict: verdictFor(verdict, one.level), finding } })
  }
}

async function runCheck(run: RunContext, one: Selected, now: () => number, isAgain = false): Promise<Judged> {
  const { check, id, level } = one
  const startedAt = now()
  let control: CheckRecord | undefined
  let ending: { verdict: Verdict; finding?: Finding } = { verdict: 'pass' }
  try {
    if (run.signal.aborted) throw interrupted()
    const purpose = { requirement: id, caseName: '' }
    if (check.disruptive) await run.permitDisruptive(purpose)
    const cast = await participantsFor(run, check.disruptive, isAgain, purpose)
    control = createCheckContext(run, id, cast)
    await check.run(control.context)
    if (cast.bystander !== undefined) await control.context.expect(cast.bystander).toBeAlive()
  } catch (error) {
    ending = verdictOf(error, level)
  }
  const durationMs = now() - startedAt
  const result = resultOf(run, one, durationMs, ending, control?.notes ?? [])
  return { result: { ...result, traces: control?.traces() ?? [] }, observations: control?.observations() ?? [] }
}

/** @param isAgain it is to be seen who ends the controller: the one before may have been the last to do so. */
async function participantsFor(
  run: RunContext,
  isHazardous: boolean,
  isAgain: boolean,
  purpose: Purpose,
): Promise<Participants> {
  const { service } = openPipeline(run, purpose)
  const controller = await (isAgain ? ensureAlive(service, run.controllers) : run.controllers.current())
  return isHazardous && run.bystanders
    ? { controller, bystander: await ensureAlive(service, run.bystanders) }
    : { controller }
}

function resultOf(
  run: RunContext,
  { id, level, statement, source }: Selected,
  durationMs: number,
  { verdict, finding }: { verdict: Verdict; finding?: Finding },
  notes: readonly string[],
): Omit<RequirementResult, 'traces'> {
  // What is observed is never judged: what would have been a finding is a note.
  const isNote = verdict === 'pass' && finding !== undefined
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
    exchanges: run.recorder.indexesFor(id),
  }
}

/** The result of a requirement that could not be looked at, for one and the same reason as all others. */
export function notJudged({ id, level, statement, source }: Selected, finding: Finding): RequirementResult {
  return { id, level, verdict: 'unreached', statement, source, durationMs: 0, finding, exchanges: [], traces: [] }
}
