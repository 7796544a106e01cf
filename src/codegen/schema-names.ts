import { isJsonObject, type JsonObject } from './json-object.ts'

const prefix = '#/components/schemas/'

/** The name of the schema that a reference leads to; undefined where it is none, or leads elsewhere. */
export function nameOf(value: unknown): string | undefined {
  const ref = isJsonObject(value) ? value.$ref : undefined
  return typeof ref === 'string' && ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined
}

/** A reference to a schema by its name. */
export function refTo(name: string): JsonObject {
  return { $ref: `${prefix}${name}` }
}
