import { wholeRun } from '../transport/exchange.ts'
import { isUnmet } from '../types.ts'
import type { Again } from './again.ts'
import { endLostLogins } from './end-lost-logins.ts'
import { recheck } from './recheck.ts'
import type { Selected } from './selection.ts'
import type { Staged } from './staged.ts'

/**
 * Runs disruptive checks, when the sessions of the others are closed. One at a time, unless all are met when they run at once: what a defective server does in answer to one of them must
 * not be attributed to another.
 */
export async function runDisruptive(again: Again, disruptive: readonly Selected[], staged: Staged): Promise<void> {
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
  // One of them may have ended the sessions from which the others clone theirs.
  run.loginQueue.reopen()
  await recheck(run, [], checked, closingAfterAllAtOnce)
  return false
}

/** A case of its own: a recorded run that is judged again must not take its requests for those of the other recheck. */
const recheckOfDisruptive = { ...wholeRun, caseName: 'recheck of the disruptive checks' }
/** What has been opened by checks that ran at once is closed before they run one at a time. */
const closingAfterAllAtOnce = { ...wholeRun, caseName: 'closing before checks run one at a time' }
