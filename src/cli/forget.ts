import { plural } from '../report/wording.ts'
import { confirm } from './ask.ts'
import { describeRun } from './earlier-runs.ts'
import { exitCodes } from './exit.ts'
import { leftOpen } from './left-open.ts'
import { type EarlierRun, removeRecord } from './recorded-runs.ts'
import { UsageError } from './usage.ts'

/** Removes the records of runs, once it has told them; the target is not asked, and no session ends. @returns the exit code. @throws UsageError where nobody can be asked. */
export async function forgetRuns(
  runs: readonly EarlierRun[],
  { dryRun = false, yes = false }: { dryRun?: boolean; yes?: boolean },
): Promise<number> {
  for (const run of runs) {
    const elsewhere = run.isElsewhere ? ', which ran on another machine, and may be under way there' : ''
    console.log(`${describeRun(run)}${elsewhere}:`)
    for (const line of leftOpen(run.logins, run.target, 'govc')) console.log(`  ${line}`)
  }
  const what = plural(runs.length, 'run')
  if (dryRun) {
    console.log(`${what} would be forgotten`)
    return exitCodes.inconclusive
  }
  if (!yes && confirm === undefined)
    throw new UsageError(`nobody can be asked here whether ${what} should be forgotten: give --yes`)
  const answer = yes ? 'yes' : await confirm?.(`forget ${what}, and leave open what may be open?`)
  if (answer !== 'yes') {
    console.log('nothing was forgotten')
    return answer === 'interrupted' ? exitCodes.interrupted : exitCodes.inconclusive
  }
  for (const run of runs) removeRecord(run)
  console.log(`${what} forgotten`)
  return exitCodes.conformant
}
