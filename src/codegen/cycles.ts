import type { Document } from './document.ts'
import { isJsonObject } from './json-object.ts'
import { refusal } from './lines.ts'
import { nameOf } from './schema-names.ts'

/**
 * Refuses schemas that are parts of themselves by `$ref`, `allOf`, `anyOf`, `oneOf` or as items of a list, for which TypeScript has no type in an interface of all schemas.
 * (A property of the same type is none of these.)
 *
 * @throws CodegenError with the file, the line and the schemas of the circle.
 */
export async function refuseCycles({ components }: Document, file: string): Promise<void> {
  const schemas: Record<string, unknown> = components?.schemas ?? {}
  const done = new Set<string>()
  for (const name of Object.keys(schemas)) {
    const [first, ...others] = circleFrom(name, schemas, done, []) ?? []
    if (first === undefined) continue
    const way = others.length === 0 ? '' : `, by way of ${others.map((one) => JSON.stringify(one)).join(' and ')}`
    throw await refusal(
      file,
      ['components', 'schemas', first],
      `the schema ${JSON.stringify(first)} is a part of itself, or a list of itself${way}; write an object between`,
    )
  }
}

function circleFrom(
  name: string,
  schemas: Record<string, unknown>,
  done: Set<string>,
  way: readonly string[],
): readonly string[] | undefined {
  if (way.includes(name)) return way.slice(way.indexOf(name))
  if (done.has(name) || !Object.hasOwn(schemas, name)) return undefined
  for (const part of partsOf(schemas[name])) {
    const circle = circleFrom(part, schemas, done, [...way, name])
    if (circle !== undefined) return circle
  }
  done.add(name)
  return undefined
}

/** The names of the schemas of which a schema consists. */
function partsOf(schema: unknown): string[] {
  if (!isJsonObject(schema)) return []
  const name = nameOf(schema)
  const { allOf, anyOf, oneOf, items, prefixItems } = schema
  const parts = [allOf, anyOf, oneOf, items, prefixItems].flat()
  return [...(name === undefined ? [] : [name]), ...parts.flatMap(partsOf)]
}
