import { isJsonObject, type JsonObject } from '../json-object.ts'

/** What a document says, one statement for each place: `POST /SessionManager/{moId}/Login answer 200` says `UserSession`. */
export type Statements = ReadonlyMap<string, string>

/** The statements of a document about operations and schemas. */
export interface DocumentStatements {
  operations: ReadonlyMap<string, Statements>
  schemas: ReadonlyMap<string, Statements>
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace']

/**
 * Reads what an OpenAPI document of 3.0 or 3.1 says of its operations and schemas, so that two ways to say the same are one: a type that is nullable, a server with a path,
 * members that are inherited. Words, examples and tags say nothing.
 *
 * @param only the names of schemas to read, for a long document; all by default.
 */
export function statementsOf(document: JsonObject, only?: ReadonlySet<string>): DocumentStatements {
  const resolve = (node: unknown) => resolveIn(document, node)
  const prefix = serverPath(document)
  const operations = new Map<string, Statements>()
  for (const [path, given] of entries(document.paths)) {
    const item = resolve(given)
    for (const method of methods) {
      const operation = resolve(item[method])
      if (item[method] === undefined) continue
      const place = `${method.toUpperCase()} ${prefix}${path}`
      operations.set(place, operationStatements(place, operation, listOf(item.parameters), document, resolve))
    }
  }
  const schemas = new Map<string, Statements>()
  for (const [name, schema] of entries(objectOf(document.components).schemas))
    if (only === undefined || only.has(name)) schemas.set(name, schemaStatements(name, schema, resolve))
  return { operations, schemas }
}

type Resolve = (node: unknown) => JsonObject

function operationStatements(
  place: string,
  operation: JsonObject,
  shared: unknown[],
  document: JsonObject,
  resolve: Resolve,
): Statements {
  const said = new Map<string, string>()
  said.set(`${place} operationId`, String(operation.operationId ?? 'missing'))
  said.set(`${place} security`, securityOf(operation.security ?? document.security))
  for (const given of [...shared, ...listOf(operation.parameters)]) {
    const { name, in: where, required, schema } = resolve(given)
    // Those of a path are in the path, whether the document declares them there or as variables of its server.
    if (where !== 'path') said.set(`${place} parameter ${where} ${name}`, withRequired(typeOf(schema), required))
  }
  if (operation.requestBody !== undefined) {
    const { content, required } = resolve(operation.requestBody)
    said.set(`${place} request`, withRequired(contentType(content), required))
  }
  for (const [status, given] of entries(operation.responses)) {
    const { content, headers } = resolve(given)
    said.set(`${place} answer ${status}`, contentType(content))
    for (const [name, header] of entries(headers))
      said.set(`${place} answer ${status} header ${name.toLowerCase()}`, typeOf(resolve(header).schema))
  }
  return said
}

function schemaStatements(name: string, given: unknown, resolve: Resolve): Statements {
  const place = `schema ${name}`
  const said = new Map<string, string>()
  const { types, members, required } = flatten(given, resolve, new Set())
  said.set(place, types.length > 0 ? types.join(' and ') : 'object')
  for (const [member, schema] of members)
    said.set(`${place} member ${member}`, withRequired(typeOf(schema), required.has(member)))
  return said
}

interface Flat {
  /** What it is, where it is no object. */
  types: string[]
  members: Map<string, unknown>
  required: Set<string>
}

/** A schema with all that it inherits. @param seen the schemas on the way to it: a document may be a cycle. */
function flatten(given: unknown, resolve: Resolve, seen: ReadonlySet<unknown>): Flat {
  const schema = resolve(given)
  const flat: Flat = { types: [], members: new Map(), required: new Set() }
  if (seen.has(schema)) return flat
  for (const part of listOf(schema.allOf)) {
    const inherited = flatten(part, resolve, new Set([...seen, schema]))
    flat.types.push(...inherited.types)
    for (const [name, member] of inherited.members) flat.members.set(name, member)
    for (const name of inherited.required) flat.required.add(name)
  }
  const isUnion = schema.oneOf !== undefined || schema.anyOf !== undefined
  if (isUnion || schema.enum !== undefined || ![undefined, 'object'].includes(schema.type as string | undefined))
    flat.types.push(typeOf(schema))
  for (const [name, member] of entries(schema.properties)) flat.members.set(name, member)
  for (const name of listOf(schema.required)) flat.required.add(String(name))
  return flat
}

/** A type in one line: `UserSession[] or null`. */
function typeOf(given: unknown): string {
  const schema = objectOf(given)
  const types = [...new Set(alternatives(schema))]
  if (schema.nullable === true) types.push('null')
  const named = types.filter((type) => type !== 'null').sort()
  return [...named, ...(types.includes('null') ? ['null'] : [])].join(' or ')
}

function alternatives(schema: JsonObject): string[] {
  const { $ref, allOf, oneOf, anyOf, enum: values, const: only, type, items, format } = schema
  if (typeof $ref === 'string') return [$ref.slice($ref.lastIndexOf('/') + 1)]
  const union = oneOf ?? anyOf
  if (Array.isArray(union)) return union.flatMap((one) => typeOf(one).split(' or '))
  // A reference beside which 3.0 allows nothing else.
  if (Array.isArray(allOf)) return [allOf.map(typeOf).join(' and ')]
  if (Array.isArray(values)) return values.map((value) => JSON.stringify(value))
  if (only !== undefined) return [JSON.stringify(only)]
  return listOf(type ?? 'any').map((one) => {
    if (one === 'array') return `${inBrackets(typeOf(items))}[]`
    // That a form hides a password while it is typed is no matter of its type.
    return one !== 'null' && typeof format === 'string' && format !== 'password' ? `${one} (${format})` : String(one)
  })
}

function inBrackets(type: string): string {
  return type.includes(' or ') ? `(${type})` : type
}

function contentType(content: unknown): string {
  const types = entries(content)
  if (types.length === 0) return 'no body'
  return types
    .map(([media, body]) => {
      const type = typeOf(objectOf(body).schema)
      return media === 'application/json' ? type : `${type} as ${media}`
    })
    .join(' or ')
}

function withRequired(type: string, required: unknown): string {
  return required === true ? `${type}, required` : type
}

function securityOf(security: unknown): string {
  const ways = listOf(security ?? []).map((way) => Object.keys(objectOf(way)).sort().join(' and ') || 'none')
  return ways.length === 0
    ? 'none'
    : ways.sort((one, other) => Number(one === 'none') - Number(other === 'none')).join(' or ')
}

/** The path of the first server, which stands before every path. */
function serverPath(document: JsonObject): string {
  const url = objectOf(listOf(document.servers)[0]).url
  if (typeof url !== 'string') return ''
  return url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/$/, '')
}

/** What a reference within the document leads to; itself where it is none. */
function resolveIn(document: JsonObject, node: unknown): JsonObject {
  let found = objectOf(node)
  for (let steps = 0; typeof found.$ref === 'string' && found.$ref.startsWith('#/') && steps < 100; steps += 1) {
    const names = found.$ref.slice(2).split('/')
    found = objectOf(names.reduce<unknown>((at, name) => objectOf(at)[unescaped(name)], document))
  }
  return found
}

/** RFC 6901. */
function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~')
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}

function entries(value: unknown): [string, unknown][] {
  return Object.entries(objectOf(value))
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
