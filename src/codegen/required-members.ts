import { isJsonObject, type JsonObject } from './json-object.ts'
import { isObjectType } from './object-types.ts'
import { nameOf } from './schema-names.ts'

/**
 * A schema in which `required` beside `allOf` names no member of what may be something else than an object, `null` for one: openapi-typescript would ask for keys of that. A
 * part of its own requires them.
 */
export function requiredApart(schema: JsonObject, schemas: JsonObject): JsonObject {
  const { allOf, required } = schema
  if (!Array.isArray(allOf) || !Array.isArray(required)) return schema
  const parts = allOf.flatMap((part) => {
    const base = baseOf(part, schemas)
    if (!isJsonObject(base?.properties) || isObjectType(base, schemas)) return []
    const { type, nullable, properties } = base
    const names = required.filter((name) => typeof name === 'string' && Object.hasOwn(properties, name))
    const members = Object.fromEntries(names.map((name) => [name, properties[name]]))
    const kind = { ...(type === undefined ? {} : { type }), ...(nullable === undefined ? {} : { nullable }) }
    return names.length === 0 ? [] : [{ ...kind, required: names, properties: members }]
  })
  if (parts.length === 0) return schema
  const moved = parts.flatMap((part) => part.required)
  return { ...schema, allOf: [...allOf, ...parts], required: required.filter((name) => !moved.includes(name)) }
}

/** What a reference leads to in the end; undefined of a schema that is none. */
function baseOf(part: unknown, schemas: JsonObject): JsonObject | undefined {
  const name = nameOf(part)
  const base = name === undefined ? undefined : schemas[name]
  if (!isJsonObject(base)) return undefined
  return baseOf(base, schemas) ?? base
}
