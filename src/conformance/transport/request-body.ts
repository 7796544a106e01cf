import { jsonOf } from '../../client/json.ts'

/** What stands in the list of a TerminateSession body, whatever it is; `undefined` where there is no list. */
export function elementsOf(body: string): unknown[] | undefined {
  const value = jsonOf(body)
  const list = typeof value === 'object' && value !== null && 'sessionId' in value ? value.sessionId : undefined
  return Array.isArray(list) ? list : undefined
}

/** The list of a TerminateSession body, where it is what the schema asks for and not empty: at least one string, nothing else. */
export function listOf(body: string): string[] | undefined {
  const list = elementsOf(body) ?? []
  if (list.length === 0) return undefined
  return list.every((element) => typeof element === 'string') ? list : undefined
}

/** Every string in a JSON body, however deep, but for the names of types. Of what is no JSON: none. */
export function stringsIn(body: string): string[] {
  return stringsOf(jsonOf(body))
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => (name === '_typeName' ? [] : stringsOf(member)))
}
