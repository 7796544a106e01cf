import { fileURLToPath } from 'node:url'
import SwaggerParser from '@apidevtools/swagger-parser'

/** The parts of an OpenAPI document that the emitters read. */
export interface Fragment {
  paths: Record<string, PathItem>
  components: { schemas: Record<string, Schema> }
}

/** What the emitters read of a schema. */
export interface Schema {
  description?: string
  oneOf?: unknown[]
}

interface PathItem {
  parameters?: unknown[]
  [method: string]: unknown
}

/** What the emitters read of an operation. */
export interface Operation {
  operationId: string
  summary: string
  description?: string
}

const httpMethods = ['get', 'put', 'post', 'delete', 'patch'] as const

/** Validates the fragment and resolves references to other files. Inner references stay, because `faultCause` is a cycle. */
export async function bundleFragment(file: URL): Promise<Fragment> {
  await SwaggerParser.validate(fileURLToPath(file))
  // The parser's type covers every version of OpenAPI; the fragment has one.
  return (await SwaggerParser.bundle(fileURLToPath(file))) as unknown as Fragment
}

/** Every operation with its path and method, in the order of the document. */
export function operationsOf(fragment: Fragment): { path: string; method: string; operation: Operation }[] {
  return Object.entries(fragment.paths).flatMap(([path, item]) =>
    httpMethods.flatMap((method) => {
      const operation = item[method]
      return operation === undefined ? [] : [{ path, method, operation: operation as Operation }]
    }),
  )
}
