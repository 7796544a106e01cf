import { existsSync, lstatSync } from 'node:fs'
import type { Command } from 'commander'
import { configuredOptions, heldMembers, usualFile } from './configured.ts'
import { parseReport } from './reports.ts'
import { requirementIds } from './requirement-ids.ts'
import type { TargetFlags } from './settings.ts'
import { UsageError } from './usage.ts'

/** Does what a command does, with the options of the configuration file that are not given. @throws UsageError: about what the file says, it names the file and the member. */
export async function actWithConfigFile<Flags extends TargetFlags, Value>(
  flags: Flags,
  command: Command,
  act: (flags: Flags) => Promise<Value>,
): Promise<Value> {
  const all = await withConfigFile(flags, command)
  return act(all).catch((error: unknown) => {
    const { fromFile } = all
    if (!(error instanceof UsageError) || fromFile === undefined) throw error
    const held = heldMembers(fromFile, process.env, (name) => command.getOptionValueSource(name) === 'cli')
    throw new UsageError(namingMembers(error, flags.config ?? usualFile, held), { cause: error })
  })
}

/** The sentence of an error, with the members of a file in place of the options and variables that say the same. */
function namingMembers({ message, about = '' }: UsageError, file: string, held: ReadonlyMap<string, string>): string {
  const [first = ''] = name.exec(message) ?? []
  const isAboutIt = held.has(first) && message.startsWith(first)
  const named = message.replaceAll(new RegExp(name, 'g'), (given) => {
    const member = held.get(given)
    return member === undefined ? given : isAboutIt ? member : `${member} in ${file}`
  })
  if (isAboutIt) return `${file}: ${named}`
  return held.has(about) && named === message ? `${file}: ${held.get(about)}: ${named}` : named
}

/** The name of an option or a variable in a sentence. */
const name = /(?<![\w-])(--[a-z]+(-[a-z]+)*|VIJSON_[A-Z_]+)(?![\w-])/

async function withConfigFile<Flags extends TargetFlags>(flags: Flags, command: Command): Promise<Flags> {
  const from = flags.config ?? fileHere()
  if (from === undefined) return flags
  // Loaded here: most runs have none.
  const { readConfig } = await import('./config-file.ts')
  const file = readConfig(from)
  const isGiven = (name: string) => command.getOptionValueSource(name) === 'cli'
  const { report, only, ...others } = configuredOptions(file, isGiven)
  const isOption = (name: string) => command.options.some((option) => option.attributeName() === name)
  const known = Object.fromEntries(Object.entries(others).filter(([name]) => isOption(name)))
  return {
    ...flags,
    ...known,
    ...(Array.isArray(report) && isOption('report')
      ? { report: report.map((text) => inFile(from, 'report', () => parseReport(text))) }
      : {}),
    ...(Array.isArray(only) && isOption('only') && !isGiven('lastFailed')
      ? { only: only.flatMap((text) => inFile(from, 'only', () => requirementIds(text))) }
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
    throw new UsageError(namingMembers(error, file, new Map([[`--${member}`, member]])), { cause: error })
  }
}

/** The file that stands in the current folder; undefined where there is none. @throws UsageError for a link that leads nowhere: options were meant to be read. */
function fileHere(): string | undefined {
  if (existsSync(usualFile)) return usualFile
  if (lstatSync(usualFile, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new UsageError(`${usualFile} is a symbolic link that leads nowhere; mend it, or remove it`)
  return undefined
}
