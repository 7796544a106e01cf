import { isJsonObject, type JsonObject } from '../json-object.ts'
import { resolve } from '../pointer.ts'
import { canonical, comparedKeywords, inBraces } from './keywords.ts'
import { typeOf } from './type-text.ts'

/** A part of a document that may stand behind a reference: its text, or that the reference leads nowhere. */
export function referredText(document: JsonObject, node: unknown, text: (value: JsonObject) => string): string {
  const found = resolve(document, node)
  return found.kind === 'found' ? text(found.value) : `a reference that leads nowhere (${found.reference})`
}

/** What a request or an answer holds: `UserSession`, `string as text/plain`, `no body`. */
export function contentType(content: unknown): string {
  const types = Object.entries(isJsonObject(content) ? content : {})
  if (types.length === 0) return 'no body'
  return types
    .map(([media, given]) => {
      const body = isJsonObject(given) ? given : {}
      const type = `${typeOf(body.schema)}${restOf(body, ['schema'])}`
      return media === 'application/json' ? type : `${type} as ${media}`
    })
    .join(' or ')
}

/** A parameter or header: its type, and how it is written. */
export function parameterType(given: JsonObject, where: unknown): string {
  const { schema, content, style, explode, required } = given
  const type = content === undefined ? typeOf(schema) : contentType(content)
  const usual = where === 'query' || where === 'cookie' ? 'form' : 'simple'
  const isUsual = (style ?? usual) === usual && (explode ?? (style ?? usual) === 'form') === (usual === 'form')
  const otherwise = ['name', 'in', 'schema', 'content', 'required', ...(isUsual ? ['style', 'explode'] : [])]
  return withRequired(`${type}${restOf(given, otherwise)}`, required)
}

/** What else an object says, after its type. */
export function restOf(node: JsonObject, otherwise: readonly string[]): string {
  return inBraces(comparedKeywords(node, otherwise).map(([name, value]) => [name, canonical(value)]))
}

/** A type, and that it has to be there. */
export function withRequired(type: string, required: unknown): string {
  return required === true ? `${type}, required` : type
}

/** The ways to be authorized: `Session or none`. */
export function securityOf(security: unknown): string {
  const ways = (Array.isArray(security) ? security : []).map((way) => {
    const schemes = Object.entries(isJsonObject(way) ? way : {}).sort(([one], [other]) => (one < other ? -1 : 1))
    const named = schemes.map(([name, scopes]) =>
      Array.isArray(scopes) && scopes.length > 0 ? `${name} (${scopes.toSorted().join(', ')})` : name,
    )
    return named.join(' and ') || 'none'
  })
  return ways.length === 0
    ? 'none'
    : ways.sort((one, other) => Number(one === 'none') - Number(other === 'none')).join(' or ')
}
