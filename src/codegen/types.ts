import { commentLine } from './comments.ts'
import type { Document } from './document.ts'
import type { JsonObject } from './json-object.ts'
import { isObjectType } from './object-types.ts'
import { requiredApart } from './required-members.ts'
import { mapSchemas } from './schema-walk.ts'
import { transformed } from './transform.ts'

/**
 * The types of a document, as openapi-typescript writes them, and each schema of objects by its name.
 *
 * @param name the file, in messages.
 * @param listNames the schemas that are lists of themselves.
 * @throws CodegenError where openapi-typescript takes no such document.
 */
export function emitTypes(document: Document, name: string, listNames: readonly string[]): string {
  const schemas = document.components?.schemas ?? {}
  const free = Object.entries(schemas).filter(([one]) => isFree(one))
  const interfaces = new Set(free.filter(([, schema]) => isObjectType(schema, schemas)).map(([one]) => one))
  // One that cannot be exported by its name has a name that no schema has.
  const lists = new Map(listNames.map((one, index) => [one, isFree(one) ? one : `list${index}`]))
  const { structure, listTypes } = transformed(plainDocument(document, schemas), name, lists)
  const written = (text: string) =>
    text
      // By name: an editor shows the name of an interface, where it shows the whole structure of an indexed type. A list of itself can be told by its name alone.
      .replaceAll(
        /components\["schemas"\]\["([\w.-]+)"\]/g,
        (indexed, one: string) => lists.get(one) ?? (interfaces.has(one) ? one : indexed),
      )
      // A tag that editors show by its name, in front of the words.
      .replaceAll(/^(\s*\/?\*+ )@description /gm, '$1')
      // That it is one of these strings, the type says.
      .replaceAll(/^\s*\/\*\*\s*(?:\* )?@enum \{string\}\s*\*\/\n/gm, '')
  const named = free.map(([one, { description }]) => {
    const list = listTypes.get(one)
    if (list !== undefined) return `${wordsOf(description)}export type ${one} = ${written(list)};\n`
    const indexed = `SchemaNamed<"${one}">`
    const declared = interfaces.has(one) ? `interface ${one} extends ${indexed} {}` : `type ${one} = ${indexed};`
    return `${wordsOf(description)}export ${declared}\n`
  })
  const unnamed = [...lists].flatMap(([one, alias]) =>
    isFree(one) ? [] : [`type ${alias} = ${written(listTypes.get(one) ?? 'unknown')};\n`],
  )
  const isUsed = named.some((text) => text.includes('SchemaNamed<'))
  return `${written(structure)}${isUsed ? schemaType : ''}${named.join('')}${unnamed.join('')}`
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

/** A copy, because openapi-typescript changes what it is given. */
function plainDocument(document: JsonObject, schemas: JsonObject): JsonObject {
  // Its members pin `_typeName`, by which a union narrows; with a `discriminator`, openapi-typescript would write it into each of them twice.
  return mapSchemas(document, ({ discriminator: _, ...schema }, inner) => inner(requiredApart(schema, schemas)))
}

function wordsOf(description = ''): string {
  return description.trim() === '' ? '' : `/** ${commentLine(description)} */\n`
}
