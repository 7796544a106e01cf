import { basename } from 'node:path'
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { CodegenError } from './codegen-error.ts'
import { sourceText } from './source-text.ts'

/**
 * The error that refuses what stands at a place of a file: `openapi.yaml:5: GET "/a" has no operationId`.
 *
 * @param sentence what is wrong, without the file.
 */
export async function refusal(file: string, place: readonly string[], sentence: string): Promise<CodegenError> {
  const line = lineOf(await sourceText(file), place)
  return new CodegenError(`${basename(file)}${line === undefined ? '' : `:${line}`}: ${sentence}`)
}

/**
 * The line of a place in a YAML or JSON text, from 1: where it stands behind a reference, that of the last part which stands in the text. Parsed only when something is
 * wrong: of a long text, it takes seconds.
 */
function lineOf(text: string, place: readonly string[]): number | undefined {
  const lineCounter = new LineCounter()
  let node: unknown = parseDocument(text, { lineCounter, logLevel: 'silent' }).contents
  let offset: number | undefined
  for (const name of place) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === name) : undefined
    if (pair === undefined || !isScalar(pair.key)) break
    offset = pair.key.range?.[0]
    node = pair.value
  }
  return offset === undefined ? undefined : lineCounter.linePos(offset).line
}
