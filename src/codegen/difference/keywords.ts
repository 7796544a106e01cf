import { isJsonObject, type JsonObject } from '../json-object.ts'

/** What says nothing that a client or server could violate: two documents may differ in it. */
const words = ['title', 'summary', 'description', 'example', 'examples', 'externalDocs', 'tags', '$comment']

/** What describes how values are written or read, not which values there are. */
const otherKeywords = ['discriminator', 'xml']

/** All that a comparison leaves out, for those who read its outcome. */
export const notCompared: readonly string[] = [
  ...words,
  ...otherKeywords,
  'extensions (x-…)',
  'parameters in paths',
  'the format password',
  'oneOf or anyOf',
  'info, webhooks, and servers but for the path of the first',
  'what only the published file has: operations, schemas, security schemes',
]

/** Whether a keyword is left out. */
function isNotCompared(keyword: string): boolean {
  return words.includes(keyword) || otherKeywords.includes(keyword) || keyword.startsWith('x-')
}

/** Values that say the same as if the keyword were not there. */
const defaults: Record<string, readonly unknown[]> = {
  deprecated: [false],
  readOnly: [false],
  writeOnly: [false],
  nullable: [false],
  uniqueItems: [false],
  exclusiveMinimum: [false],
  exclusiveMaximum: [false],
  allowReserved: [false],
  allowEmptyValue: [false],
  required: [false],
  minItems: [0],
  minLength: [0],
  minProperties: [0],
  additionalProperties: [true],
  unevaluatedProperties: [true],
  unevaluatedItems: [true],
}

/** The keywords of an object that are to be compared, but for those that are compared otherwise. */
export function comparedKeywords(node: JsonObject, otherwise: readonly string[]): [string, unknown][] {
  return Object.entries(node)
    .filter(([name, value]) => {
      const isDefault = Object.hasOwn(defaults, name) && defaults[name]?.includes(value)
      return value !== undefined && !isDefault && !isNotCompared(name) && !otherwise.includes(name)
    })
    .sort(([one], [other]) => (one < other ? -1 : 1))
}

/** `{maxItems: 3, pattern: "^a"}`, with a space in front; nothing of no keywords. */
export function inBraces(texts: readonly (readonly [string, string])[]): string {
  return texts.length === 0 ? '' : ` {${texts.map(([name, text]) => `${name}: ${text}`).join(', ')}}`
}

/** A value as JSON, the members of objects in the order of their names. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(', ')}]`
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'undefined'
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}: ${canonical(value[name])}`).join(', ')}}`
}
