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

/** Parses `FORMAT=FILE`. */
export function parseReport(text: string): ReportRequest {
  const [format = '', ...rest] = text.split('=')
  const file = rest.join('=')
  if (!isFormat(format) || file === '') {
    throw new InvalidArgumentError(`It must be FORMAT=FILE, with FORMAT one of: ${Object.keys(formats).join(', ')}.`)
  }
  return { format, file }
}

/**
 * Checks, before a run, that its reports can be written after it.
 *
 * @param kept files that the run reads or writes for another purpose: no report may overwrite them.
 * @throws UsageError.
 */
export async function requireWritable(reports: readonly ReportRequest[], kept: readonly string[]): Promise<void> {
  const taken = new Set(kept.map((file) => resolve(file)))
  for (const { file } of reports) {
    if (taken.has(resolve(file))) throw new UsageError(`report ${file} would overwrite another file of this run`)
    taken.add(resolve(file))
    const found = await stat(file).catch(() => undefined)
    if (found?.isDirectory()) throw new UsageError(`cannot write report ${file}: it is a folder`)
    if (found !== undefined) {
      await access(file, constants.W_OK).catch((error: unknown) => {
        throw new UsageError(`cannot write report ${file}: it is read-only`, { cause: error })
      })
    }
    await requireFolder('report', file)
  }
}

/** Checks that the folder of a file exists and can be written to. @throws UsageError. */
export async function requireFolder(what: string, file: string): Promise<void> {
  await access(dirname(file), constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'does not exist' : 'is not writable'
    throw new UsageError(`cannot write ${what} ${file}: the folder ${dirname(file)} ${why}`, { cause: error })
  })
}

/**
 * Writes every report; one that fails does not keep the others from being written.
 *
 * @returns a sentence for each that failed.
 */
export async function writeReports(result: SuiteResult, reports: readonly ReportRequest[]): Promise<string[]> {
  const endings = await Promise.allSettled(
    reports.map(async ({ format, file }) => {
      // The summary of a job is shared with the other commands of its step.
      const isShared = file === process.env.GITHUB_STEP_SUMMARY
      const write = await formats[format]()
      await (isShared ? appendFile : writeFile)(file, write(result))
    }),
  )
  return endings.flatMap((ending, index) =>
    ending.status === 'rejected'
      ? [`cannot write report ${reports[index]?.file}: ${ending.reason?.code ?? ending.reason}`]
      : [],
  )
}
