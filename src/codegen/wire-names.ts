import { isJsonObject, type JsonObject } from './json-object.ts'
import { nameOf } from './schema-names.ts'

/**
 * The values of `_typeName` that a schema of a tree has on the wire: those that a `discriminator.mapping` of the tree gives it; else those that the schema itself allows and
 * that are not of its subtypes; else its name.
 */
export function wireNamesOf(
  name: string,
  schemas: Readonly<Record<string, unknown>>,
  tree: ReadonlyMap<string, unknown>,
): string[] {
  const mapped = [...tree.keys()].flatMap((one) => mappedTo(name, schemas[one]))
  if (mapped.length > 0) return [...new Set(mapped)]
  const own = pinsOf(schemas[name])
  return own.length === 0 || own.includes(name) ? [name] : own
}

/** A schema that does not say itself what its `_typeName` is, so that subtypes can say it. */
export function withoutPin<Value>(schema: Value): Value {
  if (!isJsonObject(schema) || !isJsonObject(schema.properties) || pinsOf(schema).length === 0) return schema
  const { enum: _enum, const: _const, ...typeName } = schema.properties._typeName as JsonObject // It has a pin.
  return { ...schema, properties: { ...schema.properties, _typeName: { ...typeName, type: 'string' } } }
}

/** Mappings name a schema or refer to it. */
function mappedTo(name: string, schema: unknown): string[] {
  const discriminator = isJsonObject(schema) ? schema.discriminator : undefined
  if (!isJsonObject(discriminator) || discriminator.propertyName !== '_typeName') return []
  const mapping = isJsonObject(discriminator.mapping) ? discriminator.mapping : {}
  return Object.entries(mapping).flatMap(([value, target]) =>
    target === name || nameOf({ $ref: target }) === name ? [value] : [],
  )
}

function pinsOf(schema: unknown): string[] {
  if (!isJsonObject(schema)) return []
  const { properties, allOf } = schema
  const typeName = isJsonObject(properties) ? properties._typeName : undefined
  const { enum: values, const: only } = isJsonObject(typeName) ? typeName : {}
  const own = Array.isArray(values) ? values : only === undefined ? [] : [only]
  const parts = Array.isArray(allOf) ? allOf.flatMap(pinsOf) : []
  return [...own, ...parts].filter((value) => typeof value === 'string')
}
