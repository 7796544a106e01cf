/** A member that an object has twice, and its line. */
export interface Duplicate {
  name: string
  line: number
}

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g

/** The first member that an object of a JSON text has twice: JSON.parse passes over it, and what the first one says is lost. */
export function duplicateName(json: string): Duplicate | undefined {
  // Of each object around a place its names; undefined for a list.
  const around: (Set<string> | undefined)[] = []
  let last: string | undefined
  for (const { 0: token, index } of json.matchAll(tokens)) {
    const names = around.at(-1)
    if (token === '{') around.push(new Set())
    else if (token === '[') around.push(undefined)
    else if (token === '}' || token === ']') around.pop()
    else if (token === ':' && last !== undefined && names !== undefined) {
      const name = String(last.includes('\\') ? JSON.parse(last) : last.slice(1, -1))
      if (names.has(name)) return { name, line: json.slice(0, index).split('\n').length }
      names.add(name)
    }
    last = token.startsWith('"') ? token : undefined
  }
  return undefined
}
