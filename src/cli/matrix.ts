import { basename, extname } from 'node:path'
import { matrixHtml } from '../report/matrix/html.tsx'
import { matrixMarkdown } from '../report/matrix/markdown.ts'
import { matrixOf, type NamedResult } from '../report/matrix/matrix.ts'
import { plural } from '../report/wording.ts'
import { fileIdentity } from './file-identity.ts'
import { readResultFile } from './read-result.ts'
import { requireFolder } from './reports.ts'
import { UsageError } from './usage.ts'
import { replaceFile } from './write-file.ts'

/** Runs `vijson matrix`. @returns the exit code. @throws UsageError. */
export async function matrix(files: readonly string[], { out }: { out: string }): Promise<number> {
  const format = out.endsWith('.html') ? matrixHtml : out.endsWith('.md') ? matrixMarkdown : undefined
  if (format === undefined) throw new UsageError(`--out must name a file that ends with .html or .md`)
  await requireFolder('matrix', out)
  if (files.map(fileIdentity).includes(fileIdentity(out))) throw new UsageError(`--out ${out} would overwrite a result`)
  const results = files.map(readNamedResult)
  const made = matrixOf(results)
  await replaceFile(out, format(made)).catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot write matrix ${out}: ${error.code}`, { cause: error })
  })
  console.log(
    `${out}: ${plural(made.rows.length, 'requirement')}, ${plural(made.columns.length, 'run')}, ${plural(made.changes.length, 'change')}`,
  )
  return 0
}

function readNamedResult(file: string, index: number): NamedResult {
  return { name: basename(file, extname(file)), result: readResultFile(file, `result ${index + 1}`) }
}
