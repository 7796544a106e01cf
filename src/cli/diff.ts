import { withoutCommands } from '../report/commands.ts'
import { differenceLines, differenceOf, isUndecidedNow, isWorse } from '../report/difference.ts'
import { outcomeLine } from '../report/headline.ts'
import type { JsonResult } from '../report/json.ts'
import { targetLine } from '../report/wording.ts'
import { exitCodes } from './exit.ts'
import { readResultFile } from './read-result.ts'

/** Runs `vijson diff`: what changed from one JSON report to another. @returns the exit code: 1 where the newer one is worse, 3 where a `must` is no longer decided. @throws UsageError. */
export function diff(older: string, newer: string): number {
  const [before, after] = [readResultFile(older, 'the older result'), readResultFile(newer, 'the newer result')]
  const difference = differenceOf(before, after)
  // What a file says acts on no terminal.
  const lines = [`old: ${summary(before)}`, `new: ${summary(after)}`]
  if (Date.parse(before.run.startedAt) > Date.parse(after.run.startedAt))
    lines.push('note: the old result is later than the new one; the order of the two files may be wrong')
  if (nameOf(before) !== nameOf(after)) lines.push('note: the two results are of different targets')
  for (const line of [...lines, ...differenceLines(difference)]) console.log(withoutCommands(line))
  if (isWorse(difference)) return exitCodes.nonconformant
  return isUndecidedNow(difference) ? exitCodes.inconclusive : exitCodes.conformant
}

function nameOf({ target: { name, url } }: JsonResult): string {
  return name ?? url
}

function summary(result: JsonResult): string {
  return `${targetLine(result)}, ${result.run.startedAt}: ${outcomeLine(result)}`
}
