import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'

/** The line of a place in a YAML or JSON text, from 1; undefined where it stands elsewhere, behind a reference. Parsed only when something is wrong: of a long text, it takes seconds. */
export function lineOf(text: string, place: readonly string[]): number | undefined {
  const lineCounter = new LineCounter()
  let node: unknown = parseDocument(text, { lineCounter, logLevel: 'silent' }).contents
  let offset: number | undefined
  for (const name of place) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === name) : undefined
    if (pair === undefined || !isScalar(pair.key)) return undefined
    offset = pair.key.range?.[0]
    node = pair.value
  }
  return offset === undefined ? undefined : lineCounter.linePos(offset).line
}
