import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import type { Fragment, Schema } from './fragment.ts'

/** The types of the fragment, as openapi-typescript writes them, and each schema by its name. */
export async function emitTypes(fragment: Fragment): Promise<string> {
  const tree = await openapiTypescript(withoutDiscriminators(fragment) as OpenAPI3, {
    // A `default` in a request body would make the property required.
    defaultNonNullable: false,
    // `{type: object}` without properties would become a type without values.
    emptyObjectsUnknown: true,
  })
  // By name: an editor shows the name of an interface, where it shows the whole structure of an indexed type.
  const structure = astToString(tree)
    .replaceAll(/components\["schemas"\]\["(\w+)"\]/g, '$1')
    // A tag that editors show by its name, in front of the words.
    .replaceAll(/^(\s*\/?\*+ )@description /gm, '$1')
    // That it is one of these strings, the type says.
    .replaceAll(/^\s*\/\*\*\s*(?:\* )?@enum \{string\}\s*\*\/\n/gm, '')
  return `${structure}${schemaType}${Object.entries(fragment.components.schemas).map(namedSchema).join('')}`
}

/** An interface extends nothing but a name. */
const schemaType = 'type SchemaNamed<Name extends keyof components["schemas"]> = components["schemas"][Name];\n'

/** Its members pin `_typeName`, by which a union narrows; with a `discriminator`, openapi-typescript would write it into each of them twice. */
function withoutDiscriminators(fragment: Fragment): unknown {
  return JSON.parse(JSON.stringify(fragment, (name, value) => (name === 'discriminator' ? undefined : value)))
}

function namedSchema([name, { description, oneOf }]: [string, Schema]): string {
  const words = description === undefined ? '' : `/** ${description.trim().replaceAll('\n', ' ')} */\n`
  const indexed = `SchemaNamed<"${name}">`
  return oneOf === undefined
    ? `${words}export interface ${name} extends ${indexed} {}\n`
    : `${words}export type ${name} = ${indexed};\n`
}
