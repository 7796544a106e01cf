import { type Behind, readingsOf, type Step } from './escapes.ts'

/**
 * A text with every way to read it. Where no escape begins, a place is read as the character that stands there; where one does, as that character, as
 * what the escape stands for, as what that stands for in turn, and so on: all layers of escapes at once, in whatever order they were written.
 */
export interface TextReading {
  text: string
  /** The places that can be read in several ways, in order. */
  branches: readonly number[]
  /** Every way to read the text at a place; undefined where there is only the character that stands there. */
  stepsAt(place: number): readonly Step[] | undefined
  /** The characters that may have been read just before a place; none at the beginning of the text. */
  before(place: number): string
  /** The characters that may be read at a place; none at the end of the text. */
  after(place: number): string
}

/** Where an escape may begin. A line break is one, because writers break long lines; a tag is one, because readers do not see it. */
const introducers =
  /[\\&%\u00c2-\u00f4\r\n+]|[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Variation_Selector}\u180e\ufffc]|(?!\t)\p{Cc}|[\uff01-\uff5e\u2460-\u24ff\u{1d400}-\u{1d7ff}\u{1f100}-\u{1f1ff}]|=(?=[0-9A-Fa-f\r\n\\&%])|_x(?=[0-9A-Fa-f])|<(?=[!/?a-zA-Z\\&%])|\](?=[\]\\&%])|(["'`])(?=\1|\\|\s{0,20}\+)/gu

const maxReadBefore = 10_000

/** How many ways to read one place are told apart. A text with more was written in more layers than anything but an attack needs. */
const maxSteps = 64

/** How many characters may be looked at in a text, by its length: enough for any text but one made to take long. */
const lookupsAllowed = (length: number) => Math.min(20_000 + 24 * length, 2_000_000)

/** What a place was read as, by the text that begins there: most texts of a run hold the same names. */
export type KnownSteps = Map<string, readonly (Omit<Step, 'end'> & { length: number })[]>

/** How far steps may reach to be known by the text of so many characters, beyond which nothing was looked at; and how many are kept. */
const known = { reach: 20, window: 64, places: 20_000 }
/** What may have been looked at farther on: what indents a line, and a tag. */
const farReaching = /[\r\n<]/

/** @returns undefined where a text is written in too many layers to be read. */
export function readingOf(text: string, knownSteps: KnownSteps = new Map()): TextReading | undefined {
  introducers.lastIndex = 0
  const places: number[] = []
  for (let found = introducers.exec(text); found !== null; found = introducers.exec(text)) {
    places.push(found.index)
    introducers.lastIndex = found.index + found[0].length
  }
  if (places.length === 0) return plainReading(text)
  const steps = new Map<number, readonly Step[]>()
  const arrivals = new Map<number, string>()
  const isBranch = new Uint8Array(text.length)
  const behind: Behind = { text, steps, readBefore: new Map(), budget: { left: lookupsAllowed(text.length) } }
  const branches: number[] = []
  // From the end: what an escape is made of may be escaped itself, and stands behind its beginning.
  for (let next = places.length - 1; next >= 0; next -= 1) {
    const place = places[next] ?? 0
    const ways = waysAt(behind, place, knownSteps)
    if (ways === undefined || behind.budget.left < 0) return undefined
    if (ways.length === 1) continue
    steps.set(place, ways)
    isBranch[place] = 1
    branches.push(place)
    for (const { read, end } of ways) {
      if (read !== '' && end > place + 1) arrivals.set(end, (arrivals.get(end) ?? '') + read.slice(-1))
    }
  }
  branches.reverse()
  return {
    text,
    branches,
    // Asked for every place, and most have none.
    stepsAt: (place) => (isBranch[place] === 1 ? steps.get(place) : undefined),
    before: (place) => text.charAt(place - 1) + (arrivals.get(place) ?? ''),
    after: (place) =>
      steps
        .get(place)
        ?.map(({ read }) => read.charAt(0))
        .join('') ?? text.charAt(place),
  }
}

/** A text as it is written: no escape is undone. */
export function plainReading(text: string): TextReading {
  return {
    text,
    branches: [],
    stepsAt: () => undefined,
    before: (place) => text.charAt(place - 1),
    after: (place) => text.charAt(place),
  }
}

/** A number for what was read up to a place. Of the few texts that are longer than a character, no two begin alike. */
function idOf(read: string, end: number): number {
  return end * 0x200000 + (read.codePointAt(0) ?? 0x1fffff)
}

/** As {@link readingsOf}, which is asked the same again and again: of a run of backslashes, each may be what those before it stand for. */
function readingsFrom(behind: Behind, character: string, place: number): readonly Step[] {
  const id = idOf(character, place)
  const before = behind.readBefore.get(id)
  behind.budget.left -= before?.length ?? 0
  if (before !== undefined) return before
  const readings = readingsOf(behind, character, place)
  // Those far behind are not asked for again.
  if (behind.readBefore.size >= maxReadBefore) behind.readBefore.clear()
  behind.readBefore.set(id, readings)
  return readings
}

/** Every way to read a place, the character that stands there first; undefined where there are too many. */
function waysAt(behind: Behind, place: number, knownSteps: KnownSteps): readonly Step[] | undefined {
  const window = behind.text.slice(place, place + known.window)
  const before = knownSteps.get(window)
  if (before !== undefined) {
    behind.budget.left -= before.length
    return before.map(({ length, ...step }) => ({ ...step, end: place + length }))
  }
  const ways: Step[] = [{ read: behind.text.charAt(place), end: place + 1 }]
  const seen = new Set([idOf(behind.text.charAt(place), place + 1)])
  for (let way = 0; way < ways.length; way += 1) {
    const { read, end, guess }: Step = ways[way] ?? { read: '', end: place }
    if (read.length !== 1) continue
    for (const found of readingsFrom(behind, read, end)) {
      const id = idOf(found.read, found.end)
      if (seen.has(id)) continue
      seen.add(id)
      if (ways.length === maxSteps) return undefined
      // What a guess is read on to is one as well.
      ways.push(guess === undefined ? found : { ...found, guess })
    }
  }
  behind.budget.left -= ways.length
  if (ways.every(({ end }) => end <= place + known.reach) && !farReaching.test(window)) {
    if (knownSteps.size >= known.places) knownSteps.clear()
    knownSteps.set(
      window,
      ways.map(({ end, ...step }) => ({ ...step, length: end - place })),
    )
  }
  return ways
}

/** The way that undoes most, of those that are no guess. A line break is a blank. */
function farthestOf(steps: readonly Step[], first: string): Step | undefined {
  const isLineBreak = first === '\r' || first === '\n'
  const preferred = isLineBreak ? ' ' : ''
  let chosen: Step | undefined
  for (const step of steps) {
    if (step.guess !== undefined || (isLineBreak && step.read !== ' ' && step.read !== first)) continue
    const isFarther = chosen === undefined || step.end > chosen.end
    if (isFarther || (step.end === chosen?.end && step.read === preferred)) chosen = step
  }
  return chosen
}

/** A text with every escape undone, in one of the ways to read it, and where its places stand in the source. */
export function flatten({ text, branches, stepsAt }: TextReading): { text: string; placeOf(place: number): number } {
  if (branches.length === 0) return { text, placeOf: (place) => place }
  const parts: string[] = []
  // Where parts begin, in the flat text and in the source.
  const starts: { flat: number; source: number }[] = []
  let flat = 0
  let source = 0
  const add = (part: string, end: number) => {
    starts.push({ flat, source })
    parts.push(part)
    flat += part.length
    source = end
  }
  for (const branch of branches) {
    if (branch < source) continue
    if (branch > source) add(text.slice(source, branch), branch)
    const step = farthestOf(stepsAt(branch) ?? [], text.charAt(branch))
    if (step !== undefined) add(step.read, step.end)
  }
  add(text.slice(source), text.length)
  starts.push({ flat, source })
  return {
    text: parts.join(''),
    placeOf(place) {
      const index = lastAtMost(starts, place)
      const start = starts[index] ?? { flat: 0, source: 0 }
      return Math.min(start.source + (place - start.flat), starts[index + 1]?.source ?? text.length)
    },
  }
}

/** The last of several parts that begins at a place or before it; found by halving, because a long text has many. */
function lastAtMost(starts: readonly { flat: number }[], place: number): number {
  let [from, to] = [0, starts.length]
  while (to - from > 1) {
    const middle = (from + to) >> 1
    if ((starts[middle]?.flat ?? 0) <= place) from = middle
    else to = middle
  }
  return from
}
