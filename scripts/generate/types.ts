import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { Fragment } from './fragment.ts'

/** The types of the fragment, as openapi-typescript writes them. */
export async function emitTypes(fragment: Fragment): Promise<string> {
  // Two libraries have different types for the same document.
  const tree = await openapiTypescript(withoutDiscriminators(fragment) as OpenAPI3, {
    // A `default` in a request body would make the property required.
    defaultNonNullable: false,
    // `{type: object}` without properties would become a type without values.
    emptyObjectsUnknown: true,
  })
  return astToString(tree)
}

/** Its members pin `_typeName`, by which a union narrows; with a `discriminator`, openapi-typescript would write it into each of them twice. */
function withoutDiscriminators(fragment: Fragment): unknown {
  return JSON.parse(JSON.stringify(fragment, (name, value) => (name === 'discriminator' ? undefined : value)))
}
