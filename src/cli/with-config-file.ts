import { existsSync, lstatSync } from 'node:fs'
import type { Command } from 'commander'
import { configuredOptions, usualFile } from './configured.ts'
import { parseReport } from './reports.ts'
import { requirementIds } from './requirement-ids.ts'
import type { TargetFlags } from './settings.ts'
import { UsageError } from './usage.ts'

/** The options of a command, with those of the configuration file that are not given. @throws UsageError. */
export async function withConfigFile<Flags extends TargetFlags>(flags: Flags, command: Command): Promise<Flags> {
  const name = flags.config ?? fileHere()
  if (name === undefined) return flags
  // Loaded here: most runs have none.
  const { readConfig } = await import('./config-file.ts')
  const file = readConfig(name)
  const isGiven = (name: string) => command.getOptionValueSource(name) === 'cli'
  const { report, only, ...others } = configuredOptions(file, isGiven)
  const isOption = (name: string) => command.options.some((option) => option.attributeName() === name)
  const known = Object.fromEntries(Object.entries(others).filter(([name]) => isOption(name)))
  return {
    ...flags,
    ...known,
    ...(Array.isArray(report) && isOption('report')
      ? { report: report.map((text) => inFile(name, 'report', () => parseReport(text))) }
      : {}),
    ...(Array.isArray(only) && isOption('only') && !isGiven('lastFailed')
      ? { only: only.flatMap((text) => inFile(name, 'only', () => requirementIds(text))) }
      : {}),
    fromFile: file,
  }
}

/** Reads a value of a file. @throws UsageError that names the file and the member, where the sentence of the option names the option. */
function inFile<Value>(file: string, member: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new UsageError(`${file}: ${error.message.replace(`--${member}`, member)}`, { cause: error })
  }
}

/** The file that stands in the current folder; undefined where there is none. @throws UsageError for a link that leads nowhere: options were meant to be read. */
function fileHere(): string | undefined {
  if (existsSync(usualFile)) return usualFile
  if (lstatSync(usualFile, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new UsageError(`${usualFile} is a symbolic link that leads nowhere; mend it, or remove it`)
  return undefined
}
