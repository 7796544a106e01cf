import type { Document } from '../../src/codegen/document.ts'
import { isJsonObject, type JsonObject } from '../../src/codegen/json-object.ts'

/**
 * The same document in OpenAPI 3.0, for generators that read no other: `type: [X, "null"]` and a union with `null` become `nullable`, and what stands beside a `$ref`
 * is left out, because 3.0 has it ignored. The fragment uses nothing else that 3.0 lacks.
 */
export function toOpenApi30(document: Document): unknown {
  return { ...(converted(document) as JsonObject), openapi: '3.0.3' }
}

function converted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(converted)
  if (!isJsonObject(value)) return value
  if (typeof value.$ref === 'string') return { $ref: value.$ref }
  if (Array.isArray(value.oneOf) && value.oneOf.some(isNull)) throw new Error('write anyOf for a schema or null')
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, converted(member)]))
  return nullableOf(members) ?? members
}

/** A schema that allows `null` beside one other; undefined where it does not. */
function nullableOf({ type, anyOf, ...rest }: JsonObject): JsonObject | undefined {
  if (Array.isArray(type) && type.includes('null')) {
    return { type: onlyOne(type.filter((one) => one !== 'null')), nullable: true, ...rest }
  }
  if (Array.isArray(anyOf) && anyOf.some(isNull)) {
    return { nullable: true, allOf: [onlyOne(anyOf.filter((one) => !isNull(one)))], ...rest }
  }
  return undefined
}

function isNull(schema: unknown): boolean {
  return isJsonObject(schema) && schema.type === 'null'
}

function onlyOne(values: readonly unknown[]): unknown {
  if (values.length !== 1) throw new Error(`OpenAPI 3.0 has no schema for null or one of ${JSON.stringify(values)}`)
  return values[0]
}
