import { lstat } from 'node:fs/promises'
import {
  ConfigurationError,
  type Deviation,
  isUnmet,
  proposedDeviations,
  readDeviations,
  type SuiteResult,
} from '../conformance/index.ts'
import { readRegularFile, sizes } from './read-file.ts'
import { requireFolder } from './reports.ts'
import { reading, UsageError } from './usage.ts'
import { createFile } from './write-file.ts'

/** Reads the deviations that a file declares. @throws UsageError. */
export function readDeclared(file: string): Deviation[] {
  return reading('--deviations', () => {
    const text = readRegularFile(file, 'deviations file', sizes.other)
    try {
      return readDeviations(text, file)
    } catch (error) {
      throw error instanceof ConfigurationError ? new UsageError(error.message, { cause: error }) : error
    }
  })
}

/** Refuses a file that exists: it may have been filled in. @throws UsageError. */
export async function requireNew(file: string): Promise<void> {
  // Also a link that leads nowhere: what it is for is not known.
  if ((await lstat(file).catch(() => undefined)) !== undefined)
    throw new UsageError(`${file} exists already; --write-deviations needs a new file`)
  await requireFolder('proposal', file)
}

/** @returns whether it could be written, where there is something to propose. */
export async function writeProposal(result: SuiteResult, file: string): Promise<boolean> {
  if (result.problem !== undefined) {
    console.error('nothing was tested, so no proposed deviations are written')
    return true
  }
  if (!result.requirements.some(isUnmet)) {
    console.error('no undeclared requirement is unmet, so no proposed deviations are written')
    return true
  }
  try {
    await createFile(file, proposedDeviations(result))
  } catch (error) {
    console.error(`error: cannot write proposal ${file}: ${(error as NodeJS.ErrnoException).code}`)
    return false
  }
  console.error(`proposed deviations written to ${file}; fill in reason, link and owner before using it`)
  return true
}
