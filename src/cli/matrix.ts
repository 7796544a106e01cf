import { readFile, writeFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { readResult, UnreadableResult } from '../report/json.ts'
import { matrixHtml } from '../report/matrix/html.tsx'
import { matrixMarkdown } from '../report/matrix/markdown.ts'
import { matrixOf, type NamedResult } from '../report/matrix/matrix.ts'
import { plural } from '../report/wording.ts'
import { requireFolder } from './reports.ts'
import { UsageError } from './usage.ts'

/** Runs `vijson matrix`. @returns the exit code. @throws UsageError. */
export async function matrix(files: readonly string[], { out }: { out: string }): Promise<number> {
  const format = out.endsWith('.html') ? matrixHtml : out.endsWith('.md') ? matrixMarkdown : undefined
  if (format === undefined) throw new UsageError(`--out must name a file that ends with .html or .md; ${out} does not`)
  await requireFolder('matrix', out)
  const results = await Promise.all(files.map(readNamedResult))
  const made = matrixOf(results)
  await writeFile(out, format(made))
  console.log(
    `${out}: ${plural(made.rows.length, 'requirement')}, ${plural(made.columns.length, 'run')}, ${plural(made.changes.length, 'change')}`,
  )
  return 0
}

async function readNamedResult(file: string): Promise<NamedResult> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read result ${file}: ${error.code}`, { cause: error })
  })
  try {
    return { name: basename(file, extname(file)), result: readResult(text) }
  } catch (error) {
    throw error instanceof UnreadableResult ? new UsageError(`${file}: ${error.message}`, { cause: error }) : error
  }
}
