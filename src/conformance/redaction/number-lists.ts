import { flatten, type TextReading } from './reading.ts'

/** A part of a text that may be bytes in base64, in hexadecimal or as a list of numbers, and the texts that those bytes may be. */
export interface EncodedRun {
  start: number
  end: number
  decoded: readonly string[]
  /** It may be more than belongs together: runs that are lines of one, or words beside each other. Each of them stands in the list as well. */
  isFolded?: boolean
}

/** As many numbers, or single characters, in a row may be a text. */
const minListed = 5
/** What stands between two of them: a blank, a comma, quotes, a call of a function that makes a character of its number. */
const maxGap = 12

/** A word of letters and digits, and where it stands. */
interface Word {
  text: string
  start: number
  end: number
}

/** Bytes and characters as numbers, however they are set apart, and characters that are set apart by the same text each time. */
export function listsOf(reading: TextReading): EncodedRun[] {
  const { text, placeOf } = flatten(reading)
  const place = ({ start, end, decoded }: EncodedRun) => ({ start: placeOf(start), end: placeOf(end), decoded })
  return [...numbersIn(text), ...spacedIn(text)].filter(({ decoded }) => decoded.length > 0).map(place)
}

/** Lists of numbers, with the same text between each: `84, 114`, `0x54 0x72`, `%54`, `chr(84).chr(114)`, `U+0054`, `54:72`, `124 162`. */
function numbersIn(text: string): EncodedRun[] {
  const lists: EncodedRun[] = []
  let list: Word[] = []
  let gap: string | undefined
  const end = () => {
    if (list.length >= minListed) lists.push(decodedList(list))
    list = []
    gap = undefined
  }
  for (const { 0: word, 1: digits = '', index } of text.matchAll(numbers)) {
    const number = { text: digits, start: index, end: index + word.length }
    const previous = list.at(-1)
    const between = previous === undefined ? '' : text.slice(previous.end, index)
    if (previous !== undefined && between.length > maxGap) end()
    else if (previous !== undefined) {
      const wide = between.replaceAll(/\s+/g, ' ')
      if (gap !== undefined && gap !== wide) {
        end()
        list.push(previous)
      }
      gap = wide
    }
    list.push(number)
  }
  end()
  return lists
}

/** Digits, with what tells their base before or behind them. */
const numbers = /(?<![A-Za-z0-9])(?:0[xX]|[xX])?([0-9A-Fa-f]{1,8})[hH]?(?![A-Za-z0-9])/g

function decodedList(list: readonly Word[]): EncodedRun {
  const digits = list.map(({ text }) => text)
  const all = (pattern: RegExp) => digits.every((one) => pattern.test(one))
  const inBase = (base: number) => digits.map((one) => characterOf(Number.parseInt(one, base))).join('')
  const bytes = (base: number) => Buffer.from(digits.map((one) => Number.parseInt(one, base) & 0xff)).toString()
  const decoded = [
    ...(all(/^\d{1,7}$/) ? [...new Set([inBase(10), bytes(10)])] : []),
    ...(all(/^[0-9A-Fa-f]{2}$/) ? [Buffer.from(digits.join(''), 'hex').toString('latin1'), bytes(16)] : []),
    ...(all(/^(?:[0-9A-Fa-f]{4})+$/) ? [Buffer.from(digits.join(''), 'hex').toString()] : []),
    ...(all(/^[0-9A-Fa-f]{4,6}$/) ? [inBase(16)] : []),
    ...(all(/^[0-7]{2,3}$/) ? [inBase(8), bytes(8)] : []),
    ...(all(/^[01]{8}$/) ? [bytes(2)] : []),
  ]
  return { start: list[0]?.start ?? 0, end: list.at(-1)?.end ?? 0, decoded }
}

function characterOf(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\uffff'
}

/** Characters with the same text between each: `p a s s`, `p.a.s.s`, `["p","a","s","s"]`, `**p****a**`, `\p\a\s\s`. */
const spaced = /([^\s])([^\p{L}\p{N}]{1,6})[^\s](?:\2[^\s]){3,}/gu

function spacedIn(text: string): EncodedRun[] {
  return Array.from(text.matchAll(spaced), ({ 0: all, 1: first = '', 2: gap = '', index }) => ({
    start: index,
    end: index + all.length,
    decoded: [withoutGaps(all, first.length, gap)],
  }))
}

/** Every character that stands before a gap. */
function withoutGaps(text: string, firstLength: number, gap: string): string {
  const characters = [text.slice(0, firstLength)]
  for (let place = firstLength; place < text.length; ) {
    place += gap.length
    const character = String.fromCodePoint(text.codePointAt(place) ?? 0xffff)
    characters.push(character)
    place += character.length
  }
  return characters.join('')
}
