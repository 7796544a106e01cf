import { type EncodedRun, listsOf } from './number-lists.ts'
import type { TextReading } from './reading.ts'

/** A shorter run holds no secret of six characters. */
const minLength = 8
const hexDigits = /[0-9a-f]{10,}/gi
/** Fewer bytes in a row that are a text hold no secret of six characters that lacks one. */
const minTextBytes = 5

/** The six bits of each character of base64 and base64url, 0xff for others. */
const bits = new Uint8Array(0x10000).fill(0xff)
for (const alphabet of ['+/', '-_']) {
  const all = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${alphabet}`
  for (let value = 0; value < all.length; value += 1) bits[all.charCodeAt(value)] = value
}

/** What runs were decoded to; most texts of a run hold the same names and keys. */
export type DecodedRuns = Map<string, readonly string[]>

const nothing: readonly string[] = []
const maxKept = { runs: 20_000, length: 128 }

/** A run of several lines, as a header has them that was folded (RFC 9112, 5.2): its line breaks were replaced by blanks. */
interface FoldedRun {
  start: number
  characters: string
  end: number
  isFolded: boolean
}

const foldedBy = /^[ \t]{1,3}$/
/** All lines but the last are as long at least; shorter ones are words. */
const minLineLength = 16

/** Every run that may be encoded bytes. Runs of hexadecimal digits are runs of base64 as well, and told once. */
export function encodedRunsOf(reading: TextReading, known: DecodedRuns): EncodedRun[] {
  const runs: EncodedRun[] = []
  const { text, branches } = reading
  let folded: FoldedRun | undefined
  let branch = 0

  /** Adds a run to the lines before it, or begins with it. */
  function fold(start: number, characters: string, end: number): void {
    if (folded !== undefined && foldedBy.test(text.slice(folded.end, start))) {
      folded = { ...folded, characters: folded.characters + characters, end, isFolded: true }
      if (characters.length < minLineLength) endFolded()
      return
    }
    endFolded()
    if (characters.length >= minLineLength) folded = { start, characters, end, isFolded: false }
  }

  function endFolded(): void {
    if (folded?.isFolded) add(folded.start, folded.characters, folded.end, true)
    folded = undefined
  }

  function add(start: number, characters: string, end: number, isFolded = false): void {
    const decoded = known.get(characters) ?? decode(characters, known)
    if (decoded.length > 0) runs.push({ start, end: behindPadding(reading, end), decoded, isFolded })
  }

  let nextBranch = branches[0] ?? text.length

  /** Adds the run that begins at a place, if one does. @returns the place behind it. */
  function addRunAt(place: number): number {
    while (nextBranch < place) {
      branch += 1
      nextBranch = branches[branch] ?? text.length
    }
    let word = place
    while (word < nextBranch && bits[text.charCodeAt(word)] !== 0xff) word += 1
    const isPlain = word < nextBranch || word === text.length
    // Most runs are short words.
    if (isPlain && word - place < minLength) {
      if (folded !== undefined && word > place) fold(place, text.slice(place, word), word)
      return word + 1
    }
    const { characters, end } = isPlain ? { characters: text.slice(place, word), end: word } : runFrom(reading, place)
    if (characters.length >= minLength) {
      add(place, characters, end)
      fold(place, characters, end)
    }
    return Math.max(end, place + 1)
  }

  // A function for each step: as one loop, V8 11.3 (Node 20) has once compiled it so that it stayed at its first place for ever.
  let place = 0
  while (place < text.length) place = addRunAt(place)
  endFolded()
  return [...runs, ...listsOf(reading)]
}

function decode(characters: string, known: DecodedRuns): readonly string[] {
  const decoded = [...inBase64(characters), ...inHex(characters)]
  if (characters.length > maxKept.length) return decoded
  if (known.size >= maxKept.runs) known.clear()
  known.set(characters, decoded.length === 0 ? nothing : decoded)
  return decoded
}

/** The characters of base64 from a place on, also where they are escaped or broken into lines, and where they end. */
function runFrom({ text, stepsAt }: TextReading, start: number): { characters: string; end: number } {
  const parts: string[] = []
  let place = start
  let end = start
  let plain = start
  let unseenInARow = 0
  for (;;) {
    const steps = stepsAt(place)
    if (steps === undefined) {
      if (place >= text.length || bits[text.charCodeAt(place)] === 0xff) break
      place += 1
      end = place
      unseenInARow = 0
      continue
    }
    parts.push(text.slice(plain, place))
    let chosen: { read: string; end: number } | undefined
    for (const step of steps) {
      if (step.guess === 'quoted') continue
      if (step.read !== '' && (step.read.length > 1 || bits[step.read.charCodeAt(0)] === 0xff)) continue
      if (chosen === undefined || step.end > chosen.end) chosen = step
    }
    plain = chosen?.end ?? place
    if (chosen === undefined || (chosen.read === '' && parts.every((part) => part === ''))) break
    unseenInARow = chosen.read === '' ? unseenInARow + 1 : 0
    if (unseenInARow > maxUnseenInARow) break
    parts.push(chosen.read)
    place = chosen.end
    if (chosen.read !== '') end = place
  }
  if (plain < place) parts.push(text.slice(plain, place))
  return { characters: parts.join(''), end }
}

/** Without a limit, a text of nothing else would be read to its end from each of its places. */
const maxUnseenInARow = 16

function behindPadding({ text, stepsAt }: TextReading, end: number): number {
  let place = end
  for (let count = 0; count < 2; count += 1) {
    const escaped = stepsAt(place)?.find(({ read }) => read === '=')
    if (escaped !== undefined) place = escaped.end
    else if (text.charAt(place) === '=') place += 1
  }
  return place
}

let buffer = new Uint8Array(4096)

/** The bytes of a run as texts, once for each place where its groups of four may begin. */
function inBase64(characters: string): string[] {
  if (buffer.length < characters.length) buffer = new Uint8Array(characters.length * 2)
  return [0, 1, 2, 3].flatMap((skipped) => {
    let length = 0
    let pending = 0
    let held = 0
    for (let place = skipped; place < characters.length; place += 1) {
      pending = ((pending << 6) | (bits[characters.charCodeAt(place)] ?? 0)) & 0xffff
      held += 6
      if (held < 8) continue
      held -= 8
      buffer[length] = (pending >> held) & 0xff
      length += 1
    }
    return [...textsIn(buffer, length), ...inWideCharacters(buffer, length)]
  })
}

function inHex(characters: string): string[] {
  const texts: string[] = []
  for (const [digits] of characters.matchAll(hexDigits)) {
    for (const skipped of [0, 1]) {
      const bytes = Buffer.from(digits.slice(skipped), 'hex')
      texts.push(...textsIn(bytes, bytes.length), ...inWideCharacters(bytes, bytes.length))
    }
  }
  return texts
}

/** In UTF-16, of either order: then, some bytes are zero, and all of them first or all second. */
function inWideCharacters(bytes: Uint8Array, length: number): string[] {
  const zeros = [0, 0]
  for (let place = 0; place < length; place += 1) if (bytes[place] === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1
  if (zeros.every((count) => count < 2)) return []
  const copy = Buffer.from(bytes.subarray(0, length - (length % 2)))
  return [copy.toString('utf16le'), copy.swap16().toString('utf16le')]
}

/** The parts of bytes that are a text: printable characters in UTF-8, zeros, and what begins a control sequence of a terminal. */
function textsIn(bytes: Uint8Array, length: number): string[] {
  const texts: string[] = []
  let start = 0
  for (let place = 0; place <= length; ) {
    const size = place < length ? characterSize(bytes, place, length) : 0
    if (size > 0) {
      place += size
      continue
    }
    if (place - start >= minTextBytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, place - start).toString()
      // A part is no whole value: something that is no text stands beside it.
      texts.push(`${start === 0 ? '' : noCharacter}${text}${place === length ? '' : noCharacter}`)
    }
    place += 1
    start = place
  }
  return texts
}

const noCharacter = '\uffff'

/** How many bytes the character at a place has; 0 where there is none that is printed. */
function characterSize(bytes: Uint8Array, place: number, length: number): number {
  const byte = bytes[place] ?? 0
  if (byte < 0x80)
    return (byte >= 0x20 && byte !== 0x7f) || byte === 0 || byte === 0x1b || (byte >= 9 && byte <= 13) ? 1 : 0
  const size = byte < 0xc2 || byte > 0xf4 ? 0 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
  if (place + size > length) return 0
  for (let next = 1; next < size; next += 1) if (((bytes[place + next] ?? 0) & 0xc0) !== 0x80) return 0
  return size
}
