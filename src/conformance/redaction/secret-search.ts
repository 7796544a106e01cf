import { type DecodedRuns, encodedRunsOf } from './encoded-runs.ts'
import { encodingsOf, formsOf } from './encodings.ts'
import { createSearch, type Match } from './multi-pattern.ts'
import type { Pattern } from './pattern-tree.ts'
import { type KnownSteps, plainReading, readingOf, type TextReading } from './reading.ts'

/** A secret or private value in a text: what of the text holds it, how it was read, and the pattern that it is. */
export interface Found {
  start: number
  end: number
  read: string
  pattern: Pattern
}

/** Finds secrets and private values in texts as a reader would read them: escapes and encodings undone, in whatever letter case. */
export interface SecretSearch {
  /** From now on found in every form, also as a part of a longer text, and where it lacks its first or its last character. */
  addSecret(secret: string, replacement: string): void
  /** From now on found where it is not part of a longer word. */
  addPrivate(value: string, replacement: string): void
  /** In order, none beginning within another; undefined where the text was made so that it cannot be read to its end. */
  find(text: string): Found[] | undefined
  /** The same in a text as it is written, with no escape undone: for texts that cannot be read to their end. */
  findAsWritten(text: string): Found[]
}

/** A shorter secret stands in texts by chance: it counts as a whole value only. Three characters of Han are long enough, or six letters. */
const minLength = { characters: 6, bytes: 9 }
const maxKept = { texts: 1000, length: 200 }
/** How often decoded bytes are decoded again. */
const maxDepth = 5

export function isLong(text: string): boolean {
  return text.length >= minLength.characters || Buffer.byteLength(text) >= minLength.bytes
}

/** The ranges of the first and the second half of a character beyond U+FFFF. */
const highSurrogate = { from: 0xd800, to: 0xdbff }
const lowSurrogate = { from: 0xdc00, to: 0xdfff }

/** How many units a character may have that is cut off. */
function cutsOf(unit: number, half: { from: number; to: number }): number[] {
  return unit >= half.from && unit <= half.to ? [1, 2] : [1]
}

/** @param mayFind whether a text is searched for at all: not where it is part of a public name, for example. */
export function createSecretSearch(mayFind: (text: string) => boolean): SecretSearch {
  const search = createSearch()
  const knownSteps: KnownSteps = new Map()
  const decodedRuns: DecodedRuns = new Map()

  /** What short texts hold: most headers of a run are the same. Forgotten when more is searched for. */
  const foundBefore = new Map<string, Found[] | undefined>()

  function add(value: string, patterns: readonly string[], replacement: string, bounds: Pattern['bounds']): void {
    foundBefore.clear()
    for (const pattern of patterns) {
      if (mayFind(pattern)) search.add({ value, pattern, replacement, bounds: isLong(pattern) ? bounds : 'value' })
    }
  }

  function matchesIn(reading: TextReading): { found: Found[]; isRead: boolean } {
    const found: Found[] = []
    const isRead = search.each(reading, (matches) => {
      const { start, end, read, pattern } = matches.reduce((one, other) => (isFarther(other, one) ? other : one))
      found.push({ start, end, read, pattern })
      return end
    })
    return { found, isRead }
  }

  function findIn(text: string, depth: number): Found[] | undefined {
    const reading = readingOf(text, knownSteps)
    if (reading === undefined) return undefined
    const { found, isRead } = matchesIn(reading)
    if (!isRead) return undefined
    if (depth === maxDepth) return found
    for (const { start, end, decoded, isFolded } of encodedRunsOf(reading, decodedRuns)) {
      // The same bytes may be read in several ways.
      const within = new Map<string, Found>()
      for (const bytes of decoded) {
        const inBytes = findIn(bytes, depth + 1)
        if (inBytes === undefined) return undefined
        for (const one of inBytes) within.set(one.pattern.value, { ...one, start, end })
      }
      const isKnown = ({ pattern }: Found) =>
        found.some((one) => one.pattern.value === pattern.value && one.start >= start && one.end <= end)
      for (const one of within.values()) if (!(isFolded && isKnown(one))) found.push(one)
    }
    return found.length > 1 ? found.sort((one, other) => one.start - other.start) : found
  }

  return {
    addSecret(secret, replacement) {
      add(secret, encodingsOf(secret), replacement, isLong(secret) ? 'any' : 'value')
      if (!isLong(secret)) return
      // Where a server uses one value as token and as key, an id that a check cuts from the key must be the same cut of its pseudonym.
      for (const cut of cutsOf(secret.charCodeAt(secret.length - 1), lowSurrogate))
        add(secret, formsOf(secret.slice(0, -cut)), replacement.slice(0, -1), 'any')
      for (const cut of cutsOf(secret.charCodeAt(0), highSurrogate))
        add(secret, formsOf(secret.slice(cut)), replacement.slice(1), 'any')
    },
    addPrivate(value, replacement) {
      if (isLong(value)) add(value, formsOf(value), replacement, 'word')
    },
    find(text) {
      if (text.length > maxKept.length) return findIn(text, 0)
      if (foundBefore.has(text)) return foundBefore.get(text)
      if (foundBefore.size >= maxKept.texts) foundBefore.clear()
      const found = findIn(text, 0)
      foundBefore.set(text, found)
      return found
    },
    findAsWritten: (text) => matchesIn(plainReading(text)).found,
  }
}

function isFarther(one: Match, other: Match): boolean {
  if (one.pattern === other.pattern && one.isTrailing !== other.isTrailing) return other.isTrailing
  return one.end === other.end ? one.pattern.pattern.length > other.pattern.pattern.length : one.end > other.end
}
