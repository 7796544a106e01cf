import pLimit from 'p-limit'
import { type Cast, createStage, type StageControl } from '../context/create-context.ts'
import type { Scene } from '../context/observations.ts'
import { type Finding, interrupted, isOfTarget } from '../errors/verdict-error.ts'
import { aliveOrNew } from '../sessions/open-session.ts'
import { type Purpose, wholeRun } from '../transport/exchange.ts'
import { openClosingLine, openLine, type Run } from '../transport/request-pipeline.ts'
import type { RequirementResult, Verdict } from '../types.ts'
import { lookAgainAndClose } from './recheck.ts'
import type { Selected } from './selection.ts'
import { verdictFor, verdictOf } from './verdicts.ts'

/** How checks are judged together. */
export interface JudgeOptions {
  /** How many run side by side. */
  concurrency: number
  now: () => number
  onJudged: (result: RequirementResult) => void
}

/** A result, and the scenes that it was seen on. */
interface Judged {
  result: RequirementResult
  scenes: Scene[]
}

/**
 * Judges every requirement, in the order given. The hazardous ones come after all others and one at a time, when the sessions of the others
 * are closed: what a defective server does in answer to one of them must not be put down to another.
 */
export async function judgeAll(
  run: Run,
  selected: readonly Selected[],
  options: JudgeOptions,
): Promise<RequirementResult[]> {
  const judged = new Map<Selected, Judged>()
  const judgeOne = async (one: Selected) => {
    const outcome = await judge(run, one, options.now)
    judged.set(one, outcome)
    options.onJudged(outcome.result)
  }
  const limit = pLimit(options.concurrency)
  const together = selected.filter(({ check }) => !check.hazardous)
  const endings = await Promise.allSettled(together.map((one) => limit(judgeOne, one)))
  // All have ended before anything is made of it: what would still be under way would open sessions that nobody closes.
  for (const ending of endings) if (ending.status === 'rejected') throw ending.reason
  await rejudgeAlone(run, together, judged, options.now)
  await lookAgain(run, judged, together, wholeRun)
  const alone = selected.filter(({ check }) => check.hazardous)
  for (const one of alone) {
    await judgeOne(one)
    await lookAgain(run, judged, [one], { requirement: one.id, stage: 'second look' })
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
async function rejudgeAlone(
  run: Run,
  selected: readonly Selected[],
  judged: Map<Selected, Judged>,
  now: () => number,
): Promise<void> {
  const lost = selected.filter((one) => judged.get(one)?.result.finding?.code === 'controller-lost')
  const again = new Map<Selected, Judged>()
  for (const one of lost) again.set(one, await judge(run, one, now, true))
  const isConfirmed = [...again.values()].some(({ result }) => result.finding?.code === 'controller-lost')
  if (!isConfirmed) return
  for (const [one, outcome] of again) {
    // What could not be looked at again takes back nothing.
    if (['pass', 'fail', 'warn'].includes(outcome.result.verdict)) judged.set(one, outcome)
  }
}

/** Closes the sessions of all checks so far, and looks at what was proved by some of them. A claim that no longer holds turns a pass into what it should have been. */
async function lookAgain(
  run: Run,
  judged: Map<Selected, Judged>,
  which: readonly Selected[],
  purpose: Purpose,
): Promise<void> {
  if (run.signal.aborted) return // The sweep closes what there is.
  const controller = await aliveOrNew(openLine(run, purpose).service, run.controllers).catch((error: unknown) => {
    if (isOfTarget(error)) return undefined
    throw error
  })
  if (controller === undefined) return // There is nobody left to look.
  const scenes = new Map(which.map((one) => [one, judged.get(one)?.scenes ?? []]))
  const claimed = new Set([...scenes.values()].flat().flatMap((scene) => [...scene.claims.keys()]))
  const sessions = run.ownership.opened.filter((session) => session.state === 'open' || claimed.has(session))
  const own = sessions.filter(({ isShared }) => !isShared)
  const changes = await lookAgainAndClose(openClosingLine(run, purpose).service, controller, own, scenes)
  for (const [one, { verdict, finding }] of changes) {
    const outcome = judged.get(one)
    if (outcome?.result.verdict !== 'pass' || one.level === 'observed') continue
    judged.set(one, { ...outcome, result: { ...outcome.result, verdict: verdictFor(verdict, one.level), finding } })
  }
}

async function judge(run: Run, one: Selected, now: () => number, isAgain = false): Promise<Judged> {
  const { check, id, level } = one
  const startedAt = now()
  let control: StageControl | undefined
  let ending: { verdict: Verdict; finding?: Finding } = { verdict: 'pass' }
  try {
    if (run.signal.aborted) throw interrupted()
    const purpose = { requirement: id, stage: '' }
    if (check.hazardous) await run.permitHazard(purpose)
    const cast = await castFor(run, check.hazardous, isAgain, purpose)
    control = createStage(run, id, cast)
    await check.run(control.stage)
    if (cast.witness !== undefined) await control.stage.expect(cast.witness).toBeAlive()
  } catch (error) {
    ending = verdictOf(error, level)
  }
  const durationMs = now() - startedAt
  const result = resultOf(run, one, durationMs, ending, control?.notes ?? [])
  return { result: { ...result, stages: control?.traces() ?? [] }, scenes: control?.scenes() ?? [] }
}

/** @param isAgain it is to be seen who ends the controller: the one before may have been the last to do so. */
async function castFor(run: Run, isHazardous: boolean, isAgain: boolean, purpose: Purpose): Promise<Cast> {
  const { service } = openLine(run, purpose)
  const controller = await (isAgain ? aliveOrNew(service, run.controllers) : run.controllers.current())
  return isHazardous && run.witnesses
    ? { controller, witness: await aliveOrNew(service, run.witnesses) }
    : { controller }
}

function resultOf(
  run: Run,
  { id, level, statement, source }: Selected,
  durationMs: number,
  { verdict, finding }: { verdict: Verdict; finding?: Finding },
  notes: readonly string[],
): Omit<RequirementResult, 'stages'> {
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
  return { id, level, verdict: 'unreached', statement, source, durationMs: 0, finding, exchanges: [], stages: [] }
}
