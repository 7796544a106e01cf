import { basename } from 'node:path'
import { emitClient } from './client.ts'
import { refuseCycles } from './cycles.ts'
import { readDocument } from './document.ts'
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
  const document = await withOwnOperations(await readDocument(file), file)
  const operations = await operationsOf(document, file)
  await refuseCycles(document, file)
  const withUnions = withSubtypeUnions(document)
  // A subtype that names its base beside `allOf` is a circle only now.
  await refuseCycles(withUnions, file)
  return {
    types: await emitTypes(withUnions, basename(file)),
    client: emitClient(document, operations, { typesModule }),
  }
}
