import pLimit from 'p-limit'
import type { RunContext } from '../context/run-context.ts'
import { isTargetError } from '../errors/verdict-error.ts'
import { endUncertain } from '../sessions/cleanup.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openClosingPipeline } from '../transport/request-pipeline.ts'
import { isUnmet } from '../types.ts'
import type { Again } from './again.ts'
import type { IdleSessions } from './idle-sessions.ts'
import { setApartOtherCauses } from './other-causes.ts'
import { recheck } from './recheck.ts'
import { rerunAlone } from './rerun-alone.ts'
import { rerunWithinLimit } from './rerun-within-limit.ts'
import type { RunPlan } from './run-plan.ts'
import { isClonesCheck, type Selected } from './selection.ts'
import type { Stages } from './stages.ts'

/** How checks are run together. */
export interface StageOptions {
  /** How many run side by side. */
  concurrency: number
  /** How long to wait before all sessions are read once more, in milliseconds. */
  settleMs: number
  /**
   * After `bail` requirements that are not met, the others are left out. With `maxSessions`, checks run one after the other, and the sessions of each are closed before the
   * next. Where not all may fit, what a requirement says must be comes before what it says should be.
   */
  limits?: RunPlan['limits']
}

/** What the stages of a run have in common. */
interface Staged extends StageOptions {
  idle: IdleSessions
  /** The check of clones, where it runs without having been selected: after those that come first. */
  prerequisite: readonly Selected[]
  runPrerequisite: () => Promise<void>
  runOne: (one: Selected) => Promise<void>
  /** Runs several at once. @returns false, and judges none, where not each of them is met or left out: they have to run one at a time then. */
  runAtOnce: (several: readonly Selected[]) => Promise<boolean>
}

/**
 * Runs the checks of each stage. Disruptive checks run after all others, when the sessions of the others are closed; and one at a time, unless all are met when they run at once: what a
 * defective server does in answer to one of them must not be attributed to another.
 *
 * @returns the sentence about other causes of ended sessions, where there are some.
 */
export async function runStages(again: Again, stages: Stages, staged: Staged): Promise<string | undefined> {
  const { run, checked } = again
  const { first, sideBySide, last, disruptive } = stages
  const { idle, prerequisite, runPrerequisite } = staged
  for (const one of first) await staged.runOne(one)
  await runPrerequisite()
  const ofClones = [...prerequisite, ...first].find(isClonesCheck)
  if (ofClones !== undefined && checked.get(ofClones)?.result.verdict === 'pass') {
    run.clones.trust()
    run.limits.keepLogins()
    if (run.limits.areLoginsKept) await openShared(run)
  }
  if (staged.limits?.maxSessions === undefined) await runTogether(again, stages, staged)
  else await runOneByOne(again, stages, staged)
  const otherCause = await setApartOtherCauses(again, idle, [...first, ...sideBySide, ...last])
  await runDisruptive(again, disruptive, staged)
  if (otherCause !== undefined) await setApartOtherCauses(again, idle, disruptive)
  return otherCause
}

async function runDisruptive(again: Again, disruptive: readonly Selected[], staged: Staged): Promise<void> {
  const { run, checked } = again
  if (disruptive.length === 0) return
  const isOneByOne = staged.limits?.maxSessions !== undefined || run.loginQueue.isLimited
  let isListRead = await endLostLogins(run)
  if (!(await areMetAtOnce(again, disruptive, staged)))
    for (const [place, one] of disruptive.entries()) {
      // Each try at a target that no longer answers takes seconds.
      if (place > 0 && isListRead) isListRead = await endLostLogins(run)
      await staged.runOne(one)
      if (isOneByOne) await again.close(one)
    }
  if (!isOneByOne) await recheck(run, disruptive, checked, recheckOfDisruptive)
}

/** Runs checks at once that else run one at a time, which takes far longer. @returns false where they still have to, because a target with a finding is looked at closely, or a second try may be too much for it. */
async function areMetAtOnce(
  { run, checked }: Again,
  several: readonly Selected[],
  { concurrency, limits, runAtOnce }: Staged,
): Promise<boolean> {
  const isLimited = (limits?.maxLogins ?? limits?.maxSessions) !== undefined || run.loginQueue.isLimited
  const hasFinding = [...checked.values()].some(({ result }) => isUnmet(result))
  if (several.length < 2 || concurrency === 1 || isLimited || hasFinding) return false
  if (await runAtOnce(several)) return true
  await recheck(run, [], checked, closingAfterAllAtOnce)
  return false
}

/** Begins what many checks need, while there are logins left for it. What cannot be begun is missed by the checks that need it, which say so. */
async function openShared({ accounts, clones, bystanders }: RunContext): Promise<void> {
  const needed = [accounts.controller, accounts.limited].flatMap((account) =>
    account === undefined ? [] : [clones.parentOf(account)],
  )
  for (const one of await Promise.allSettled([...needed, bystanders?.current()]))
    if (one.status === 'rejected' && !isTargetError(one.reason)) throw one.reason
}

/**
 * What logins without an answer have begun would be counted among the sessions of others, beside which no disruptive call is sent.
 *
 * @returns false where the list could not be read, in which they would be found.
 */
async function endLostLogins(run: RunContext): Promise<boolean> {
  if (run.registry.uncertain().length === 0 || run.signal.aborted) return true
  const controller = await run.controllers.current().catch((error: unknown) => {
    if (isTargetError(error)) return undefined // Then no disruptive call is sent either.
    throw error
  })
  return endUncertain(openClosingPipeline(run, wholeRun).service, run.registry, controller)
}

/** Runs checks side by side, and those that come last after them; then what has to be run again alone. */
async function runTogether(
  again: Again,
  { first, sideBySide, last }: Stages,
  { runOne, concurrency, settleMs }: Staged,
): Promise<void> {
  const { run, checked } = again
  await runSideBySide(sideBySide, concurrency, runOne)
  await rerunAlone(again, [...first, ...sideBySide])
  if (settleMs > 0) await run.wait(settleMs)
  await recheck(run, [...first, ...sideBySide], checked, wholeRun, last.length > 0)
  for (const one of last) await runOne(one)
  await recheck(run, last, checked, wholeRun)
  if (run.loginQueue.hasRefused) await rerunWithinLimit(again, [...first, ...sideBySide, ...last])
}

/** Runs checks one after the other, and closes the sessions of each before the next: the run may have few at once. The first have run already. */
async function runOneByOne(
  { run, checked, close }: Again,
  { first, sideBySide, last }: Stages,
  { runOne, settleMs }: Staged,
): Promise<void> {
  await recheck(run, first, checked, wholeRun)
  for (const one of [...sideBySide, ...last]) {
    await runOne(one)
    if (settleMs > 0) await run.wait(settleMs)
    await close(one)
  }
}

/** A case of its own: a recorded run that is judged again must not take its requests for those of the other recheck. */
const recheckOfDisruptive = { ...wholeRun, caseName: 'recheck of the disruptive checks' }
/** What has been opened by checks that ran at once is closed before they run one at a time. */
const closingAfterAllAtOnce = { ...wholeRun, caseName: 'closing before checks run one at a time' }

/** Waits for all of them, also where one throws: a check that is still under way would open sessions that nobody closes. */
async function runSideBySide(
  selected: readonly Selected[],
  concurrency: number,
  runOne: (one: Selected) => Promise<void>,
): Promise<void> {
  const limit = pLimit(concurrency)
  const ordered =
    concurrency === 1 ? selected : selected.toSorted((one, other) => Number(other.check.long) - Number(one.check.long))
  const settled = await Promise.allSettled(ordered.map((one) => limit(runOne, one)))
  for (const one of settled) if (one.status === 'rejected') throw one.reason
}
