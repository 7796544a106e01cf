import querystring from 'node:querystring'
import { isJsonObject, type JsonObject } from './json-object.ts'

/** What stands at a reference into the same document (RFC 6901, `#/components/schemas/Any`), followed to its end. */
export type Resolved =
  | { kind: 'found'; value: JsonObject }
  /** A place that is missing, another file, or a circle. */
  | { kind: 'unresolved'; reference: string }

/** Follows the references of a node; a node without one is what it refers to. */
export function resolve(document: JsonObject, node: unknown): Resolved {
  let found = node
  const seen = new Set<string>()
  while (isJsonObject(found) && typeof found.$ref === 'string') {
    const reference = found.$ref
    if (seen.has(reference) || !reference.startsWith('#/')) return { kind: 'unresolved', reference }
    seen.add(reference)
    found = namesOf(reference).reduce<unknown>(memberOf, document)
    if (!isJsonObject(found)) return { kind: 'unresolved', reference }
  }
  return { kind: 'found', value: isJsonObject(found) ? found : {} }
}

/** Whether there is anything at a reference into the same document, be it another reference. */
export function leadsSomewhere(document: JsonObject, reference: string): boolean {
  return reference.startsWith('#/') && namesOf(reference).reduce<unknown>(memberOf, document) !== undefined
}

function memberOf(parent: unknown, name: string): unknown {
  if (Array.isArray(parent)) return parent[Number(name)]
  return isJsonObject(parent) && Object.hasOwn(parent, name) ? parent[name] : undefined
}

/** The names of the members on the way that a reference goes. */
export function namesOf(reference: string): string[] {
  const names = reference.slice(2).split('/')
  return names.map((name) => querystring.unescape(name).replaceAll('~1', '/').replaceAll('~0', '~'))
}
