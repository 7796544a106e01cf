import { basename } from 'node:path'
import { emitClient } from './client.ts'
import { graphOf, listsOfThemselves, refuseCycles } from './cycles.ts'
import { type Document, readDocument } from './document.ts'
import { refuseLost } from './lost-references.ts'
import { refuseMalformed } from './malformed.ts'
import { operationsOf } from './operations.ts'
import { withOwnOperations } from './path-items.ts'
import { withSubtypeUnions } from './subtypes.ts'
import { emitTypes } from './types.ts'

export { CodegenError } from './codegen-error.ts'

/** What is generated from a document, as the texts of two modules. */
export interface Generated {
  /** The types. */
  types: string
  /** One method per operationId, over openapi-fetch; imports the types. */
  client: string
}

/** How it is generated. */
export interface GenerateOptions {
  /** How the client imports the types: `./openapi.js` (the default), or `./openapi.ts`. */
  typesModule?: string | undefined
}

/**
 * Generates types and a client from an OpenAPI document of 3.0 or 3.1, in YAML or JSON. Unions of objects that pin `_typeName` narrow on it; where a tree of `allOf` has it
 * for its discriminator, as in the published files, a base is the union of its subtypes.
 *
 * @throws CodegenError where the document is missing or invalid, has an operation that cannot become a method, or a schema that is a part of itself.
 *
 * @example
 * const { types, client } = await generate('spec/openapi.yaml')
 */
export async function generate(
  file: string,
  { typesModule = './openapi.js' }: GenerateOptions = {},
): Promise<Generated> {
  const { document, lists, client } = await understood(file, typesModule)
  return { types: emitTypes(document, basename(file), lists), client }
}

/** What the types are made of. */
interface Understood {
  document: Document
  /** The names of the schemas that are lists of themselves. */
  lists: string[]
  client: string
}

/** What the types are made of, and the client. A function of its own, so that a long document is in memory once while its types are written. */
async function understood(file: string, typesModule: string): Promise<Understood> {
  const read = await readDocument(file)
  await refuseMalformed(read, file)
  await refuseLost(read, file)
  const document = await withOwnOperations(read, file)
  const operations = await operationsOf(document, file)
  const graph = graphOf(document)
  await refuseCycles(graph, file)
  const withUnions = withSubtypeUnions(document)
  const client = emitClient(document, operations, { typesModule })
  if (withUnions === document) return { document, lists: listsOfThemselves(graph), client }
  // A subtype that names its base beside `allOf` is a circle only now.
  const split = graphOf(withUnions)
  await refuseCycles(split, file)
  return { document: withUnions, lists: listsOfThemselves(split), client }
}
