/** What a TerminateSession body lists: the strings that stand in place of ids, and whether they are what the schema asks for: a list of at least one string. */
export function listedIds(body: string): { strings: string[]; isLawfulList: boolean } {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return { strings: [], isLawfulList: false } // Not JSON: a hazard, whatever it says.
  }
  const list = typeof value === 'object' && value !== null && 'sessionId' in value ? value.sessionId : undefined
  const elements: unknown[] = Array.isArray(list) ? list : [list]
  const strings = elements.filter((element) => typeof element === 'string')
  return { strings, isLawfulList: Array.isArray(list) && list.length > 0 && strings.length === list.length }
}
