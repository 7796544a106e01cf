import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Document } from './document.ts'
import { refusal } from './lines.ts'
import { mapSchemas } from './schema-walk.ts'

/**
 * Refuses a schema of an OpenAPI document of 3.1 that is no JSON Schema: unlike those of 3.0, they are not validated with the document.
 *
 * @throws CodegenError with the file, the line and the place within the schema.
 */
export async function refuseMalformed({ openapi = '', components, ...others }: Document, file: string): Promise<void> {
  if (!openapi.startsWith('3.1')) return
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const wrongWith = (schema: unknown): string | undefined => {
    // It takes nothing else.
    if (typeof schema !== 'boolean' && (typeof schema !== 'object' || schema === null)) return ': it is no object'
    if (ajv.validateSchema(schema) === true) return undefined
    const [error] = ajv.errors ?? []
    return ` at ${JSON.stringify(error?.instancePath ?? '')}: it ${error?.message ?? 'is no JSON Schema'}`
  }
  for (const [name, schema] of Object.entries(components?.schemas ?? {})) {
    const wrong = wrongWith(schema)
    if (wrong !== undefined)
      throw await refusal(
        file,
        ['components', 'schemas', name],
        `the schema ${JSON.stringify(name)} is invalid${wrong}`,
      )
  }
  const rest = { ...others, components: { ...components, schemas: {} } }
  let inline: string | undefined
  mapSchemas(rest, (schema) => {
    inline ??= wrongWith(schema)
    return schema
  })
  if (inline !== undefined) throw await refusal(file, ['paths'], `a schema without a name is invalid${inline}`)
}
