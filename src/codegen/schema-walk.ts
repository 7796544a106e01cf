import { isJsonObject, type JsonObject } from './json-object.ts'

/** Changes a schema. @param inner the schema with the schemas within it changed. */
export type Convert = (schema: JsonObject, inner: (schema: JsonObject) => JsonObject) => JsonObject

/**
 * A document with every schema changed, and nothing else: neither examples and extensions, nor a property because it has the name of a keyword.
 */
export function mapSchemas(document: JsonObject, convert: Convert): JsonObject {
  return mapNode('document', document, convert)
}

/** A schema and those within it, changed. */
export function mapSchema(schema: unknown, convert: Convert): unknown {
  return mapValue(['one', 'schema'], schema, convert)
}

/** The schemas within a schema, changed. */
export function mapInner(schema: JsonObject, convert: Convert): JsonObject {
  return mapNode('schema', schema, convert)
}

/** What a place of a document holds. */
export type Kind = keyof typeof members
type Member = readonly [holds: 'one' | 'list' | 'map', kind: string]

const schema: Member = ['one', 'schema']
const schemaList: Member = ['list', 'schema']
const schemaMap: Member = ['map', 'schema']
const parameterList: Member = ['list', 'parameter']
const mediaTypes: Member = ['map', 'mediaType']
const pathItems: Member = ['map', 'pathItem']
const operation: Member = ['one', 'operation']
const headers: Member = ['map', 'parameter']

/** Where each kind of object in OpenAPI 3.0 and 3.1 holds other ones. A list member that is a single schema (`items`) is taken as one. */
const members = {
  document: { paths: pathItems, webhooks: pathItems, components: ['one', 'components'] },
  components: {
    schemas: schemaMap,
    responses: ['map', 'response'],
    parameters: ['map', 'parameter'],
    requestBodies: ['map', 'requestBody'],
    headers,
    callbacks: ['map', 'callback'],
    pathItems,
  },
  pathItem: {
    parameters: parameterList,
    get: operation,
    put: operation,
    post: operation,
    delete: operation,
    options: operation,
    head: operation,
    patch: operation,
    trace: operation,
  },
  operation: {
    parameters: parameterList,
    requestBody: ['one', 'requestBody'],
    responses: ['map', 'response'],
    callbacks: ['map', 'callback'],
  },
  /** Its members are path items, by expressions. */
  callback: {},
  parameter: { schema, content: mediaTypes },
  requestBody: { content: mediaTypes },
  response: { headers, content: mediaTypes },
  mediaType: { schema, encoding: ['map', 'encoding'] },
  encoding: { headers },
  schema: {
    properties: schemaMap,
    patternProperties: schemaMap,
    dependentSchemas: schemaMap,
    $defs: schemaMap,
    definitions: schemaMap,
    allOf: schemaList,
    anyOf: schemaList,
    oneOf: schemaList,
    prefixItems: schemaList,
    items: schemaList,
    additionalProperties: schema,
    unevaluatedProperties: schema,
    unevaluatedItems: schema,
    propertyNames: schema,
    contains: schema,
    contentSchema: schema,
    not: schema,
    if: schema,
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema.
    then: schema,
    else: schema,
  },
} satisfies Record<string, Record<string, Member>>

/** A reference, what is asked for at its place, and the names of the members that lead there. */
export interface Reference {
  kind: Kind
  reference: string
  place: readonly string[]
}

/** A node that is to be looked at, and the way to it. */
interface Step {
  kind: Kind
  node: JsonObject
  name: string
  from: Step | undefined
}

/** Every reference of a document: none of an example or an extension. */
export function* referencesOf(document: JsonObject): Generator<Reference> {
  const pending: Step[] = [{ kind: 'document', node: document, name: '', from: undefined }]
  // A node of YAML may stand in several places.
  const seen = new Set<object>()
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    const { kind, node } = step
    if (seen.has(node)) continue
    seen.add(node)
    if (kind !== 'document' && typeof node.$ref === 'string') yield { kind, reference: node.$ref, place: placeOf(step) }
    for (const name of Object.keys(node)) {
      const member = memberOf(kind, name)
      if (member !== undefined) addHeld(member, node[name], { kind, node, name, from: step }, pending)
    }
  }
}

/** Adds what a member holds to what is to be looked at. @param at the member. */
function addHeld([holds, kind]: Member, value: unknown, at: Step, pending: Step[]): void {
  const add = (node: unknown, name: string, from: Step | undefined) => {
    if (isJsonObject(node)) pending.push({ kind: kind as Kind, node, name, from }) // Every kind that is named is one of the table.
  }
  if (holds === 'list' && Array.isArray(value)) for (const [index, one] of value.entries()) add(one, String(index), at)
  else if (holds === 'map' && isJsonObject(value)) for (const name of Object.keys(value)) add(value[name], name, at)
  else add(value, at.name, at.from)
}

function placeOf(step: Step | undefined): string[] {
  return step?.from === undefined ? [] : [...placeOf(step.from), step.name]
}

function memberOf(kind: Kind, name: string): Member | undefined {
  if (kind === 'callback') return operationsByExpression
  const held: Record<string, Member> = members[kind]
  return Object.hasOwn(held, name) ? held[name] : undefined
}

function mapNode(kind: Kind, node: JsonObject, convert: Convert): JsonObject {
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => {
      const member = memberOf(kind, name)
      return [name, member === undefined ? value : mapValue(member, value, convert)]
    }),
  )
}

const operationsByExpression: Member = ['one', 'pathItem']

function mapValue([holds, kind]: Member, value: unknown, convert: Convert): unknown {
  const mapOne = (one: unknown) => {
    if (!isJsonObject(one)) return one
    const inner = (node: JsonObject) => mapNode(kind as Kind, node, convert) // Every kind that is named is one of the table.
    return kind === 'schema' ? convert(one, inner) : inner(one)
  }
  if (holds === 'list' && Array.isArray(value)) return value.map(mapOne)
  if (holds === 'map' && isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapOne(one)]))
  return mapOne(value)
}
