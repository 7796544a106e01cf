import { readFile, writeFile } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { readResult, UnreadableResult } from '../report/json.ts'
import { matrixHtml } from '../report/matrix/html.tsx'
import { matrixMarkdown } from '../report/matrix/markdown.ts'
import { matrixOf, type NamedResult } from '../report/matrix/matrix.ts'
import { requireFolder } from './reports.ts'
import { UsageError } from './usage.ts'

/** Runs `vijson matrix`. @returns the exit code. @throws UsageError. */
export async function matrix(files: readonly string[], { out }: { out: string }): Promise<number> {
  const written = out.endsWith('.html') ? matrixHtml : out.endsWith('.md') ? matrixMarkdown : undefined
  if (written === undefined)
    throw new UsageError(`--out takes a file whose name ends with .html or .md; ${out} does not`)
  await requireFolder('the matrix', out)
  const results = await Promise.all(files.map(resultIn))
  const made = matrixOf(results)
  await writeFile(out, written(made))
  console.log(`${out}: ${made.rows.length} requirements, ${made.columns.length} runs, ${made.changes.length} changed`)
  return 0
}

async function resultIn(file: string): Promise<NamedResult> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`the result ${file} could not be read: ${error.code}`, { cause: error })
  })
  try {
    return { name: basename(file, extname(file)), result: readResult(text) }
  } catch (error) {
    throw error instanceof UnreadableResult ? new UsageError(`${file}: ${error.message}`, { cause: error }) : error
  }
}
