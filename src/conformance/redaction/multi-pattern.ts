/**
 * Rabin-Karp multi-pattern search: a rolling hash over the first characters of each pattern says where one may begin.
 *
 * Own code, because patterns are added while texts are masked (a token with each login): a ready Aho-Corasick automaton is built once, from
 * all patterns, and would have to be built again each time.
 */
export interface MultiPatternReplacer {
  /**
   * @param pattern at least {@link minPatternLength} characters; shorter ones are ignored. A known pattern keeps its replacement.
   * @param isWholeWord replaced only where it is not part of a longer word.
   */
  add(pattern: string, replacement: string, isWholeWord?: boolean): void
  /** The text with every pattern replaced, in whatever letter case; of several that begin at one place, the longest. A match in capitals is replaced in capitals. */
  apply(text: string): string
}

/** A shorter pattern might stand in a text by chance. */
const minPatternLength = 6

/** How many lengths are told apart among patterns that begin alike: without a limit, a target that chooses them would choose how long a text takes. */
const maxLengths = 48

interface Pattern {
  pattern: string
  replacement: string
  isWholeWord: boolean
}

export function createReplacer(): MultiPatternReplacer {
  const patterns = new Map<string, Pattern>()
  const lengthsByPrefix = new Map<string, number[]>()
  // The hashes of all prefixes: looked up before a prefix is cut out of the text.
  const hashes = new Uint8Array(2 ** 16)

  function longestAt(text: string, start: number): { found: string; match: Pattern } | undefined {
    for (const length of lengthsByPrefix.get(text.slice(start, start + minPatternLength).toLowerCase()) ?? []) {
      const found = text.slice(start, start + length)
      const match = patterns.get(found.toLowerCase())
      if (match === undefined) continue
      if (!match.isWholeWord || !(isInWord(text, start - 1) || isInWord(text, start + length))) return { found, match }
    }
    return undefined
  }

  return {
    add(pattern, replacement, isWholeWord = false) {
      const folded = pattern.toLowerCase()
      if (pattern.length < minPatternLength || patterns.has(folded)) return
      const prefix = folded.slice(0, minPatternLength)
      const lengths = lengthsByPrefix.get(prefix) ?? []
      if (!lengths.includes(pattern.length)) {
        if (lengths.length >= maxLengths) return
        lengthsByPrefix.set(
          prefix,
          [...lengths, pattern.length].sort((one, other) => other - one),
        )
      }
      patterns.set(folded, { pattern, replacement, isWholeWord })
      hashes[prefixHash(pattern) & 0xffff] = 1
    },
    apply(text) {
      if (text.length < minPatternLength) return text
      const parts: string[] = []
      let copied = 0
      let hash = prefixHash(text)
      for (let start = 0; start + minPatternLength <= text.length; start += 1) {
        if (start > 0) hash = nextHash(hash, text, start)
        if (start < copied || hashes[hash & 0xffff] === 0) continue
        const hit = longestAt(text, start)
        if (hit === undefined) continue
        parts.push(text.slice(copied, start), inCaseOf(hit.found, hit.match))
        copied = start + hit.found.length
      }
      return copied === 0 ? text : [...parts, text.slice(copied)].join('')
    },
  }
}

function isInWord(text: string, place: number): boolean {
  return /[\p{L}\p{N}_]/u.test(text.charAt(place))
}

/** The weight of the first character of a prefix in its hash. */
const firstWeight = 31 ** (minPatternLength - 1)

function prefixHash(text: string): number {
  let hash = 0
  for (let place = 0; place < minPatternLength; place += 1) hash = Math.imul(hash, 31) + folded(text.charCodeAt(place))
  return hash
}

/** The hash of the characters from `start` on, computed from the hash of those one place before. */
function nextHash(hash: number, text: string, start: number): number {
  const left = folded(text.charCodeAt(start - 1))
  const entered = folded(text.charCodeAt(start + minPatternLength - 1))
  return Math.imul(hash - Math.imul(left, firstWeight), 31) + entered
}

/** The same code for a character in any letter case; one code for all characters beyond ASCII. */
function folded(code: number): number {
  if (code > 127) return 128
  return code >= 65 && code <= 90 ? code + 32 : code
}

function inCaseOf(found: string, { pattern, replacement }: Pattern): string {
  return found !== pattern && found === found.toUpperCase() ? replacement.toUpperCase() : replacement
}
