import { isJsonObject, type JsonObject } from './json-object.ts'
import { nameOf } from './schema-names.ts'

/** The values of `_typeName` that the `discriminator.mapping` of any schema of a tree gives to schemas, by their names. */
export function mappedNames(
  schemas: Readonly<Record<string, unknown>>,
  tree: Iterable<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const mapped = new Map<string, Set<string>>()
  for (const [value, target] of [...tree].flatMap((one) => mappingOf(schemas[one]))) {
    // Mappings name a schema or refer to it.
    const name = nameOf({ $ref: target }) ?? target
    mapped.set(name, (mapped.get(name) ?? new Set()).add(value))
  }
  return mapped
}

/**
 * The values of `_typeName` that a schema of a tree has on the wire: those that are mapped to it; else those that the schema itself allows and that are not of its subtypes;
 * else its name.
 */
export function wireNamesOf(
  name: string,
  schemas: Readonly<Record<string, unknown>>,
  mapped: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const values = mapped.get(name)
  if (values !== undefined) return [...values]
  const own = pinsOf(schemas[name])
  return own.length === 0 || own.includes(name) ? [name] : own
}

/** A schema that does not say itself what its `_typeName` is, so that subtypes can say it. */
export function withoutPin<Value>(schema: Value): Value {
  if (!isJsonObject(schema) || !isJsonObject(schema.properties) || pinsOf(schema).length === 0) return schema
  const { enum: _enum, const: _const, ...typeName } = schema.properties._typeName as JsonObject // It has a pin.
  return { ...schema, properties: { ...schema.properties, _typeName: { ...typeName, type: 'string' } } }
}

function mappingOf(schema: unknown): [value: string, target: string][] {
  const discriminator = isJsonObject(schema) ? schema.discriminator : undefined
  if (!isJsonObject(discriminator) || discriminator.propertyName !== '_typeName') return []
  const mapping = isJsonObject(discriminator.mapping) ? discriminator.mapping : {}
  return Object.entries(mapping).flatMap(([value, target]) => (typeof target === 'string' ? [[value, target]] : []))
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
