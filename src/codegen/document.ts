import { resolve as absolute, basename, dirname, sep } from 'node:path'
import SwaggerParser from '@apidevtools/swagger-parser'
import { CodegenError } from './codegen-error.ts'
import { httpMethods } from './http-methods.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'
import { refusal } from './lines.ts'
import { parseDocument } from './parse.ts'
import { namesOf, resolve } from './pointer.ts'
import { sourceText } from './source-text.ts'

/** An OpenAPI document: the parts that are read of it. A type and no interface, so that it is a JsonObject, too. */
export type Document = {
  openapi?: string
  servers?: { url: string }[]
  /** Empty where it has none. */
  paths: Record<string, unknown>
  components?: { schemas?: Record<string, Schema>; pathItems?: JsonObject }
}

/** What is read of a schema. */
export interface Schema {
  type?: unknown
  description?: string
  oneOf?: unknown[]
  anyOf?: unknown[]
  allOf?: unknown[]
}

/**
 * Reads and validates a document in YAML or JSON, and resolves references to other files. Inner references stay, because `faultCause` is a cycle.
 *
 * @throws CodegenError where the file cannot be read, or is no valid OpenAPI document of 3.0 or 3.1.
 */
export async function readDocument(file: string): Promise<Document> {
  const name = basename(file)
  const folder = `${dirname(absolute(file))}${sep}`
  const inFile = (error: unknown) => {
    // The parser repeats the path, and goes on for several lines; what is wrong stands in the second one at the latest.
    const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim())
    // What breaks in the parser itself is no sentence, and may repeat what stands in another file.
    const isSentence = error instanceof Error && !(error instanceof TypeError)
    const reason = isSentence ? lines.slice(0, 2).join(' ').trim() : 'a reference to another file leads to nothing'
    return new CodegenError(`${name}: ${reason.replaceAll(folder, '')}`, { cause: error })
  }
  const source = withPaths(parseDocument(await sourceText(file), name), name)
  // Of a published file, that takes a minute, and changes nothing.
  const document = refersToOtherFiles(source, name)
    ? await SwaggerParser.bundle(file, source as never, {}).catch((error: unknown) => {
        throw inFile(error)
      })
    : source
  await SwaggerParser.validate(file, withOwnItems(document) as never, withoutDereferencing).catch(
    async (error: unknown) => {
      const [detail] = detailsOf(error)
      if (detail === undefined) throw inFile(error)
      const { instancePath, message = 'is invalid', params } = detail
      const unknown = params?.unevaluatedProperty ?? params?.additionalProperty
      const which = unknown === undefined ? '' : `: ${JSON.stringify(unknown)}`
      const place = namesOf(`#${instancePath}`)
      throw await refusal(file, place, `${JSON.stringify(instancePath)} is no OpenAPI: it ${message}${which}`)
    },
  )
  // The parser's type covers every version of OpenAPI.
  return document as unknown as Document
}

/** What the schema of OpenAPI says of a place. */
interface Detail {
  instancePath: string
  message?: string
  params?: Record<string, unknown>
}

/** What is wrong with a document, where its schema says so. */
function detailsOf(error: unknown): Detail[] {
  return error instanceof SyntaxError && 'details' in error && Array.isArray(error.details) ? error.details : []
}

/** It would put what is referred to in place of each reference, level by level: of a published file, without end. Where each leads, `refuseLost` looks. */
const withoutDereferencing = { dereference: { excludedPathMatcher: () => true } }

/** A document whose paths have no references, which its schema allows in components alone. */
function withOwnItems(document: object): JsonObject {
  const given: JsonObject = { ...document }
  if (!isJsonObject(given.paths)) return given
  const follow = (node: unknown): unknown => {
    const found = isJsonObject(node) && node.$ref !== undefined ? resolve(given, node) : undefined
    return found === undefined || found.kind === 'unresolved' ? node : found.value
  }
  const items = Object.entries(given.paths).map(([path, item]) => {
    if (!isJsonObject(item)) return [path, item]
    const { $ref: _, ...own } = { ...Object(follow(item)), ...item }
    return [
      path,
      Object.fromEntries(Object.entries(own).map(([name, member]) => [name, isMethod(name) ? follow(member) : member])),
    ]
  })
  return { ...given, paths: Object.fromEntries(items) }
}

const isMethod = (name: string) => httpMethods.some((method) => method === name)

/** More than any document has; whoever walks it needs a part of the stack for each. */
const maxLevels = 1000

/**
 * Whether a reference leads out of the document. What only looks like one, in an example, is taken for one.
 *
 * @throws CodegenError where it nests too deep.
 */
function refersToOtherFiles(source: JsonObject, name: string): boolean {
  // A node of YAML may stand in several places.
  const seen = new Set<object>()
  const pending: [node: unknown, level: number][] = [[source, 0]]
  let leadsOut = false
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [node, level] = next
    if (typeof node !== 'object' || node === null || seen.has(node)) continue
    if (level > maxLevels) throw new CodegenError(`${name}: it nests deeper than ${maxLevels} levels`)
    seen.add(node)
    leadsOut ||= '$ref' in node && typeof node.$ref === 'string' && !node.$ref.startsWith('#')
    for (const member of Object.values(node)) pending.push([member, level + 1])
  }
  return leadsOut
}

/** The parser takes no document without paths, which OpenAPI 3.1 allows for one of schemas or webhooks alone. */
function withPaths(source: JsonObject, name: string): JsonObject {
  const { swagger, openapi, paths, webhooks, components } = source
  if (swagger !== undefined) throw new CodegenError(`${name}: Swagger 2.0 is not read; convert it to OpenAPI 3 first`)
  if (typeof openapi !== 'string')
    throw new CodegenError(`${name}: it is no OpenAPI document: it has no "openapi", the version as a text`)
  if (paths !== undefined) return source
  if (!openapi.startsWith('3.1.')) throw new CodegenError(`${name}: it has no paths, which OpenAPI ${openapi} requires`)
  if (webhooks === undefined && components === undefined)
    throw new CodegenError(`${name}: it has no paths, webhooks or components, of which OpenAPI ${openapi} requires one`)
  return { ...source, paths: {} }
}
