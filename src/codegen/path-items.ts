import type { Document } from './document.ts'
import { httpMethods } from './http-methods.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'
import { refusal } from './lines.ts'
import { resolve } from './pointer.ts'

/**
 * A document whose paths hold their operations themselves, where path items or operations stand behind references.
 *
 * @throws CodegenError where a reference leads nowhere, or a path item has an operation beside a reference that has it, too.
 */
export async function withOwnOperations(document: Document, file: string): Promise<Document> {
  const paths: Document['paths'] = {}
  for (const [path, given] of Object.entries(document.paths)) {
    const refuse = (place: readonly string[], sentence: string) => refusal(file, ['paths', path, ...place], sentence)
    const follow = async (node: JsonObject, ...place: string[]) => {
      const found = resolve(document, node)
      if (found.kind === 'found') return found.value
      const shown = JSON.stringify(found.reference)
      throw await refuse(place, `${JSON.stringify(path)} refers to ${shown}, which leads to nothing or to itself`)
    }
    // What is no path is an extension: `x-…`.
    if (!path.startsWith('/') || !isJsonObject(given)) continue
    const { $ref: _, ...beside } = given
    const referred = given.$ref === undefined ? {} : await follow(given)
    const item: JsonObject = { ...referred, ...beside }
    for (const method of httpMethods) {
      if (item[method] === undefined) continue
      if (referred[method] !== undefined && beside[method] !== undefined)
        throw await refuse(
          [method],
          `${JSON.stringify(path)} has ${method.toUpperCase()} beside a $ref to another one; write it in one place`,
        )
      if (isJsonObject(item[method])) item[method] = await follow(item[method], method)
    }
    paths[path] = item
  }
  return { ...document, ...withoutOperationIds(document), paths }
}

/** An operationId is to be there once: that of a path, not that of what the path refers to. */
function withoutOperationIds({ components }: Document): Pick<Document, 'components'> {
  if (components?.pathItems === undefined) return {}
  const nameless = (item: unknown) =>
    Object.fromEntries(Object.entries(isJsonObject(item) ? item : {}).map(([key, member]) => [key, withoutId(member)]))
  const items = Object.entries(components.pathItems).map(([name, item]) => [name, nameless(item)])
  return { components: { ...components, pathItems: Object.fromEntries(items) } }
}

function withoutId(member: unknown): unknown {
  if (!isJsonObject(member)) return member
  const { operationId: _, ...rest } = member
  return rest
}
