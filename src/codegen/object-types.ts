import { isJsonObject, type JsonObject } from './json-object.ts'
import { nameOf } from './schema-names.ts'

/**
 * Whether the type of a schema is an object with known members, or an intersection of such: what an interface can extend. Not so are unions, what may be `null`, scalars, lists,
 * maps of a type, and an intersection that no value has.
 *
 * @param schemas those that references lead to.
 */
export function isObjectType(schema: unknown, schemas: JsonObject): boolean {
  const parts = objectParts(schema, schemas)
  if (parts === undefined || parts.length === 0) return false
  const declared = new Map<string, JsonObject[]>()
  for (const { properties } of parts) {
    for (const [name, property] of Object.entries(isJsonObject(properties) ? properties : {}))
      declared.set(name, [...(declared.get(name) ?? []), followed(property, schemas)])
  }
  return [...declared.values()].every((declarations) => declarations.length === 1 || canAgree(declarations))
}

/** The schemas of objects of which it is the intersection; undefined where it is something else. None: it says nothing. */
function objectParts(schema: unknown, schemas: JsonObject, way: readonly string[] = []): JsonObject[] | undefined {
  if (schema === true) return []
  if (!isJsonObject(schema)) return undefined
  if (typeof schema.$ref === 'string') {
    const name = nameOf(schema)
    if (name === undefined || way.includes(name)) return undefined
    return objectParts(schemas[name], schemas, [...way, name])
  }
  const { type, nullable, properties, additionalProperties, allOf = [] } = schema
  const isUnion = ['enum', 'const', 'anyOf', 'oneOf', 'patternProperties'].some((key) => schema[key] !== undefined)
  const isOther = type !== undefined && type !== 'object'
  const isMap = isJsonObject(additionalProperties) && Object.keys(additionalProperties).length > 0
  if (isUnion || isOther || isMap || nullable === true || !Array.isArray(allOf)) return undefined
  const inherited = allOf.map((part) => objectParts(part, schemas, way))
  const own = type === 'object' || properties !== undefined || additionalProperties === true ? [schema] : []
  return inherited.includes(undefined) ? undefined : [...own, ...inherited.flatMap((part) => part ?? [])]
}

/** Whether several declarations of a property leave a value: `string` and `"NotFound"` do, `"A"` and `"B"` may not, and then the whole object has none. */
function canAgree(declarations: readonly JsonObject[]): boolean {
  if (declarations.every((one) => JSON.stringify(one) === JSON.stringify(declarations[0]))) return true
  if (!declarations.some(mayBeLiteral)) return true
  const [literal, ...others] = declarations.filter(mayBeLiteral)
  const values = literal === undefined ? [] : literalsOf(literal)
  const plain = declarations.filter((one) => one !== literal)
  return others.length === 0 && values.length > 0 && plain.every(({ type }) => values.every((one) => isOf(one, type)))
}

function mayBeLiteral(schema: JsonObject): boolean {
  const { type, nullable } = schema
  const isPlain = typeof type === 'string' && !['boolean', 'null'].includes(type) && nullable !== true
  return !isPlain || ['enum', 'const', 'anyOf', 'oneOf', 'allOf'].some((key) => schema[key] !== undefined)
}

function literalsOf({ enum: values, const: only }: JsonObject): unknown[] {
  if (Array.isArray(values)) return values
  return only === undefined ? [] : [only]
}

function isOf(value: unknown, type: unknown): boolean {
  return typeof value === (type === 'integer' ? 'number' : type)
}

function followed(schema: unknown, schemas: JsonObject, steps = 0): JsonObject {
  const name = nameOf(schema)
  if (name !== undefined && steps < 100) return followed(schemas[name], schemas, steps + 1)
  return isJsonObject(schema) ? schema : {}
}
