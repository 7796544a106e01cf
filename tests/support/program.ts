import type { Command } from 'commander'
import { createProgram } from '../../src/cli/commands.ts'

/** The command line, whose commands do nothing. */
export function idleProgram(): Command {
  const unused = async () => 0
  return createProgram(
    {
      test: unused,
      cleanup: unused,
      doctor: unused,
      mock: unused,
      generate: unused,
      matrix: unused,
      diff: unused,
      specDiff: unused,
    },
    () => {},
  )
}
