import { isJsonObject, type JsonObject } from '../json-object.ts'
import { canonical, comparedKeywords, inBraces } from './keywords.ts'

/** A type in one line, with all that constrains it: `UserSession[] or null`, `string {maxLength: 64}`. */
export function typeOf(given: unknown): string {
  if (given === false) return 'never'
  const types = [...new Set(alternatives(isJsonObject(given) ? given : {}))]
  const named = types.filter((type) => type !== 'null').sort()
  return [...named, ...(types.includes('null') ? ['null'] : [])].join(' or ')
}

/** What constrains a schema beside its type, as texts by keyword. */
export function constraintsOf(schema: JsonObject, otherwise: readonly string[] = []): [string, string][] {
  const compared = comparedKeywords(withNumericBounds(schema), [...structure, ...otherwise])
  return compared.map(([name, value]) => [name, constraint(name, value)])
}

/** What the text of a type says by itself. */
const structure = ['$ref', 'allOf', 'oneOf', 'anyOf', 'enum', 'const', 'type', 'items', 'format', 'nullable']

/** The keywords that hold a schema, and those that hold several by name. */
const schemaKeywords = [
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'propertyNames',
  'contains',
]
const moreSchemaKeywords = ['contentSchema', 'not', 'if', 'then', 'else']
const schemaMaps = ['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']

function constraint(name: string, value: unknown): string {
  if ([...schemaKeywords, ...moreSchemaKeywords].includes(name)) return typeOf(value)
  if (name === 'prefixItems' && Array.isArray(value)) return `[${value.map(typeOf).join(', ')}]`
  if (!schemaMaps.includes(name) || !isJsonObject(value))
    return canonical(Array.isArray(value) ? value.toSorted() : value)
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return inBraces(members.map(([member, schema]) => [member, typeOf(schema)])).trim() || '{}'
}

/** In OpenAPI 3.0, a limit that is excluded is a limit and `true`. */
function withNumericBounds(schema: JsonObject): JsonObject {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, ...rest } = schema
  return {
    ...rest,
    ...(exclusiveMinimum === true ? { exclusiveMinimum: minimum } : { minimum, exclusiveMinimum }),
    ...(exclusiveMaximum === true ? { exclusiveMaximum: maximum } : { maximum, exclusiveMaximum }),
  }
}

function alternatives(schema: JsonObject): string[] {
  const [types, said] = namedTypes(schema)
  const unsaid = shapes.filter((name) => schema[name] !== undefined && !said.includes(name))
  // That a form hides a password while it is typed is no matter of its type.
  const told = unsaid.filter((name) => name !== 'format' || schema.format !== 'password')
  const besides = told.map((name): [string, string] => [name, shape(name, schema[name])])
  const constraints = inBraces([...constraintsOf(schema), ...besides])
  const constrained = types.map((type) => (type === 'null' ? type : `${type}${constraints}`))
  return schema.nullable === true ? [...constrained, 'null'] : constrained
}

const shapes = ['enum', 'const', 'oneOf', 'anyOf', 'allOf', 'type', 'format', 'items'] as const

function shape(name: (typeof shapes)[number], value: unknown): string {
  if (name === 'items') return typeOf(value)
  if (name !== 'allOf' && name !== 'oneOf' && name !== 'anyOf') return canonical(value)
  return Array.isArray(value) ? value.map(typeOf).join(name === 'allOf' ? ' and ' : ' or ') : canonical(value)
}

/** The types of a schema by what says most of them, and which keywords they already say. */
function namedTypes(schema: JsonObject): [types: string[], said: string[]] {
  const { $ref, allOf, oneOf, anyOf, enum: values, const: only, type, items, format } = schema
  if (typeof $ref === 'string') return [[$ref.slice($ref.lastIndexOf('/') + 1)], []]
  const union = oneOf ?? anyOf
  if (Array.isArray(union)) {
    const types = union.flatMap((one) => (isJsonObject(one) ? alternatives(one) : [typeOf(one)]))
    return [types, [oneOf === undefined ? 'anyOf' : 'oneOf']]
  }
  // A reference beside which 3.0 allows nothing else.
  if (Array.isArray(allOf)) return [[allOf.map(typeOf).join(' and ')], ['allOf']]
  const literals = Array.isArray(values) ? values : only === undefined ? undefined : [only]
  if (literals !== undefined) {
    const said = [values === undefined ? 'const' : 'enum', ...(isTypeOf(type, literals) ? ['type'] : [])]
    return [literals.map((value) => JSON.stringify(value)), said]
  }
  const names = Array.isArray(type) ? type : [type ?? 'any']
  const hasFormat = (name: unknown) => !['array', 'null'].includes(String(name)) && typeof format === 'string'
  const types = names.map((name) => {
    if (name === 'array') return `${inBrackets(typeOf(items))}[]`
    return hasFormat(name) && format !== 'password' ? `${name} (${format})` : String(name)
  })
  return [types, ['type', ...(names.includes('array') ? ['items'] : []), ...(names.some(hasFormat) ? ['format'] : [])]]
}

/** Whether a type says no more of values than that they are these. */
function isTypeOf(type: unknown, values: readonly unknown[]): boolean {
  const types = Array.isArray(type) ? type : [type]
  return values.every((value) => {
    if (value === null) return types.includes('null') || type === undefined || typeof type === 'string'
    const name = Array.isArray(value) ? 'array' : typeof value
    return types.includes(name) || (Number.isInteger(value) && types.includes('integer'))
  })
}

function inBrackets(type: string): string {
  return type.includes(' or ') ? `(${type})` : type
}
