import type { Document, Schema } from './document.ts'
import type { JsonObject } from './json-object.ts'
import { nameOf, refTo } from './schema-names.ts'
import { mapInner, mapSchema, mapSchemas } from './schema-walk.ts'
import { mappedNames, wireNamesOf, withoutPin } from './wire-names.ts'

/** A union of more types than that says no more than its base; that of `Any` would have thousands. */
const maxUnion = 60

/**
 * A document in which a base with subtypes is the union of them, where it is declared for a value: a TraversalSpec may stand where a SelectionSpec is asked for, and a fault
 * narrows where its base is declared. The published files of VI JSON write a tree of `allOf`, with a `discriminator` at its root, which compilers do not narrow.
 *
 * Each schema of such a tree becomes two: `Name`, whose `_typeName` is its name on the wire, and `NameMembers`, which its subtypes extend; where it is
 * declared, it is `AnyName`, the union. A document without such a tree stays as it is.
 */
export function withSubtypeUnions(document: Document): Document {
  const schemas = document.components?.schemas ?? {}
  const tree = treeOf(schemas)
  if (tree.size === 0) return document
  const mapped = mappedNames(schemas, tree.keys())
  const given = new Set(Object.keys(schemas))
  const members = new Map([...tree.keys()].map((name) => [name, freeName(`${name}Members`, given)]))
  const taken = new Set([...given, ...members.values()])
  const membersOf = (name: string) => members.get(name) ?? name

  /** The unions that are declared somewhere, each written once: a published file declares some at a thousand places. */
  const unions = new Map<string, [name: string, union: JsonObject]>()

  function convert(schema: JsonObject, inner: (schema: JsonObject) => JsonObject): JsonObject {
    const name = nameOf(schema)
    return name !== undefined && tree.has(name) ? declared(name) : inner(schema)
  }

  /** What may stand where a type is asked for. */
  function declared(name: string): JsonObject {
    const known = unions.get(name)
    if (known !== undefined) return refTo(known[0])
    const subtypes = tree.get(name)
    if (subtypes === undefined || subtypes.length === 0) return refTo(name)
    const union = freeName(`Any${name}`, taken)
    unions.set(name, [union, unionOf(name)])
    return refTo(union)
  }

  /** Itself and its subtypes; any object that extends it where these are too many. */
  function unionOf(name: string): JsonObject {
    const names = [name, ...subtypesOf(name, tree)]
    const description = `${name}, or what extends it.`
    return names.length > maxUnion
      ? { description, allOf: [refTo(membersOf(name)), { type: 'object', additionalProperties: true }] }
      : { description, oneOf: names.map(refTo) }
  }

  /** What its subtypes extend: neither its name on the wire, nor that it may be null. */
  function extended(schema: JsonObject): JsonObject {
    const { allOf = [], discriminator: _, nullable: _nullable, ...own } = schema
    const converted = mapInner(withoutPin(own), convert)
    if (!Array.isArray(allOf) || allOf.length === 0) return converted
    const parts = allOf.map((part) => {
      const base = nameOf(part)
      return base !== undefined && tree.has(base) ? refTo(membersOf(base)) : mapSchema(withoutPin(part), convert)
    })
    return { ...converted, allOf: parts }
  }

  /** Itself, by its name on the wire. */
  function pinned(name: string, { description, nullable }: JsonObject): JsonObject {
    const typeName = { type: 'string', enum: wireNamesOf(name, schemas, mapped) }
    const pin = { type: 'object', required: ['_typeName'], properties: { _typeName: typeName } }
    return {
      ...(description === undefined ? {} : { description }),
      ...(nullable === true ? { nullable } : {}),
      allOf: [refTo(membersOf(name)), pin],
    }
  }

  const split = Object.entries(schemas).flatMap(([name, schema]): [string, unknown][] => {
    const object = schema as JsonObject // What is in the tree is an object.
    if (!tree.has(name)) return [[name, mapSchema(schema, convert)]]
    return [
      [membersOf(name), extended(object)],
      [name, pinned(name, object)],
    ]
  })
  const { components, ...rest } = document
  const others = mapSchemas({ ...rest, components: { ...components, schemas: {} } }, convert) as unknown as Document // It stays one.
  return {
    ...others,
    components: {
      ...others.components,
      schemas: Object.fromEntries([...split, ...unions.values()]) as Record<string, Schema>,
    },
  }
}

/** The schemas of every tree whose root has `_typeName` for its discriminator, each with the names of those that extend it directly. */
function treeOf(schemas: Record<string, Schema>): Map<string, string[]> {
  const extending = new Map<string, string[]>()
  for (const [name, { allOf }] of Object.entries(schemas)) {
    for (const part of allOf ?? []) {
      const base = nameOf(part)
      if (base === undefined) continue
      const names = extending.get(base)
      if (names === undefined) extending.set(base, [name])
      else names.push(name)
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

function freeName(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? freeName(`${name}_`, taken) : name
}
