import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { CodegenError } from './codegen-error.ts'
import { commentLine } from './comments.ts'
import type { Document, Schema } from './document.ts'
import type { JsonObject } from './json-object.ts'
import { isObjectType } from './object-types.ts'
import { withRequiredApart } from './required-members.ts'
import { mapSchemas } from './schema-walk.ts'

/**
 * The types of a document, as openapi-typescript writes them, and each schema of objects by its name.
 *
 * @param name the file, in messages.
 * @throws CodegenError where openapi-typescript takes no such document.
 */
export async function emitTypes(document: Document, name: string): Promise<string> {
  const all: JsonObject = document.components?.schemas ?? {}
  const given = withRequiredApart(withoutDiscriminators(document), all)
  const tree = await openapiTypescript(given as unknown as OpenAPI3, {
    // A `default` in a request body would make the property required.
    defaultNonNullable: false,
    // `{type: object}` without properties would become a type without values.
    emptyObjectsUnknown: true,
  }).catch((error: unknown) => {
    throw new CodegenError(`${name}: ${commentLine(error instanceof Error ? error.message : String(error))}`, {
      cause: error,
    })
  })
  const schemas = Object.entries(document.components?.schemas ?? {}).filter(([name]) => isFree(name))
  const interfaces = new Set(schemas.filter(([, schema]) => isObjectType(schema, all)).map(([name]) => name))
  const structure = astToString(tree)
    // By name: an editor shows the name of an interface, where it shows the whole structure of an indexed type.
    .replaceAll(/components\["schemas"\]\["(\w+)"\]/g, (indexed, name: string) =>
      interfaces.has(name) ? name : indexed,
    )
    // A tag that editors show by its name, in front of the words.
    .replaceAll(/^(\s*\/?\*+ )@description /gm, '$1')
    // That it is one of these strings, the type says.
    .replaceAll(/^\s*\/\*\*\s*(?:\* )?@enum \{string\}\s*\*\/\n/gm, '')
  const named = schemas.map(([name, schema]) => namedSchema(name, schema, interfaces.has(name)))
  return named.length === 0 ? structure : `${structure}${schemaType}${named.join('')}`
}

/** An interface extends nothing but a name. */
const schemaType = 'type SchemaNamed<Name extends keyof components["schemas"]> = components["schemas"][Name];\n'

/** The names that the file has already, or uses. */
const taken = [
  'paths',
  'components',
  'operations',
  'webhooks',
  'SchemaNamed',
  'WithRequired',
  'Record',
  'Omit',
  'Partial',
]

function isFree(name: string): boolean {
  return /^[A-Z]\w*$/.test(name) && !taken.includes(name)
}

/** Its members pin `_typeName`, by which a union narrows; with a `discriminator`, openapi-typescript would write it into each of them twice. */
function withoutDiscriminators(document: JsonObject): JsonObject {
  // A copy: openapi-typescript changes what it is given.
  return mapSchemas(structuredClone(document), ({ discriminator: _, ...schema }, inner) => inner(schema))
}

function namedSchema(name: string, { description = '' }: Schema, isInterface: boolean): string {
  const words = description.trim() === '' ? '' : `/** ${commentLine(description)} */\n`
  const indexed = `SchemaNamed<"${name}">`
  return isInterface
    ? `${words}export interface ${name} extends ${indexed} {}\n`
    : `${words}export type ${name} = ${indexed};\n`
}
