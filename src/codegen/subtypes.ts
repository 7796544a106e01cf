import type { Document, Schema } from './document.ts'
import { isJsonObject, type JsonObject } from './json-object.ts'

/** A union of more types than that says no more than its base; that of `Any` would have thousands. */
const maxUnion = 60

const prefix = '#/components/schemas/'

/**
 * A document in which a base with subtypes is the union of them, where it is declared for a value: a TraversalSpec may stand where a SelectionSpec is asked for, and a fault
 * narrows where its base is declared. The published files of VI JSON write a tree of `allOf`, with a `discriminator` at its root, which compilers do not narrow.
 *
 * Each schema of such a tree becomes two: `Name`, whose `_typeName` is its name, and `NameMembers`, which its subtypes extend. A document without such a tree stays as it is.
 */
export function withSubtypeUnions(document: Document): Document {
  const schemas = document.components?.schemas ?? {}
  const tree = treeOf(schemas)
  if (tree.size === 0) return document
  const membersOf = (name: string) => freeName(`${name}Members`, schemas)

  function convert(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(convert)
    if (!isJsonObject(value)) return value
    const name = nameOf(value)
    if (name !== undefined && tree.has(name)) return unionOf(name)
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, key === 'example' ? member : convert(member)]),
    )
  }

  /** What may stand where a type is asked for; any object that extends it where these are too many. */
  function unionOf(name: string): JsonObject {
    const names = [name, ...subtypesOf(name, tree)]
    if (names.length > maxUnion)
      return { allOf: [refTo(membersOf(name)), { type: 'object', additionalProperties: true }] }
    return names.length === 1 ? refTo(name) : { oneOf: names.map(refTo) }
  }

  /** What its subtypes extend. */
  function members({ allOf = [], discriminator, ...own }: Schema & { discriminator?: unknown }): JsonObject {
    const converted = convert(own) as JsonObject // An object stays one.
    if (allOf.length === 0) return converted
    const parts = allOf.map((part) => {
      const base = nameOf(part)
      return base !== undefined && tree.has(base) ? refTo(membersOf(base)) : convert(part)
    })
    return { ...converted, allOf: parts }
  }

  const split = Object.entries(schemas).flatMap(([name, schema]): [string, unknown][] => {
    if (!tree.has(name)) return [[name, convert(schema)]]
    const pin = { type: 'object', required: ['_typeName'], properties: { _typeName: { type: 'string', enum: [name] } } }
    const { description } = schema
    const pinned = { ...(description === undefined ? {} : { description }), allOf: [refTo(membersOf(name)), pin] }
    return [
      [membersOf(name), members(schema)],
      [name, pinned],
    ]
  })
  const { components, ...rest } = document
  const others = convert({ ...rest, components: { ...components, schemas: {} } }) as Document // An object stays one.
  return {
    ...others,
    components: { ...others.components, schemas: Object.fromEntries(split) as Record<string, Schema> },
  }
}

/** The schemas of every tree whose root has `_typeName` for its discriminator, each with the names of those that extend it directly. */
function treeOf(schemas: Record<string, Schema>): Map<string, string[]> {
  const extending = new Map<string, string[]>()
  for (const [name, { allOf = [] }] of Object.entries(schemas)) {
    for (const part of allOf) {
      const base = nameOf(part)
      if (base !== undefined) extending.set(base, [...(extending.get(base) ?? []), name])
    }
  }
  const tree = new Map<string, string[]>()
  const pending = Object.entries(schemas).flatMap(([name, schema]) => (isRoot(schema) ? [name] : []))
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (tree.has(name)) continue
    tree.set(name, extending.get(name) ?? [])
    pending.push(...(extending.get(name) ?? []))
  }
  return tree
}

function isRoot(schema: Schema & { discriminator?: { propertyName?: unknown } }): boolean {
  return schema.discriminator?.propertyName === '_typeName' && schema.oneOf === undefined && schema.anyOf === undefined
}

/** All that extend a schema, directly or not, each once. */
function subtypesOf(name: string, tree: Map<string, string[]>): string[] {
  const found = new Set<string>()
  const pending = [...(tree.get(name) ?? [])]
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (found.has(next)) continue
    found.add(next)
    pending.push(...(tree.get(next) ?? []))
  }
  return [...found]
}

function nameOf(value: unknown): string | undefined {
  const ref = isJsonObject(value) ? value.$ref : undefined
  return typeof ref === 'string' && ref.startsWith(prefix) ? ref.slice(prefix.length) : undefined
}

function refTo(name: string): JsonObject {
  return { $ref: `${prefix}${name}` }
}

function freeName(name: string, schemas: Record<string, Schema>): string {
  return Object.hasOwn(schemas, name) ? freeName(`${name}_`, schemas) : name
}
