import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type RequirementResult, requirements, type SuiteResult } from '../conformance/index.ts'
import { isTested } from '../report/headline.ts'
import { writeStateFile } from './state-file.ts'
import { UsageError } from './usage.ts'

/** The file, in the state folder, that keeps for each target which requirements its runs have left to be looked at. */
const fileName = 'last-failed.json'

/** Whether a requirement is to be tested again: it is not met, or could not be decided. */
function isOpen({ verdict }: RequirementResult): boolean {
  return verdict === 'fail' || verdict === 'warn' || verdict === 'unreached' || verdict === 'error'
}

/**
 * The requirements that the runs against a target have left to be looked at, by the last run that tested each.
 *
 * @throws UsageError where no run is known, or it left none.
 */
export function lastFailed(folder: string, target: string): string[] {
  const found = read(folder)[target]
  if (found === undefined)
    throw new UsageError('--last-failed: no earlier run against this target is known on this machine')
  const known = found.filter((id) => requirements.some((one) => one.id === id))
  if (known.length === 0)
    throw new UsageError(
      '--last-failed: nothing is left to be tested again: what was tested last of this target was met',
    )
  return known
}

/** Keeps which requirements a run left to be looked at; of those that it did not test, what was known. A run that tested nothing tells nothing. */
export function keepFailed(
  folder: string,
  target: string,
  { requirements: tested }: Pick<SuiteResult, 'requirements'>,
): void {
  if (!tested.some(isTested)) return
  const before = read(folder)
  const untested = (before[target] ?? []).filter((id) => tested.every((one) => one.id !== id))
  const open = [...untested, ...tested.filter(isOpen).map(({ id }) => id)]
  const file = join(folder, fileName)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeStateFile(file, { ...before, [target]: open })
}

/** What the file says; nothing where there is none, or it is not of this program. */
function read(folder: string): Record<string, string[]> {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, fileName), 'utf8'))
    if (typeof value !== 'object' || value === null) return {}
    return Object.fromEntries(
      Object.entries(value).filter(
        (entry): entry is [string, string[]] =>
          Array.isArray(entry[1]) && entry[1].every((id) => typeof id === 'string'),
      ),
    )
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}
