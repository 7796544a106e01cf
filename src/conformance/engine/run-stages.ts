import pLimit from 'p-limit'
import { allSettled } from '../context/all-settled.ts'
import type { RunContext } from '../context/run-context.ts'
import { isTargetError } from '../errors/verdict-error.ts'
import { wholeRun } from '../transport/exchange.ts'
import type { Again } from './again.ts'
import { endLostLogins } from './end-lost-logins.ts'
import { setApartOtherCauses } from './other-causes.ts'
import { recheck } from './recheck.ts'
import { rerunAlone } from './rerun-alone.ts'
import { rerunWithinLimit } from './rerun-within-limit.ts'
import { runDisruptive } from './run-disruptive.ts'
import { isClonesCheck, type Selected } from './selection.ts'
import type { Staged } from './staged.ts'
import type { Stages } from './stages.ts'

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

/** Begins what many checks need, while there are logins left for it. What cannot be begun is missed by the checks that need it, which say so. */
async function openShared({ accounts, clones, bystanders }: RunContext): Promise<void> {
  const needed = [accounts.controller, accounts.limited].flatMap((account) =>
    account === undefined ? [] : [clones.parentOf(account)],
  )
  for (const one of await Promise.allSettled([...needed, bystanders?.current()]))
    if (one.status === 'rejected' && !isTargetError(one.reason)) throw one.reason
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
    await endLostLogins(run)
  }
}

/** Waits for all of them, also where one throws: a check that is still under way would open sessions that nobody closes. */
async function runSideBySide(
  selected: readonly Selected[],
  concurrency: number,
  runOne: (one: Selected) => Promise<void>,
): Promise<void> {
  const limit = pLimit(concurrency)
  await allSettled(selected.map((one) => limit(runOne, one)))
}
