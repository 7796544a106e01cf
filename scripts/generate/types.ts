import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { Fragment } from './fragment.ts'

/** The types of the fragment, as openapi-typescript writes them. */
export async function emitTypes(fragment: Fragment): Promise<string> {
  // Two libraries have different types for the same document.
  const tree = await openapiTypescript(structuredClone(fragment) as unknown as OpenAPI3, {
    // A `default` in a request body would make the property required.
    defaultNonNullable: false,
    // `{type: object}` without properties would become a type without values.
    emptyObjectsUnknown: true,
  })
  return astToString(tree)
}
