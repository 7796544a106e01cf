import { jsonOf } from '../../client/json.ts'

/** The body of a TerminateSession, parsed in one place, for the guard and for the observations. */
export interface RequestBody {
  /** Whether the body is JSON. */
  isJson: boolean
  /** The elements of its `sessionId`, of whatever type; undefined where that is not a list. */
  elements: unknown[] | undefined
  /** Its `sessionId` where it is as the schema asks, and not empty: at least one string and nothing else. */
  ids: string[] | undefined
  /** Every string in the body, at any depth, except the names of types. */
  strings: string[]
}

export function parseRequestBody(text: string): RequestBody {
  const value = jsonOf(text)
  const list = typeof value === 'object' && value !== null && 'sessionId' in value ? value.sessionId : undefined
  const elements = Array.isArray(list) ? list : undefined
  const isListOfIds = elements?.every((element): element is string => typeof element === 'string') === true
  return {
    isJson: value !== undefined,
    elements,
    ids: isListOfIds && elements.length > 0 ? elements : undefined,
    strings: stringsIn(value),
  }
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => (name === '_typeName' ? [] : stringsIn(member)))
}
