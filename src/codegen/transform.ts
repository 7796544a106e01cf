import {
  astToString,
  type GlobalContext,
  type OpenAPI3,
  oapiRef,
  resolveRef,
  transformSchema,
} from 'openapi-typescript'
import { CodegenError } from './codegen-error.ts'
import { commentLine } from './comments.ts'
import type { JsonObject } from './json-object.ts'
import { nameOf } from './schema-names.ts'

/** The types of a document as openapi-typescript writes them, and apart from these, those that a list of itself needs by a name. */
export interface TransformedDocument {
  structure: string
  listTypes: ReadonlyMap<string, string>
}

/**
 * Has openapi-typescript write the types of a document, which it changes. Without its own validation: the document is valid, and of a published file, that takes as long as the
 * rest, and twice the memory.
 *
 * @param name the file, in messages.
 * @param lists the names of types that stand in place of those of schemas.
 * @throws CodegenError where it takes no such document.
 */
export function transformed(
  document: JsonObject,
  name: string,
  lists: ReadonlyMap<string, string>,
): TransformedDocument {
  const given = document as unknown as OpenAPI3 // It is one.
  const { listTypes, ...hooks } = takingOut(lists)
  try {
    const tree = transformSchema(given, {
      ...settings,
      ...hooks,
      discriminators: { objects: {}, refsHandled: [] },
      injectFooter: [],
      resolve: (reference: string) => resolveRef(given, reference, { silent: true }),
    } as Omit<GlobalContext, 'redoc'> as GlobalContext) // What validates, it does not use.
    return { structure: astToString(tree), listTypes }
  } catch (error) {
    throw new CodegenError(`${name}: ${commentLine(error instanceof Error ? error.message : String(error))}`, {
      cause: error,
    })
  }
}

type Hooks = Required<Pick<GlobalContext, 'transform' | 'postTransform'>>
type TypeNode = Parameters<NonNullable<Hooks['postTransform']>>[0]

/** Takes the types of lists out of the structure, and puts names there. */
function takingOut(lists: ReadonlyMap<string, string>): Hooks & { listTypes: ReadonlyMap<string, string> } {
  const made = new Map<string, TypeNode>()
  const listTypes = new Map<string, string>()
  return {
    listTypes,
    // Called for the schemas within a schema, too, and for the whole one at last.
    postTransform(type, { path }) {
      const name = nameOf({ $ref: path })
      if (name !== undefined && lists.has(name)) made.set(name, type)
      return undefined
    },
    // Called for the whole schema once more when its type is made.
    transform(schema, { path, schema: whole }) {
      const name = nameOf({ $ref: path }) ?? ''
      const [type, alias] = [made.get(name), lists.get(name)]
      if (schema !== whole || type === undefined || alias === undefined) return undefined
      listTypes.set(name, astToString(type).trim())
      return oapiRef(`#/${alias}`)
    },
  }
}

/** Those of openapi-typescript. */
const settings = {
  additionalProperties: false,
  alphabetize: false,
  arrayLength: false,
  conditionalEnums: false,
  dedupeEnums: false,
  // A `default` in a request body would make the property required.
  defaultNonNullable: false,
  // `{type: object}` without properties would become a type without values.
  emptyObjectsUnknown: true,
  enum: false,
  enumValues: false,
  excludeDeprecated: false,
  exportType: false,
  generatePathParams: false,
  immutable: false,
  makePathsEnum: false,
  pathParamsAsTypes: false,
  propertiesRequiredByDefault: false,
  readWriteMarkers: false,
  rootTypes: false,
  rootTypesKeepCasing: false,
  rootTypesNoSchemaPrefix: false,
  silent: true,
  transformProperty: undefined,
}
