import type { Document } from './document.ts'
import { isJsonObject } from './json-object.ts'
import { refusal } from './lines.ts'
import { resolve } from './pointer.ts'
import { nameOf, refTo } from './schema-names.ts'

/** What the schemas of a document consist of, and what they list. Each place is looked at once. */
export interface SchemaGraph {
  /** The names of the schemas. */
  names: readonly string[]
  /** The places within schemas that references lead to: `Name/properties/member`. */
  inner: readonly string[]
  edges(place: string): Edges
}

/** The graph of a document. */
export function graphOf(document: Document): SchemaGraph {
  const schemas = document.components?.schemas ?? {}
  const known = new Map<string, Edges>()
  return {
    names: Object.keys(schemas),
    inner: innerPlaces(schemas),
    edges(place) {
      const edges = known.get(place) ?? edgesOf(document, place)
      known.set(place, edges)
      return edges
    },
  }
}

/**
 * Refuses schemas that are parts of themselves by `$ref`, `allOf`, `anyOf` or `oneOf`, which say nothing of a value; and lists of themselves that have no name, for which
 * TypeScript has no type. (A property, an additional property and a named list of the same type are none of these.)
 *
 * @throws CodegenError with the file, the line and the schemas of the circle.
 */
export async function refuseCycles({ names, inner, edges }: SchemaGraph, file: string): Promise<void> {
  const refuse = ([first = '', ...others]: readonly string[], what: string, instead: string) => {
    const way = others.length === 0 ? '' : `, by way of ${others.map((one) => JSON.stringify(one)).join(' and ')}`
    const place = ['components', 'schemas', ...first.split('/')]
    return refusal(file, place, `the schema ${JSON.stringify(first)} is a ${what} of itself${way}; ${instead}`)
  }
  const part = circleOf([...names, ...inner], (place) => edges(place).parts)
  if (part !== undefined) throw await refuse(part, 'part', 'write an object or a list between')
  const list = circleOf(inner, (place) => allOf(edges(place)))
  if (list !== undefined) throw await refuse(list, 'list', 'write it as a schema with a name of its own')
}

/** The names of the schemas that are lists of themselves, also by way of others. Each needs a type by a name, of which alone it can consist. */
export function listsOfThemselves({ names, edges }: SchemaGraph): string[] {
  return names.filter((name) => {
    const seen = new Set<string>()
    const pending = allOf(edges(name))
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next === name) return true
      if (!seen.has(next)) pending.push(...allOf(edges(next)))
      seen.add(next)
    }
    return false
  })
}

/** The first circle that is found. @param places schemas by name, `Name/properties/member` within them. */
function circleOf(places: readonly string[], edges: (place: string) => string[]): readonly string[] | undefined {
  const done = new Set<string>()
  for (const place of places) {
    // The way from a place, and of each place on it what is still to be followed.
    const way = new Map<string, string[]>()
    if (!done.has(place)) way.set(place, [...edges(place)])
    for (let at: string | undefined = place; at !== undefined && way.has(at); ) {
      const next = way.get(at)?.shift()
      if (next === undefined) {
        done.add(at)
        way.delete(at)
        at = [...way.keys()].at(-1)
      } else if (way.has(next)) {
        const on = [...way.keys()]
        return on.slice(on.indexOf(next))
      } else if (!done.has(next)) {
        way.set(next, [...edges(next)])
        at = next
      }
    }
  }
  return undefined
}

interface Edges {
  /** What a schema consists of. */
  parts: string[]
  /** What it lists. */
  listed: string[]
}

function allOf({ parts, listed }: Edges): string[] {
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
