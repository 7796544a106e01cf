import { httpMethods } from '../http-methods.ts'
import { isJsonObject, type JsonObject } from '../json-object.ts'
import { resolve } from '../pointer.ts'
import { contentType, parameterType, referredText, restOf, securityOf, withRequired } from './bodies.ts'
import { canonical, comparedKeywords } from './keywords.ts'
import { schemaStatements } from './schemas.ts'

/** What a document says, one statement for each place: `POST /SessionManager/{moId}/Login answer 200` says `UserSession`. */
export type Statements = ReadonlyMap<string, string>

/** The statements of a document, by what they are about. */
export interface DocumentStatements {
  operations: ReadonlyMap<string, Statements>
  schemas: ReadonlyMap<string, Statements>
  securitySchemes: ReadonlyMap<string, Statements>
}

/**
 * Reads what an OpenAPI document of 3.0 or 3.1 says of its operations and schemas, so that two ways to say the same are one: a type that is nullable, a server with a path,
 * members that are inherited. What is left out stands in `notCompared`.
 *
 * @param only the names of schemas to read, for a long document; all by default.
 */
export function statementsOf(document: JsonObject, only?: ReadonlySet<string>): DocumentStatements {
  const prefix = serverPath(document)
  const operations = new Map<string, Statements>()
  for (const [path, given] of entries(document.paths)) {
    const { $ref: _, ...beside } = objectOf(given)
    const item = { ...resolved(document, given), ...beside }
    for (const method of httpMethods) {
      if (item[method] === undefined) continue
      const place = `${method.toUpperCase()} ${prefix}${path}`
      operations.set(place, operationStatements(place, resolved(document, item[method]), item, document))
    }
  }
  const components = objectOf(document.components)
  const schemas = new Map<string, Statements>()
  for (const [name, schema] of entries(components.schemas))
    if (only === undefined || only.has(name)) schemas.set(name, schemaStatements(document, name, schema))
  const schemes = entries(components.securitySchemes).map(([name, given]): [string, Statements] => {
    const place = `security scheme ${name}`
    return [name, new Map([[place, referredText(document, given, (scheme) => restOf(scheme, []).trim())]])]
  })
  return { operations, schemas, securitySchemes: new Map(schemes) }
}

function operationStatements(place: string, operation: JsonObject, item: JsonObject, document: JsonObject): Statements {
  const said = new Map<string, string>()
  said.set(`${place} operationId`, String(operation.operationId ?? 'missing'))
  said.set(`${place} security`, securityOf(operation.security ?? document.security))
  for (const given of [...listOf(item.parameters), ...listOf(operation.parameters)]) {
    const found = resolve(document, given)
    if (found.kind === 'unresolved') {
      said.set(`${place} parameter ${found.reference}`, 'a reference that leads nowhere')
      continue
    }
    const { name = '(no name)', in: where = '(nowhere)' } = found.value
    // Those of a path are in the path, whether the document declares them there or as variables of its server.
    if (where !== 'path') said.set(`${place} parameter ${where} ${name}`, parameterType(found.value, where))
  }
  if (operation.requestBody !== undefined)
    said.set(
      `${place} request`,
      referredText(document, operation.requestBody, (body) =>
        withRequired(`${contentType(body.content)}${restOf(body, ['content', 'required'])}`, body.required),
      ),
    )
  for (const [status, given] of entries(operation.responses)) {
    const answer = `${place} answer ${status}`
    said.set(
      answer,
      referredText(
        document,
        given,
        (response) => `${contentType(response.content)}${restOf(response, ['content', 'headers'])}`,
      ),
    )
    for (const [name, header] of entries(resolved(document, given).headers))
      said.set(
        `${answer} header ${name.toLowerCase()}`,
        referredText(document, header, (value) => parameterType(value, 'header')),
      )
  }
  const otherwise = ['operationId', 'security', 'parameters', 'requestBody', 'responses', '$ref', ...httpMethods]
  for (const [keyword, value] of comparedKeywords({ ...item, ...operation }, otherwise))
    said.set(`${place} ${keyword}`, canonical(value))
  return said
}

/** The path of the first server, which stands before every path. */
function serverPath(document: JsonObject): string {
  const url = objectOf(listOf(document.servers)[0]).url
  if (typeof url !== 'string') return ''
  return url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/$/, '')
}

/** What a reference leads to; nothing where it leads nowhere. */
function resolved(document: JsonObject, node: unknown): JsonObject {
  const found = resolve(document, node)
  return found.kind === 'found' ? found.value : {}
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {}
}

function entries(value: unknown): [string, unknown][] {
  return Object.entries(objectOf(value))
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
