import { constants } from 'node:fs'
import { access, appendFile, mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SuiteResult } from '../conformance/index.ts'
import { type Format, folderFormats, formatNames, formats, isFolderFormat, isFormat } from '../report/formats.ts'
import { destination, fileIdentity } from './file-identity.ts'
import { shownName } from './file-name.ts'
import { UsageError } from './usage.ts'
import { replaceFile } from './write-file.ts'

/** A report to write: `json=result.json`. */
export interface ReportRequest {
  format: Format
  /** A folder, for the formats that are one. */
  file: string
}

/** Where a report is written to the standard output, and everything else to the standard error. */
export const standardOutput = '-'

/** Parses `FORMAT=FILE`. @throws UsageError, without the text. */
export function parseReport(text: string): ReportRequest {
  const [format = '', ...rest] = text.split('=')
  const file = rest.join('=')
  if (!isFormat(format) || file === '') {
    throw new UsageError(`--report must be FORMAT=FILE, with FORMAT one of: ${formatNames.join(', ')}`)
  }
  // Else one file of that name would be written, and the second report would be missing.
  if (formatNames.some((name) => file.includes(`,${name}=`)))
    throw new UsageError('--report must be one FORMAT=FILE; for several reports, give it several times')
  if (isFolderFormat(format) && file === standardOutput)
    throw new UsageError(`--report ${format} writes a folder; name it in place of -`)
  return { format, file }
}

/**
 * Checks, before a run, that its reports can be written after it.
 *
 * @param kept files that the run reads or writes for another purpose: no report may overwrite them.
 * @throws UsageError.
 */
export async function requireWritable(reports: readonly ReportRequest[], kept: readonly string[]): Promise<void> {
  if (reports.filter(({ file }) => file === standardOutput).length > 1)
    throw new UsageError('only one report can be written to the standard output')
  const taken = new Set(kept.map(fileIdentity))
  for (const { format, file } of reports) {
    if (file === standardOutput) continue
    if (isFolderFormat(format)) {
      await requireReportFolder(format, file)
      continue
    }
    const identity = fileIdentity(file)
    if (taken.has(identity)) throw new UsageError(`report ${file} would overwrite another file of this run`)
    taken.add(identity)
    const found = await stat(file).catch(() => undefined)
    if (found?.isDirectory()) throw new UsageError(`cannot write report ${file}: it is a folder`)
    if (found !== undefined) {
      await access(file, constants.W_OK).catch((error: unknown) => {
        throw new UsageError(`cannot write report ${file}: it is read-only`, { cause: error })
      })
    }
    // A device or a pipe is written to as it is; a file is replaced, which its folder has to allow.
    if (found === undefined || found.isFile()) await requireFolder(`report ${format}`, file)
  }
}

/** Checks that a folder of reports can be written to, or made. @throws UsageError. */
async function requireReportFolder(format: Format, folder: string): Promise<void> {
  const found = await stat(folder).catch(() => undefined)
  if (found === undefined) return requireFolder(`report ${format}`, folder)
  if (!found.isDirectory()) throw new UsageError(`cannot write report ${folder}: it is no folder`)
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw new UsageError(`cannot write report ${folder}: the folder is not writable`, { cause: error })
  })
}

/** Checks that the folder of a file, or of the one that a link leads to, exists and can be written to. @throws UsageError. */
export async function requireFolder(what: string, file: string): Promise<void> {
  const folder = dirname(destination(file))
  const found = await stat(folder).catch(() => undefined)
  if (found !== undefined && !found.isDirectory())
    throw new UsageError(`cannot write ${what} ${file}: ${folder} is no folder`)
  await access(folder, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
    const isMissing = error.code === 'ENOENT' || error.code === 'ENOTDIR'
    // A folder that exists can be named, and so can what is in it.
    const [name, why] = isMissing
      ? [shownName(file), 'its folder does not exist']
      : [` ${file}`, `the folder ${folder} is not writable`]
    throw new UsageError(`cannot write ${what}${name}: ${why}`, { cause: error })
  })
}

/**
 * Writes every report; one that fails does not keep the others from being written.
 *
 * @returns the files that were written, and a sentence for each that was not.
 */
export async function writeReports(
  result: SuiteResult,
  reports: readonly ReportRequest[],
): Promise<{ written: string[]; unwritten: string[] }> {
  const endings = await Promise.allSettled(
    reports.map(async ({ format, file }) => {
      if (isFolderFormat(format)) return writeFolder(file, (await folderFormats[format]())(result))
      // The summary of a job is shared with the other commands of its step.
      const { GITHUB_STEP_SUMMARY: summary } = process.env
      const isShared = summary !== undefined && summary !== '' && fileIdentity(file) === fileIdentity(summary)
      const write = await formats[format]()
      if (file === standardOutput) process.stdout.write(write(result))
      else await (isShared ? appendFile : replaceFile)(file, write(result))
    }),
  )
  const unwritten = endings.flatMap((ending, index) =>
    ending.status === 'rejected'
      ? [`cannot write report ${reports[index]?.file}: ${ending.reason?.code ?? ending.reason}`]
      : [],
  )
  const written = reports.flatMap(({ file }, index) => (endings[index]?.status === 'fulfilled' ? [file] : []))
  return { written, unwritten }
}

/** Writes the files of a report into a folder; others that stand there are left alone. */
async function writeFolder(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) await replaceFile(join(folder, name), text)
}
