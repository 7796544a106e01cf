import type { Command } from 'commander'
import { UsageError } from './usage.ts'

/** The options that may be given several times. */
const repeatable = ['--only', '--report', '--cors']

/** Refuses an option with a value that is given twice: of two targets, commander would take the last, and the password would go there. */
export function refuseRepeated({ commands }: Command): void {
  for (const command of commands)
    for (const { long, required, optional } of command.options) {
      if (!(required || optional) || long === undefined || long === null || repeatable.includes(long)) continue
      let isGiven = false
      command.on(`option:${long.slice(2)}`, () => {
        if (isGiven) throw new UsageError(`${long} is given twice; give it once`)
        isGiven = true
      })
    }
}
