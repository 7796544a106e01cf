import type { Document } from './document.ts'
import { isJsonObject } from './json-object.ts'
import { refusal } from './lines.ts'
import { resolve } from './pointer.ts'
import { nameOf, refTo } from './schema-names.ts'

/**
 * Refuses schemas that are parts of themselves by `$ref`, `allOf`, `anyOf` or `oneOf`, which say nothing of a value; and lists of themselves that have no name, for which
 * TypeScript has no type. (A property, an additional property and a named list of the same type are none of these.)
 *
 * @throws CodegenError with the file, the line and the schemas of the circle.
 */
export async function refuseCycles(document: Document, file: string): Promise<void> {
  const schemas = document.components?.schemas ?? {}
  const refuse = ([first = '', ...others]: readonly string[], what: string, instead: string) => {
    const way = others.length === 0 ? '' : `, by way of ${others.map((one) => JSON.stringify(one)).join(' and ')}`
    const place = ['components', 'schemas', ...first.split('/')]
    return refusal(file, place, `the schema ${JSON.stringify(first)} is a ${what} of itself${way}; ${instead}`)
  }
  const inner = innerPlaces(schemas)
  const part = circleOf([...Object.keys(schemas), ...inner], (place) => edgesOf(document, place).parts)
  if (part !== undefined) throw await refuse(part, 'part', 'write an object or a list between')
  const list = circleOf(inner, (place) => allEdges(document, place))
  if (list !== undefined) throw await refuse(list, 'list', 'write it as a schema with a name of its own')
}

/** The names of the schemas that are lists of themselves, also by way of others. Each needs a type by a name, of which alone it can consist. */
export function listsOfThemselves(document: Document): string[] {
  return Object.keys(document.components?.schemas ?? {}).filter((name) => {
    const seen = new Set<string>()
    const pending = allEdges(document, name)
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next === name) return true
      if (!seen.has(next)) pending.push(...allEdges(document, next))
      seen.add(next)
    }
    return false
  })
}

/** The first circle that is found. @param places schemas by name, `Name/properties/member` within them. */
function circleOf(places: readonly string[], edges: (place: string) => string[]): readonly string[] | undefined {
  const done = new Set<string>()
  function circleFrom(place: string, way: readonly string[]): readonly string[] | undefined {
    if (way.includes(place)) return way.slice(way.indexOf(place))
    if (done.has(place)) return undefined
    for (const next of edges(place)) {
      const circle = circleFrom(next, [...way, place])
      if (circle !== undefined) return circle
    }
    done.add(place)
    return undefined
  }
  for (const place of places) {
    const circle = circleFrom(place, [])
    if (circle !== undefined) return circle
  }
  return undefined
}

interface Edges {
  /** What a schema consists of. */
  parts: string[]
  /** What it lists. */
  listed: string[]
}

function allEdges(document: Document, place: string): string[] {
  const { parts, listed } = edgesOf(document, place)
  return [...parts, ...listed]
}

function edgesOf(document: Document, place: string): Edges {
  const schemas = document.components?.schemas ?? {}
  if (!place.includes('/')) return edgesWithin(Object.hasOwn(schemas, place) ? schemas[place] : undefined)
  // A reference within a schema is followed to its end. The document is valid: what has no end is a circle.
  const found = resolve(document, refTo(place))
  return found.kind === 'found' ? edgesWithin(found.value) : { parts: [place], listed: [] }
}

function edgesWithin(schema: unknown): Edges {
  if (!isJsonObject(schema)) return { parts: [], listed: [] }
  const { type, allOf, anyOf, oneOf, items, prefixItems } = schema
  const place = nameOf(schema)
  if (place !== undefined) return { parts: [place], listed: [] }
  const parts = [allOf, anyOf, oneOf].flat().map(edgesWithin)
  const isList = type === 'array' || (Array.isArray(type) && type.includes('array'))
  const members = isList ? [items, prefixItems].flat().map(edgesWithin) : []
  return {
    parts: parts.flatMap((one) => one.parts),
    listed: [...parts.flatMap(({ listed }) => listed), ...members.flatMap((one) => [...one.parts, ...one.listed])],
  }
}

/** The places within schemas that references lead to. */
function innerPlaces(schemas: object): string[] {
  const places = new Set<string>()
  const pending: unknown[] = [schemas]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== 'object' || node === null) continue
    const place = nameOf(node)
    if (place?.includes('/')) places.add(place)
    for (const member of Object.values(node)) if (typeof member === 'object') pending.push(member)
  }
  return [...places]
}
