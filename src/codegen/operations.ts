import type { Document } from './document.ts'
import { httpMethods } from './http-methods.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'
import { refusal } from './lines.ts'
import { resolve } from './pointer.ts'

/** An operation with its place, and what is read of it. */
export interface DocumentOperation {
  path: string
  method: (typeof httpMethods)[number]
  operationId: string
  summary: string
  description: string
  isDeprecated: boolean
  /** Whether a call has to name a parameter or a body. */
  input: 'required' | 'optional'
}

/** A name that can follow a dot, that no object has by itself, and that makes no promise of it. */
const identifier = /^(?!(?:__proto__|constructor|prototype|then)$)[A-Za-z_$][\w$]*$/

/**
 * Every operation, in the order of the document.
 *
 * @param file where the document stands, for the lines in messages.
 * @throws CodegenError where an operationId is missing, is no identifier, or is there twice; where a parameter of the path is not declared; of TRACE.
 */
export async function operationsOf(document: Document, file: string): Promise<DocumentOperation[]> {
  const found = new Map<string, DocumentOperation>()
  for (const [path, item] of Object.entries(document.paths)) {
    if (!isJsonObject(item)) continue
    for (const method of httpMethods) {
      const operation = item[method]
      if (!isJsonObject(operation)) continue
      const parameters = parametersOf(document, [item.parameters, operation.parameters])
      const reason = wrongWith(operation, path, method, parameters, found)
      if (reason !== undefined)
        throw await refusal(file, ['paths', path, method], `${method.toUpperCase()} ${JSON.stringify(path)} ${reason}`)
      const operationId = String(operation.operationId)
      found.set(operationId, {
        path,
        method,
        operationId,
        summary: textOr(operation.summary, operationId),
        description: textOr(operation.description, ''),
        isDeprecated: operation.deprecated === true,
        input: [...parameters, resolved(document, operation.requestBody)].some(isRequired) ? 'required' : 'optional',
      })
    }
  }
  return [...found.values()]
}

function wrongWith(
  { operationId }: JsonObject,
  path: string,
  method: DocumentOperation['method'],
  parameters: readonly JsonObject[],
  found: ReadonlyMap<string, DocumentOperation>,
): string | undefined {
  if (method === 'trace') return 'cannot be called: fetch sends no TRACE; leave the operation out'
  if (operationId === undefined) return 'has no operationId, by which its method is named'
  const shown = JSON.stringify(operationId)
  if (typeof operationId !== 'string' || !identifier.test(operationId))
    return `has the operationId ${shown}, which is no identifier`
  if (found.has(operationId)) return `has the operationId ${shown}, which another operation has, too`
  const declared = parameters.filter((one) => one.in === 'path').map(({ name }) => name)
  const missing = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name).find((name) => !declared.includes(name))
  return missing === undefined ? undefined : `does not declare ${JSON.stringify(missing)}, a parameter of its path`
}

/** Those of the path item and of the operation, which may replace one of the path item. */
function parametersOf(document: Document, lists: readonly unknown[]): JsonObject[] {
  const given = lists.flatMap((list) => (Array.isArray(list) ? list : []))
  const parameters = given.map((one) => resolved(document, one))
  return [...new Map(parameters.map((one) => [`${one.in} ${one.name}`, one])).values()]
}

function resolved(document: Document, node: unknown): JsonObject {
  const found = resolve(document, node)
  return found.kind === 'found' ? found.value : {}
}

function isRequired({ in: where, required }: JsonObject): boolean {
  return required === true || where === 'path'
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise
}
