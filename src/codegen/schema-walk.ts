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

type Kind = keyof typeof members
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

function mapNode(kind: Kind, node: JsonObject, convert: Convert): JsonObject {
  const held: Record<string, Member> = members[kind]
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => {
      const member = kind === 'callback' ? operationsByExpression : Object.hasOwn(held, name) ? held[name] : undefined
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
