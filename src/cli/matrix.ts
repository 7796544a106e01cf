import { statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { matrixHtml } from '../report/matrix/html.tsx'
import { matrixMarkdown } from '../report/matrix/markdown.ts'
import { matrixOf, matrixTitle, type NamedResult } from '../report/matrix/matrix.ts'
import { plural } from '../report/wording.ts'
import { fileIdentity } from './file-identity.ts'
import { readRegularFile, sizes } from './read-file.ts'
import { readResultFile } from './read-result.ts'
import { requireFolder } from './reports.ts'
import { UsageError } from './usage.ts'
import { replaceFile } from './write-file.ts'

/** Runs `vijson matrix`. @returns the exit code. @throws UsageError. */
export async function matrix(files: readonly string[], { out }: { out: string }): Promise<number> {
  const format = out.endsWith('.html') ? matrixHtml : out.endsWith('.md') ? matrixMarkdown : undefined
  if (format === undefined) throw new UsageError(`--out must name a file that ends with .html or .md`)
  await requireFolder('matrix', out)
  const twice = files.find((file, index) => files.map(fileIdentity).indexOf(fileIdentity(file)) < index)
  if (twice !== undefined) throw new UsageError(`${twice} is given twice; name each result once`)
  if (files.map(fileIdentity).includes(fileIdentity(out))) throw new UsageError(`--out ${out} would overwrite a result`)
  requireMatrixOrNone(out)
  const results = files.map(readNamedResult)
  const made = matrixOf(results)
  await replaceFile(out, format(made)).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot write matrix ${out}: ${error.code}`, { cause: error })
  })
  console.log(
    `${out}: ${plural(made.rows.length, 'requirement')}, ${plural(made.columns.length, 'run')}, ${plural(made.changes.length, 'change')}`,
  )
  if (made.note !== '') console.log(made.note)
  return 0
}

/** A matrix is written anew; any other file is somebody's report. @throws UsageError. */
function requireMatrixOrNone(out: string): void {
  if (statSync(out, { throwIfNoEntry: false })?.isFile() !== true) return
  if (!readRegularFile(out, 'the file of --out', sizes.other).includes(matrixTitle))
    throw new UsageError(`--out ${out} is there already, and is no matrix; name another file`)
}

function readNamedResult(file: string, index: number): NamedResult {
  return { name: basename(file, extname(file)), result: readResultFile(file, `result ${index + 1}`) }
}
