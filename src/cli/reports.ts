import { constants } from 'node:fs'
import { access, appendFile, stat, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { SuiteResult } from '../conformance/index.ts'
import { type Format, formats, isFormat } from '../report/formats.ts'
import { UsageError } from './usage.ts'

/** A report to write: `json=result.json`. */
export interface ReportRequest {
  format: Format
  file: string
}

/** Reads `FORMAT=FILE`. */
export function parseReport(text: string): ReportRequest {
  const [format = '', ...rest] = text.split('=')
  const file = rest.join('=')
  if (!isFormat(format) || file === '') {
    throw new InvalidArgumentError(`It takes FORMAT=FILE, with FORMAT one of: ${Object.keys(formats).join(', ')}.`)
  }
  return { format, file }
}

/**
 * Makes sure, before a run, that its reports can be written after it.
 *
 * @param kept files that are read, or written for something else: no report may take their place.
 * @throws UsageError.
 */
export async function requireWritable(reports: readonly ReportRequest[], kept: readonly string[]): Promise<void> {
  const taken = new Set(kept.map((file) => resolve(file)))
  for (const { file } of reports) {
    if (taken.has(resolve(file)))
      throw new UsageError(`the report ${file} would take the place of another file of this run`)
    taken.add(resolve(file))
    const found = await stat(file).catch(() => undefined)
    if (found?.isDirectory()) throw new UsageError(`the report ${file} cannot be written: it is a folder`)
    if (found !== undefined) {
      await access(file, constants.W_OK).catch((error: unknown) => {
        throw new UsageError(`the report ${file} cannot be written: it is read-only`, { cause: error })
      })
    }
    await requireFolder('the report', file)
  }
}

/** Makes sure that a file can be written where it is wanted. @throws UsageError. */
export async function requireFolder(what: string, file: string): Promise<void> {
  await access(dirname(file), constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'does not exist' : 'is not writable'
    throw new UsageError(`${what} ${file} cannot be written: ${dirname(file)} ${why}`, { cause: error })
  })
}

/**
 * Writes every report that can be written: what goes wrong with one loses none of the others.
 *
 * @returns for each that could not be, a sentence.
 */
export async function writeReports(result: SuiteResult, reports: readonly ReportRequest[]): Promise<string[]> {
  const endings = await Promise.allSettled(
    reports.map(async ({ format, file }) => {
      // What other commands of the same step have said stays.
      const isShared = file === process.env.GITHUB_STEP_SUMMARY
      const write = await formats[format]()
      await (isShared ? appendFile : writeFile)(file, write(result))
    }),
  )
  return endings.flatMap((ending, index) =>
    ending.status === 'rejected'
      ? [`the report ${reports[index]?.file} could not be written: ${ending.reason?.code ?? ending.reason}`]
      : [],
  )
}
