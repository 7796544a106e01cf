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

/** The deviations that a file declares. @throws UsageError. */
export function readDeclared(file: string): Deviation[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`the deviations ${file} could not be read: ${(error as NodeJS.ErrnoException).code}`, {
      cause: error,
    })
  }
  try {
    return readDeviations(text, file)
  } catch (error) {
    throw error instanceof ConfigurationError ? new UsageError(error.message, { cause: error }) : error
  }
}

/** What somebody has filled in is not written over. @throws UsageError. */
export async function requireNew(file: string): Promise<void> {
  if ((await stat(file).catch(() => undefined)) !== undefined)
    throw new UsageError(`${file} exists already; --write-deviations writes to a new file`)
  await requireFolder('the proposal', file)
}

export async function writeProposal(result: SuiteResult, file: string): Promise<void> {
  if (result.problem !== undefined) {
    console.error(`nothing was judged: ${file} is not written`)
    return
  }
  if (!result.requirements.some(isUnmet)) {
    console.error(`nothing departs that is not declared: ${file} is not written`)
    return
  }
  await writeFile(file, proposedDeviations(result), { flag: 'wx' })
  console.error(`proposed deviations are in ${file}: fill in reason, link and owner before you use it`)
}
