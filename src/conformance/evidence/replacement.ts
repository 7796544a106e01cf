/** Words to be replaced wherever they stand in a text, in whatever case. Thousands of them cost hardly more than one. */
export interface Replacement {
  /** @param word at least {@link shortestWord} characters; shorter ones are passed over. A word that is known already keeps what it has. */
  add(word: string, replacement: string): void
  /** A text with every word replaced, the longest where several begin at one place. A word in capitals is replaced in capitals. */
  apply(text: string): string
}

/** A shorter word might stand in a text by chance. */
export const shortestWord = 6

export function createReplacement(): Replacement {
  const words = new Map<string, { word: string; replacement: string }>()
  // By their beginnings; and, before a beginning is cut out and looked up, a table of the hashes that any of them has.
  const lengthsByBeginning = new Map<string, number[]>()
  const hashes = new Uint8Array(2 ** 16)

  function longestAt(
    text: string,
    start: number,
  ): { found: string; known: { word: string; replacement: string } } | undefined {
    if (hashes[hashAt(text, start)] === 0) return undefined
    for (const length of lengthsByBeginning.get(text.slice(start, start + shortestWord).toLowerCase()) ?? []) {
      const found = text.slice(start, start + length)
      const known = words.get(found.toLowerCase())
      if (known !== undefined) return { found, known }
    }
    return undefined
  }

  return {
    add(word, replacement) {
      const folded = word.toLowerCase()
      if (word.length < shortestWord || words.has(folded)) return
      words.set(folded, { word, replacement })
      const beginning = folded.slice(0, shortestWord)
      const lengths = new Set([...(lengthsByBeginning.get(beginning) ?? []), word.length])
      lengthsByBeginning.set(
        beginning,
        [...lengths].sort((one, other) => other - one),
      )
      hashes[hashAt(word, 0)] = 1
    },
    apply(text) {
      const parts: string[] = []
      let copied = 0
      for (let start = 0; start + shortestWord <= text.length; start += 1) {
        const hit = longestAt(text, start)
        if (hit === undefined) continue
        parts.push(text.slice(copied, start), inCaseOf(hit.found, hit.known))
        copied = start + hit.found.length
        start = copied - 1
      }
      return copied === 0 ? text : [...parts, text.slice(copied)].join('')
    },
  }
}

function hashAt(text: string, start: number): number {
  let hash = 0
  for (let place = start; place < start + shortestWord; place += 1)
    hash = (hash * 31 + folded(text.charCodeAt(place))) & 0xffff
  return hash
}

function folded(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code
}

function inCaseOf(found: string, { word, replacement }: { word: string; replacement: string }): string {
  return found !== word && found === found.toUpperCase() ? replacement.toUpperCase() : replacement
}
