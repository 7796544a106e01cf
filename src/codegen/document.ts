import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import SwaggerParser from '@apidevtools/swagger-parser'
import { CodegenError } from './codegen-error.ts'
import { lineOf } from './lines.ts'

/** An OpenAPI document: the parts that are read of it. */
export interface Document {
  servers?: { url: string }[]
  paths: Record<string, Record<string, unknown>>
  components?: { schemas?: Record<string, Schema> }
}

/** What is read of a schema. */
export interface Schema {
  type?: unknown
  description?: string
  oneOf?: unknown[]
  anyOf?: unknown[]
  allOf?: unknown[]
}

/** An operation with its place, and what is read of it. */
export interface DocumentOperation {
  path: string
  method: (typeof httpMethods)[number]
  operationId: string
  summary: string
  description: string
}

const httpMethods = ['get', 'put', 'post', 'delete', 'patch'] as const

/**
 * Reads and validates a document in YAML or JSON, and resolves references to other files. Inner references stay, because `faultCause` is a cycle.
 *
 * @throws CodegenError where the file cannot be read, or is no valid OpenAPI document of 3.0 or 3.1.
 */
export async function readDocument(file: string): Promise<Document> {
  const inFile = (error: unknown) => {
    // The parser repeats the path, and goes on for several lines; what is wrong stands in the second one at the latest.
    const lines = (error instanceof Error ? error.message : String(error)).split('\n').map((line) => line.trim())
    const reason = lines.slice(0, 2).join(' ').trim()
    return new CodegenError(`${basename(file)}: ${reason.replaceAll(file, basename(file))}`, { cause: error })
  }
  const document = await SwaggerParser.bundle(file).catch((error: unknown) => {
    throw inFile(error)
  })
  // It changes what it is given.
  await SwaggerParser.validate(structuredClone(document)).catch((error: unknown) => {
    throw inFile(error)
  })
  if (!('openapi' in document))
    throw new CodegenError(`${basename(file)}: Swagger 2.0 is not read; convert it to OpenAPI 3 first`)
  // The parser's type covers every version of OpenAPI.
  return document as unknown as Document
}

/** A name that can follow a dot, and that no object has by itself. */
const identifier = /^(?!(?:__proto__|constructor|prototype)$)[A-Za-z_$][\w$]*$/

/**
 * Every operation, in the order of the document.
 *
 * @param file where the document stands, for the lines in messages.
 * @throws CodegenError where an operationId is missing, is no identifier, or is there twice.
 */
export async function operationsOf(document: Document, file: string): Promise<DocumentOperation[]> {
  const found = new Map<string, DocumentOperation>()
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of httpMethods) {
      if (item[method] === undefined) continue
      const { operationId, summary, description } = item[method] as Partial<DocumentOperation>
      const refuse = async (reason: string) => {
        const line = lineOf(await readFile(file, 'utf8'), ['paths', path, method])
        const place = `${basename(file)}${line === undefined ? '' : `:${line}`}`
        throw new CodegenError(`${place}: ${method.toUpperCase()} ${JSON.stringify(path)} ${reason}`)
      }
      if (operationId === undefined) return refuse('has no operationId, by which its method is named')
      const shown = JSON.stringify(operationId)
      if (!identifier.test(operationId)) return refuse(`has the operationId ${shown}, which is no identifier`)
      if (found.has(operationId)) return refuse(`has the operationId ${shown}, which another operation has, too`)
      found.set(operationId, {
        path,
        method,
        operationId,
        summary: summary ?? operationId,
        description: description ?? '',
      })
    }
  }
  return [...found.values()]
}
