/** Words to be replaced wherever they stand in a text, in whatever case. Thousands of them cost hardly more than one. */
export interface MultiPatternReplacer {
  /**
   * @param word at least {@link minPatternLength} characters; shorter ones are passed over. A word that is known already keeps what it has.
   * @param isWhole replaced only where it is no part of a longer word.
   */
  add(word: string, replacement: string, isWhole?: boolean): void
  /** A text with every word replaced, the longest where several begin at one place. A word in capitals is replaced in capitals. */
  apply(text: string): string
}

/** A shorter word might stand in a text by chance. */
const minPatternLength = 6

/** Of words that begin alike, only so many lengths are told apart: else who chooses the words chooses how long a text takes. */
const maxLengths = 48

interface Known {
  word: string
  replacement: string
  isWhole: boolean
}

export function createReplacer(): MultiPatternReplacer {
  const words = new Map<string, Known>()
  // By their beginnings; and, before a beginning is cut out and looked up, a table of the hashes that any of them has.
  const lengthsByBeginning = new Map<string, number[]>()
  const hashes = new Uint8Array(2 ** 16)

  function longestAt(text: string, start: number): { found: string; known: Known } | undefined {
    for (const length of lengthsByBeginning.get(text.slice(start, start + minPatternLength).toLowerCase()) ?? []) {
      const found = text.slice(start, start + length)
      const known = words.get(found.toLowerCase())
      if (known === undefined) continue
      if (!known.isWhole || !(isInWord(text, start - 1) || isInWord(text, start + length))) return { found, known }
    }
    return undefined
  }

  return {
    add(word, replacement, isWhole = false) {
      const folded = word.toLowerCase()
      if (word.length < minPatternLength || words.has(folded)) return
      const beginning = folded.slice(0, minPatternLength)
      const known = lengthsByBeginning.get(beginning) ?? []
      if (!known.includes(word.length)) {
        if (known.length >= maxLengths) return
        lengthsByBeginning.set(
          beginning,
          [...known, word.length].sort((one, other) => other - one),
        )
      }
      words.set(folded, { word, replacement, isWhole })
      hashes[beginningHash(word) & 0xffff] = 1
    },
    apply(text) {
      if (text.length < minPatternLength) return text
      const parts: string[] = []
      let copied = 0
      let hash = beginningHash(text)
      for (let start = 0; start + minPatternLength <= text.length; start += 1) {
        if (start > 0) hash = nextHash(hash, text, start)
        if (start < copied || hashes[hash & 0xffff] === 0) continue
        const hit = longestAt(text, start)
        if (hit === undefined) continue
        parts.push(text.slice(copied, start), inCaseOf(hit.found, hit.known))
        copied = start + hit.found.length
      }
      return copied === 0 ? text : [...parts, text.slice(copied)].join('')
    },
  }
}

function isInWord(text: string, place: number): boolean {
  return /[\p{L}\p{N}_]/u.test(text.charAt(place))
}

/** What the first of as many characters as a beginning has counts for. */
const highest = 31 ** (minPatternLength - 1)

function beginningHash(text: string): number {
  let hash = 0
  for (let place = 0; place < minPatternLength; place += 1) hash = Math.imul(hash, 31) + folded(text.charCodeAt(place))
  return hash
}

/** The hash of the characters from a place on, by that of those one place before: each character is gone through once. */
function nextHash(hash: number, text: string, start: number): number {
  const left = folded(text.charCodeAt(start - 1))
  const entered = folded(text.charCodeAt(start + minPatternLength - 1))
  return Math.imul(hash - Math.imul(left, highest), 31) + entered
}

/** The same for a character in any case; of those beyond ASCII, the same for all. */
function folded(code: number): number {
  if (code > 127) return 128
  return code >= 65 && code <= 90 ? code + 32 : code
}

function inCaseOf(found: string, { word, replacement }: Known): string {
  return found !== word && found === found.toUpperCase() ? replacement.toUpperCase() : replacement
}
