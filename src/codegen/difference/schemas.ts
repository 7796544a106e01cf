import { isJsonObject, type JsonObject } from '../json-object.ts'
import { resolve } from '../pointer.ts'
import { withRequired } from './bodies.ts'
import { constraintsOf, typeOf } from './type-text.ts'

/** What a document says of a schema: what it is, its members with those that it inherits, and what constrains it. */
export function schemaStatements(document: JsonObject, name: string, given: unknown): Map<string, string> {
  const place = `schema ${name}`
  const { types, members, required, constraints } = flatten(document, given, new Set())
  const said = new Map([[place, types.length > 0 ? types.join(' and ') : 'object']])
  for (const [keyword, text] of constraints) said.set(`${place} ${keyword}`, text)
  for (const member of new Set([...members.keys(), ...required]))
    said.set(`${place} member ${member}`, withRequired(typeOf(members.get(member)), required.has(member)))
  return said
}

interface Flat {
  /** What it is, where it is no object. */
  types: string[]
  members: Map<string, unknown>
  required: Set<string>
  constraints: Map<string, string>
}

/** A schema with all that it inherits. @param seen the schemas on the way to it: a document may be a cycle. */
function flatten(document: JsonObject, given: unknown, seen: ReadonlySet<unknown>): Flat {
  const flat: Flat = { types: [], members: new Map(), required: new Set(), constraints: new Map() }
  const found = resolve(document, given)
  if (found.kind === 'unresolved') {
    flat.types.push(`a reference that leads nowhere (${found.reference})`)
    return flat
  }
  const schema = found.value
  if (seen.has(schema)) return flat
  const { properties, required, allOf, ...own } = schema
  for (const part of Array.isArray(allOf) ? allOf : []) {
    const inherited = flatten(document, part, new Set([...seen, schema]))
    flat.types.push(...inherited.types)
    for (const [name, member] of inherited.members) flat.members.set(name, member)
    for (const name of inherited.required) flat.required.add(name)
    for (const [keyword, text] of inherited.constraints) constrain(flat, keyword, text)
  }
  const isOther = ['oneOf', 'anyOf', 'enum', 'const', 'format', 'items'].some((keyword) => own[keyword] !== undefined)
  if (isOther || own.nullable === true || ![undefined, 'object'].includes(own.type as string | undefined))
    flat.types.push(typeOf(own))
  else for (const [keyword, text] of constraintsOf(own)) constrain(flat, keyword, text)
  for (const [name, member] of Object.entries(isJsonObject(properties) ? properties : {}))
    flat.members.set(name, member)
  for (const name of Array.isArray(required) ? required : []) flat.required.add(String(name))
  return flat
}

function constrain({ constraints }: Flat, keyword: string, text: string): void {
  const before = constraints.get(keyword)
  constraints.set(keyword, before === undefined || before === text ? text : `${before} and ${text}`)
}
