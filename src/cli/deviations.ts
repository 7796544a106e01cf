import { readFileSync } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import {
  ConfigurationError,
  type Deviation,
  isUnmet,
  proposedDeviations,
  readDeviations,
  type SuiteResult,
} from '../conformance/index.ts'
import { requireFolder } from './reports.ts'
import { UsageError } from './usage.ts'

/** Reads the deviations that a file declares. @throws UsageError. */
export function readDeclared(file: string): Deviation[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read deviations file ${file}: ${(error as NodeJS.ErrnoException).code}`, {
      cause: error,
    })
  }
  try {
    return readDeviations(text, file)
  } catch (error) {
    throw error instanceof ConfigurationError ? new UsageError(error.message, { cause: error }) : error
  }
}

/** Refuses a file that exists: it may have been filled in. @throws UsageError. */
export async function requireNew(file: string): Promise<void> {
  if ((await stat(file).catch(() => undefined)) !== undefined)
    throw new UsageError(`${file} exists already; --write-deviations needs a new file`)
  await requireFolder('proposal', file)
}

export async function writeProposal(result: SuiteResult, file: string): Promise<void> {
  if (result.problem !== undefined) {
    console.error(`nothing was tested, so ${file} is not written`)
    return
  }
  if (!result.requirements.some(isUnmet)) {
    console.error(`no undeclared requirement is unmet, so ${file} is not written`)
    return
  }
  try {
    await writeFile(file, proposedDeviations(result), { flag: 'wx' })
  } catch (error) {
    console.error(`error: cannot write proposal ${file}: ${(error as NodeJS.ErrnoException).code}`)
    return
  }
  console.error(`proposed deviations written to ${file}; fill in reason, link and owner before using it`)
}
