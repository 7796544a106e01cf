import pLimit from 'p-limit'
import { allSettled } from '../context/all-settled.ts'
import type { RunContext } from '../context/run-context.ts'
import { type Finding, isUnmet, type RequirementResult } from '../types.ts'
import type { Again } from './again.ts'
import { openIdleSessions } from './idle-sessions.ts'
import { leaveToJudges, leftToJudge, resultsIn } from './left-to-judge.ts'
import { setApartDoubtful } from './other-causes.ts'
import { recheck } from './recheck.ts'
import { type CheckedRequirements, leftOut, runCheck } from './run-check.ts'
import { runStages } from './run-stages.ts'
import { examineSecondAccount } from './second-account.ts'
import { prerequisiteOf, type Selected } from './selection.ts'
import type { StageOptions } from './staged.ts'
import { byLevel, stagesOf } from './stages.ts'
import { isFailure, verdictAt } from './verdicts.ts'

/** How the checks of a run are run. */
export interface RunChecksOptions extends StageOptions {
  now: () => number
  /** Whether a requirement that warns is not met, as far as `bail` counts those. */
  strict: boolean
  onStarted?: ((id: string) => void) | undefined
  onJudged: (result: RequirementResult) => void
}

/**
 * Runs the check of every requirement, and returns the results in the order given. That of clones comes before those that run side by side, also where it
 * was not selected but others have more cases then: they open their sessions as clones where it passes.
 */
export async function runChecks(
  run: RunContext,
  selected: readonly Selected[],
  options: RunChecksOptions,
): Promise<{ requirements: RequirementResult[]; otherCause: string | undefined }> {
  const idle = await openIdleSessions(run, options.now)
  await examineSecondAccount(run)
  await Promise.all(selected.map(({ check }) => check.load?.()))
  const checked: CheckedRequirements = new Map()
  const { maxLogins, maxSessions, bail = Number.POSITIVE_INFINITY } = options.limits ?? {}
  const runOne = async (one: Selected) => {
    const all = resultsIn(checked)
    const unmet = all.filter((other) => isFailure(leftToJudge(other, all), options.strict)).length
    const isLeftOut = unmet >= bail
    if (!isLeftOut) options.onStarted?.(one.id)
    const outcome = isLeftOut
      ? {
          result: leftOut(one, `left out: ${unmet} requirements are not met, and the run was to end then`),
          observations: [],
        }
      : await runCheck(run, one, options.now)
    checked.set(one, outcome)
    options.onJudged(leftToJudge(outcome.result, resultsIn(checked)))
  }
  const runAtOnce = async (several: readonly Selected[]) => {
    const limit = pLimit(options.concurrency)
    const attempt = async (one: Selected) => {
      options.onStarted?.(one.id)
      return [one, await runCheck(run, one, options.now)] as const
    }
    const outcomes = await allSettled(several.map((one) => limit(attempt, one)))
    // What is left out is so by the target, or because of sessions of others: one at a time, it would be, too.
    if (!outcomes.every(([, { result }]) => ['pass', 'recorded', 'unsupported'].includes(result.verdict))) return false
    for (const [one, outcome] of outcomes) {
      checked.set(one, outcome)
      options.onJudged(outcome.result)
    }
    return true
  }
  const again: Again = {
    run,
    checked,
    now: options.now,
    runCheck: (one) => runCheck(run, one, options.now, true),
    close: (one) => recheckOne(run, one, checked),
  }
  const isLimited = (maxLogins ?? maxSessions) !== undefined
  const prerequisite = prerequisiteOf(selected)
  const runPrerequisite = async () => {
    for (const one of prerequisite) if (!checked.has(one)) checked.set(one, await runCheck(run, one, options.now))
  }
  let otherCause: string | undefined
  for (const group of isLimited ? byLevel(selected) : [selected])
    otherCause =
      (await runStages(again, stagesOf(group, isLimited), {
        idle,
        prerequisite,
        runPrerequisite,
        runOne,
        runAtOnce,
        ...options,
      })) ?? otherCause
  for (const one of selected.filter(({ check }) => check.final)) {
    await runOne(one)
    if (otherCause !== undefined) setApartDoubtful(again, [one])
    await again.close(one)
  }
  leaveToJudges(checked)
  noteListLag(run, checked)
  noteShownOtherwise(run, checked)
  return { requirements: resultsOf(run, selected, checked, prerequisite), otherCause }
}

/** The results in the order given, with their exchanges, and with what the check of clones, which is not among them, has to say. */
function resultsOf(
  run: RunContext,
  selected: readonly Selected[],
  checked: CheckedRequirements,
  prerequisite: readonly Selected[],
): RequirementResult[] {
  const withoutClones = prerequisite.flatMap((one) => noteOf(checked.get(one)?.result))
  return selected.flatMap((one) => {
    const result = checked.get(one)?.result
    if (result === undefined) return []
    const notes = one.check.hasMoreWithClones ? withoutClones : []
    const recorded = [...(result.recorded ?? []), ...notes]
    return { ...result, ...(recorded.length > 0 ? { recorded } : {}), exchanges: run.recorder.indexesFor(one.id) }
  })
}

/** What a check has to say that had fewer cases, because the check of clones, which is not among the results, did not pass. */
function noteOf(result: RequirementResult | undefined): string[] {
  if (result === undefined || result.verdict === 'pass') return []
  return [`without clones, fewer cases were tested: ${result.finding?.message ?? result.verdict}`]
}

/** A list that was wrong in another check is a finding of its requirement, too. */
function noteListLag({ listLag, registry }: RunContext, checked: CheckedRequirements): void {
  const message = registry.leavesOutReader
    ? 'after some calls, sessionList did not show the session that read it, whose token worked'
    : 'after some calls, sessionList was behind what the tokens of the sessions proved, for less than a second'
  if (!listLag.wasSeen && !registry.leavesOutReader) return
  for (const [one, outcome] of checked) {
    const isOpen = outcome.result.verdict === 'pass' || (registry.leavesOutReader && !isUnmet(outcome.result))
    if (one.id !== 'terminate.effect.listed-at-once' || !isOpen) continue
    const finding: Finding = { code: 'oracles-disagree', message }
    checked.set(one, { ...outcome, result: { ...outcome.result, verdict: verdictAt(one.level, 'fail'), finding } })
  }
}

/** A session that is shown with another user or User-Agent since some call is a finding of its requirement, whichever check has made the call. */
function noteShownOtherwise({ registry: { shownOtherwise } }: RunContext, checked: CheckedRequirements): void {
  if (shownOtherwise === undefined) return
  for (const [one, outcome] of checked) {
    if (one.id !== 'terminate.effect.others-unchanged' || isUnmet(outcome.result)) continue
    const seen = `${shownOtherwise.label} has the key and the time of login that it had, but another user or User-Agent`
    const finding: Finding = {
      code: 'session-changed',
      message: `in sessionList, ${seen}, although no call has ended it`,
      expected: 'sessionList shows the sessions that are left alive as before the call',
      seen,
    }
    checked.set(one, { ...outcome, result: { ...outcome.result, verdict: verdictAt(one.level, 'fail'), finding } })
  }
}

/** Rechecks what one check has proved, and closes its sessions. */
async function recheckOne(run: RunContext, one: Selected, checked: CheckedRequirements): Promise<void> {
  await recheck(run, [one], checked, { requirement: one.id, caseName: 'recheck', step: '' })
}
