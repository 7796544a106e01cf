import pLimit from 'p-limit'
import type { RequirementResult } from './result.ts'
import type { Run } from './run/run.ts'
import type { Selected } from './selection.ts'
import { createStage, type StageControl } from './stage/staging.ts'
import { verdictOf } from './verdicts.ts'

/** How checks are judged together. */
export interface JudgeOptions {
  /** How many run side by side. */
  concurrency: number
  now: () => number
  onJudged: (result: RequirementResult) => void
}

/**
 * Judges every requirement, in the order given. The hazardous ones come after all others and one at a time: what a defective server does
 * in answer to one of them must not be put down to another.
 */
export async function judgeAll(
  run: Run,
  selected: readonly Selected[],
  options: JudgeOptions,
): Promise<RequirementResult[]> {
  const results = new Map<Selected, RequirementResult>()
  const judgeOne = async (one: Selected) => {
    const result = await judge(run, one, options.now)
    results.set(one, result)
    options.onJudged(result)
  }
  const limit = pLimit(options.concurrency)
  await Promise.all(selected.filter(({ check }) => !check.hazardous).map((one) => limit(judgeOne, one)))
  for (const one of selected.filter(({ check }) => check.hazardous)) await judgeOne(one)
  return selected.flatMap((one) => results.get(one) ?? [])
}

async function judge(
  run: Run,
  { check, id, level, statement, source }: Selected,
  now: () => number,
): Promise<RequirementResult> {
  const startedAt = now()
  let control: StageControl | undefined
  let ending: unknown
  try {
    if (check.hazardous) await run.permitHazard()
    control = createStage(run, id, await run.controllers.current())
    await check.run(control.stage)
  } catch (error) {
    ending = error
  }
  const durationMs = now() - startedAt
  await control?.close()
  const { verdict, finding } =
    ending === undefined ? { verdict: 'pass' as const, finding: undefined } : verdictOf(ending, level)
  const notes = control?.notes ?? []
  // What is observed is never judged: what would have been a finding is a note.
  const recorded = level === 'observed' && verdict === 'pass' && finding ? [...notes, finding.message] : notes
  const isFinding = finding !== undefined && verdict !== 'pass'
  return {
    id,
    level,
    verdict,
    statement,
    source,
    durationMs,
    ...(isFinding ? { finding } : {}),
    ...(recorded.length > 0 ? { recorded } : {}),
    exchanges: run.recorder.exchanges.filter(({ requirement }) => requirement === id).map(({ index }) => index),
  }
}

/** The result of a requirement that could not be looked at, for one and the same reason as all others. */
export function notJudged({ id, level, statement, source }: Selected, message: string): RequirementResult {
  const finding = { code: 'prerequisite' as const, message }
  return { id, level, verdict: 'unreached', statement, source, durationMs: 0, finding, exchanges: [] }
}
