import { constants } from 'node:fs'
import { access, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
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

/** Makes sure, before a run, that its reports can be written after it. @throws UsageError. */
export async function requireWritable(reports: readonly ReportRequest[]): Promise<void> {
  for (const { file } of reports) {
    if ((await stat(file).catch(() => undefined))?.isDirectory())
      throw new UsageError(`the report ${file} cannot be written: it is a folder`)
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

export async function writeReports(result: SuiteResult, reports: readonly ReportRequest[]): Promise<void> {
  for (const { format, file } of reports) await writeFile(file, formats[format](result))
}
