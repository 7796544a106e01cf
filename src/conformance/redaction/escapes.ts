import { characterEntities } from 'character-entities'

/** A way to read a text at a place: the characters that a reader would have, and where he reads on. */
export interface Step {
  read: string
  end: number
  /**
   * What is a guess: an escape of quoted-printable, which looks like an equals sign before a value that begins with digits, a tag, which may be
   * a text between angle brackets, or the end and the beginning of two texts that are joined.
   */
  guess?: 'quoted' | 'tag' | 'joined'
}

/** What is known of a text while it is read from its end: at a place without steps, the character that stands there is all there is to read. */
export interface Behind {
  text: string
  steps: ReadonlyMap<number, readonly Step[]>
  /** How many characters may still be looked at; below zero, none is, and the text counts as unreadable. */
  budget: { left: number }
  /** What an escape was read as that begins with a character and goes on at a place. */
  readBefore: Map<number, readonly Step[]>
}

/** What an escape stands for that begins with a character, itself read up to `place`. Each in every spelling that some reader undoes. */
export function readingsOf(behind: Behind, character: string, place: number): Step[] {
  switch (character) {
    case '\\':
      return afterBackslash(behind, place)
    case '&':
      return afterAmpersand(behind, place)
    case '%':
      return afterPercent(behind, place)
    case '=':
      return afterEquals(behind, place)
    case '+':
      return [{ read: ' ', end: place }]
    case '_':
      return afterUnderscore(behind, place)
    case '<':
      return afterTagStart(behind, place)
    case ']':
      return behindText(behind, place, ']><![CDATA[').map((end) => ({ read: '', end }))
    case '"':
    case "'":
    case '`':
      return afterQuote(behind, character, place)
    case '\r':
    case '\n':
      return afterLineBreak(behind, character, place)
    case '\u001b':
    case '\u009b':
      return [{ read: '', end: place }, ...afterTerminalControl(behind, character, place)]
    default:
      return [...unseenAt(behind, character, place), ...afterByte(behind, character, place)]
  }
}

const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Variation_Selector}\u180e\ufffc]/u

/** What is not seen, and what is a plain letter in another shape (full-width, circled, bold): half a pair is read with its other half. */
function unseenAt({ text }: Behind, character: string, place: number): Step[] {
  const code = text.codePointAt(place - 1)
  const isPair = code !== undefined && code > 0xffff && text.charAt(place - 1) === character
  const whole = isPair ? String.fromCodePoint(code) : character
  const end = isPair ? place + 1 : place
  if (unseen.test(whole)) return [{ read: '', end }, ...tagLetter(whole, end)]
  const plain = whole.normalize('NFKC')
  return plain !== whole && /^[!-~]$/.test(plain) ? [{ read: plain, end }] : []
}

/** The characters of tags (U+E0020 on) repeat those of ASCII. */
function tagLetter(character: string, end: number): Step[] {
  const code = (character.codePointAt(0) ?? 0) - 0xe0000
  return code >= 0x20 && code < 0x7f ? [{ read: String.fromCharCode(code), end }] : []
}

/** Behind the character that begins it, a control sequence of a terminal (ECMA-48): its parameters and a letter; also a command, to its end. */
function afterTerminalControl(behind: Behind, character: string, place: number): Step[] {
  if (character === '\u009b') return afterParameters(behind, place)
  return [
    ...behindCharacter(behind, place, '[').flatMap((end) => afterParameters(behind, end)),
    ...behindCharacter(behind, place, ']').flatMap((end) => afterCommand(behind, end)),
    ...behindCharacter(behind, place, '(').flatMap((end) => charactersAt(behind, end).map((one) => unseenTo(one.end))),
  ]
}

const maxParameters = 24
const maxCommand = 200

function afterParameters(behind: Behind, place: number): Step[] {
  let [next] = charactersAt(behind, place).slice(-1)
  for (let length = 0; length < maxParameters && next !== undefined; length += 1) {
    if (/[@-~]/.test(next.read)) return [unseenTo(next.end)]
    if (!/[ -?]/.test(next.read)) return []
    next = charactersAt(behind, next.end).at(-1)
  }
  return []
}

function afterCommand(behind: Behind, place: number): Step[] {
  let [next] = charactersAt(behind, place, 0).slice(-1)
  for (let length = 0; length < maxCommand && next !== undefined; length += 1) {
    if (next.read === '\u0007') return [unseenTo(next.end)]
    if (next.read === '\u001b') return behindCharacter(behind, next.end, '\\').map(unseenTo)
    next = charactersAt(behind, next.end, 0).at(-1)
  }
  return []
}

const unseenTo = (end: number): Step => ({ read: '', end })

const indentation = /[ \t]{0,40}/y

/** The characters that may be read at a place, past what is not seen. */
function charactersAt(behind: Behind, place: number, unseenLeft = 2): readonly Step[] {
  const { text, steps, budget } = behind
  budget.left -= 1
  if (budget.left < 0) return []
  const ways = steps.get(place)
  if (ways === undefined) return place < text.length ? [{ read: text.charAt(place), end: place + 1 }] : []
  return ways.flatMap((way) => {
    if (way.read !== '') return way.read.length === 1 ? [way] : []
    return unseenLeft === 0 ? [] : charactersAt(behind, way.end, unseenLeft - 1)
  })
}

/** Every run of 1 to `max` characters of a kind that may be read from a place on, the shorter first. */
function runsOf(behind: Behind, place: number, kind: RegExp, max: number): Step[] {
  const runs: Step[] = []
  let last: Step[] = [{ read: '', end: place }]
  for (let length = 0; length < max && last.length > 0; length += 1) {
    last = last.flatMap(({ read, end }) =>
      charactersAt(behind, end).flatMap((next) =>
        kind.test(next.read) ? [{ read: read + next.read, end: next.end }] : [],
      ),
    )
    runs.push(...last)
    if (runs.length > 256) break
  }
  return runs
}

const hex = /[0-9a-fA-F]/
const octal = /[0-7]/
const decimal = /[0-9]/
const nameCharacter = /[0-9a-zA-Z]/

/** The place behind a character, for each way to read it there. */
function behindCharacter(behind: Behind, place: number, wanted: string): number[] {
  return charactersAt(behind, place).flatMap(({ read, end }) => (read === wanted ? [end] : []))
}

/** What hexadecimal digits of exactly this length stand for. */
function hexAt(behind: Behind, place: number, length: number): Step[] {
  return runsOf(behind, place, hex, length).flatMap(({ read, end }) =>
    read.length === length ? characterOf(Number.parseInt(read, 16), end) : [],
  )
}

function characterOf(code: number, end: number): Step[] {
  return code <= 0x10ffff ? [{ read: String.fromCodePoint(code), end }] : []
}

/** The letters of C, JavaScript, JSON and YAML. */
const controls: Record<string, string> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  a: '\u0007',
  e: '\u001b',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
}
/** How many hexadecimal digits follow these letters. */
const digitsAfter: Record<string, number> = { x: 2, u: 4, U: 8 }

function afterBackslash(behind: Behind, place: number): Step[] {
  const found: Step[] = []
  for (const { read, end } of charactersAt(behind, place)) {
    const control = controls[read]
    if (control !== undefined) found.push({ read: control, end })
    else if (read === '\n' || read === '\r') found.push(...afterContinuation(behind, read, end))
    if (!nameCharacter.test(read)) found.push({ read, end })
    const length = digitsAfter[read]
    if (length !== undefined) found.push(...hexAt(behind, end, length), ...inBraces(behind, end))
  }
  const [first] = charactersAt(behind, place)
  if (first !== undefined && hex.test(first.read)) {
    for (const { read, end } of runsOf(behind, place, octal, 3)) {
      if (Number.parseInt(read, 8) < 256) found.push(...characterOf(Number.parseInt(read, 8), end))
    }
    found.push(...hexAt(behind, place, 2), ...inStyleSheet(behind, place))
  }
  return found
}

/** As in `\u{3d}`. */
function inBraces(behind: Behind, place: number): Step[] {
  return behindCharacter(behind, place, '{').flatMap((inside) =>
    runsOf(behind, inside, hex, 8).flatMap(({ read, end }) =>
      behindCharacter(behind, end, '}').flatMap((outside) => characterOf(Number.parseInt(read, 16), outside)),
    ),
  )
}

/** As many digits as there are, and a blank that ends them. */
function inStyleSheet(behind: Behind, place: number): Step[] {
  const longest = runsOf(behind, place, hex, 6).at(-1)
  if (longest === undefined) return []
  const code = Number.parseInt(longest.read, 16)
  return [
    ...characterOf(code, longest.end),
    ...behindCharacter(behind, longest.end, ' ').flatMap((end) => characterOf(code, end)),
  ]
}

/** A backslash at the end of a line: the text goes on in the next. */
function afterContinuation(behind: Behind, lineBreak: string, place: number): Step[] {
  return afterLineBreak(behind, lineBreak, place).flatMap(({ read, end }) => (read === '' ? [{ read, end }] : []))
}

let lowerCaseEntities: Map<string, string> | undefined

/** What a name stands for; in whatever letter case, where no name is written like that. */
function namedCharacter(name: string): string | undefined {
  lowerCaseEntities ??= new Map(
    Object.entries(characterEntities)
      .reverse()
      .map(([known, character]) => [known.toLowerCase(), character]),
  )
  return characterEntities[name] ?? lowerCaseEntities.get(name.toLowerCase())
}

function afterAmpersand(behind: Behind, place: number): Step[] {
  const found: Step[] = []
  /** With the semicolon that ends it, or, as browsers read it, without. */
  const add = (read: string, end: number) => {
    const ends = behindCharacter(behind, end, ';')
    for (const one of ends.length > 0 ? ends : [end]) found.push({ read, end: one })
  }
  for (const { read, end } of runsOf(behind, place, nameCharacter, 32)) {
    const named = namedCharacter(read)
    if (named !== undefined) add(named, end)
  }
  for (const digits of behindCharacter(behind, place, '#')) {
    for (const run of longestOf(behind, runsOf(behind, digits, decimal, 10)))
      addCode(Number.parseInt(run.read, 10), run.end)
    for (const letter of ['x', 'X']) {
      for (const inHex of behindCharacter(behind, digits, letter)) {
        for (const run of longestOf(behind, runsOf(behind, inHex, hex, 10)))
          addCode(Number.parseInt(run.read, 16), run.end)
      }
    }
  }
  return found

  function addCode(code: number, end: number): void {
    for (const { read } of characterOf(code, end)) add(read, end)
    // HTML reads these as the characters of windows-1252.
    if (code >= 0x80 && code < 0xa0) add(windows1252.charAt(code - 0x80), end)
  }
}

/** The characters of windows-1252 from 0x80 on. Written out, because Node's TextDecoder reads these bytes as latin1 (nodejs/node #56542). */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** The longest, and those that end where another escape begins: its character may be a digit, too. */
function longestOf({ text }: Behind, runs: readonly Step[]): Step[] {
  const length = Math.max(...runs.map(({ read }) => read.length))
  return runs.filter(({ read, end }) => read.length === length || text.charAt(end) === '&')
}

function afterPercent(behind: Behind, place: number): Step[] {
  // The function escape() writes %u20ac.
  const inUnits = behindCharacter(behind, place, 'u').flatMap((end) => hexAt(behind, end, 4))
  return [...hexAt(behind, place, 2), ...inUnits]
}

/** As in quoted-printable. */
function afterEquals(behind: Behind, place: number): Step[] {
  const continued = charactersAt(behind, place).flatMap(({ read, end }) =>
    read === '\n' || read === '\r' ? afterContinuation(behind, read, end) : [],
  )
  return [...hexAt(behind, place, 2).map((step) => ({ ...step, guess: 'quoted' as const })), ...continued]
}

/** As in the names that .NET writes: `_x003D_`. */
function afterUnderscore(behind: Behind, place: number): Step[] {
  return behindCharacter(behind, place, 'x').flatMap((digits) =>
    hexAt(behind, digits, 4).flatMap(({ read, end }) =>
      behindCharacter(behind, end, '_').map((outside) => ({ read, end: outside })),
    ),
  )
}

/** What a reader does not see: the beginning of a CDATA section, and a tag. */
function afterTagStart(behind: Behind, place: number): Step[] {
  const ends = behindText(behind, place, '![CDATA[')
  if (ends.length > 0) return ends.map((end) => ({ read: '', end }))
  let [next] = charactersAt(behind, place)
  if (next === undefined || !/[!/?a-zA-Z]/.test(next.read)) return []
  for (let length = 0; length < maxTagLength && next !== undefined; length += 1) {
    if (next.read === '<') return []
    if (next.read === '>') return [{ read: '', end: next.end, guess: 'tag' }]
    // Of several ways to read it, the one that undoes most.
    next = charactersAt(behind, next.end).at(-1)
  }
  return []
}

const maxTagLength = 200

/** The places behind a text, for each way to read it there. */
function behindText(behind: Behind, place: number, wanted: string): number[] {
  let ends = [place]
  for (const character of wanted) ends = [...new Set(ends.flatMap((end) => behindCharacter(behind, end, character)))]
  return ends
}

const joined = /\s{0,20}\+\s{0,20}["'`]/y
const inShell = /\\''|"'"'/y

/** A quote that is doubled, the shell's way to write one, and the end and the beginning of two texts that are joined. */
function afterQuote(behind: Behind, quote: string, place: number): Step[] {
  const doubled = charactersAt(behind, place, 0).filter(({ read }) => read === quote)
  const inText = (pattern: RegExp, read: string): Step[] => {
    pattern.lastIndex = place
    const [found] = pattern.exec(behind.text) ?? []
    return found === undefined ? [] : [{ read, end: place + found.length }]
  }
  return [
    ...doubled,
    ...inText(joined, '').map((step) => ({ ...step, guess: 'joined' as const })),
    ...(quote === "'" ? inText(inShell, quote) : []),
  ]
}

/** As it is, as a blank, or not at all; with what indents the next line. */
function afterLineBreak({ text }: Behind, character: string, place: number): Step[] {
  const line = character === '\r' && text.charAt(place) === '\n' ? place + 1 : place
  indentation.lastIndex = line
  const end = line + (indentation.exec(text)?.[0].length ?? 0)
  return [...new Set([line, end])].flatMap((one) => ['\n', ' ', ''].map((read) => ({ read, end: one })))
}

/** Bytes that were read as characters: a header's, or those of escapes of single bytes. As UTF-8, they are another character. */
function afterByte(behind: Behind, character: string, place: number): Step[] {
  const lead = character.charCodeAt(0)
  if (lead < 0xc2 || lead > 0xf4) return []
  const count = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3
  return runsOf(behind, place, /[\u0080-\u00bf]/, count).flatMap(({ read, end }) => {
    if (read.length !== count) return []
    const decoded = Buffer.from(character + read, 'latin1').toString()
    return decoded.includes('\ufffd') ? [] : [{ read: decoded, end }]
  })
}
