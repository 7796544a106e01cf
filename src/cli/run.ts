import { CommanderError } from 'commander'
import { commandLineError } from './command-errors.ts'
import { createProgram } from './commands.ts'
import { exitCodes } from './exit.ts'
import { endProcess } from './interruption.ts'
import { watchOutput } from './output.ts'
import { UsageError } from './usage.ts'

const program = createProgram(
  {
    async test(flags) {
      const { test } = await import('./test.ts')
      return test(flags)
    },
    async cleanup(flags) {
      const { cleanup } = await import('./cleanup.ts')
      return cleanup(flags)
    },
    async doctor(flags) {
      const { doctor } = await import('./doctor.ts')
      return doctor(flags)
    },
    async mock(flags) {
      const { mock } = await import('./mock.ts')
      return mock(flags)
    },
    async generate(file, flags) {
      const { writeGenerated } = await import('./generate.ts')
      return writeGenerated(file, flags)
    },
    async matrix(files, flags) {
      const { matrix } = await import('./matrix.ts')
      return matrix(files, flags)
    },
    async specDiff(flags) {
      const { specDiff } = await import('./spec-diff.ts')
      return specDiff(flags)
    },
    async diff(older, newer) {
      const { diff } = await import('./diff.ts')
      return diff(older, newer)
    },
  },
  (code) => {
    process.exitCode = code
  },
)

const output = watchOutput(process.argv.some((argument) => argument === '--json' || argument.endsWith('=-')))

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeFor(error)
}
const code = await output.told(Number(process.exitCode ?? 0))
await endProcess(code, output.isTerminalGone())

/** Commander has printed its help already. */
function exitCodeFor(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    const args = process.argv.slice(2)
    const isAsked = error.code === 'commander.help' && !(args[0] === 'help' && args.length > 1)
    if (!isAsked) console.error(`error: ${commandLineError(error, program, args)}`)
    return exitCodes.usage
  }
  if (error instanceof UsageError) {
    console.error(`error: ${error.message}`)
    return exitCodes.usage
  }
  console.error(`error: internal error of vijson: ${error instanceof Error ? error.message : 'unknown reason'}`)
  return exitCodes.suiteError
}
