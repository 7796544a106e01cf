import { flatten, type TextReading } from './reading.ts'

/** A part of a text that may be bytes in base64, in hexadecimal or as a list of numbers, and the texts that those bytes may be. */
export interface EncodedRun {
  start: number
  end: number
  decoded: readonly string[]
  /** It may be more than belongs together: runs that are lines of one, or words beside each other. Each of them stands in the list as well. */
  isFolded?: boolean
}

/** The first group is a list of numbers. */
const lists =
  /(?<![\w.])(?:(\d{1,6}(?:\s*[,;]\s*\d{1,6}){4,})|(?:0x)?[0-9a-f]{2}(?:[ :,+-] ?(?:0x)?[0-9a-f]{2}){4,}(?!\w))/gi

/** Bytes as pairs of hexadecimal digits, and characters as decimal numbers, as a Buffer is written in JSON. */
export function listsOf(reading: TextReading): EncodedRun[] {
  const { text, placeOf } = flatten(reading)
  if (!mayHoldList(text)) return []
  return Array.from(text.matchAll(lists), ({ 0: all, 1: numbers, index }) => ({
    start: placeOf(index),
    end: placeOf(index + all.length),
    decoded: [inPairs(all), ...(numbers === undefined ? [] : [inNumbers(numbers)])],
  }))
}

/** As many short words in a row may be a list of bytes. */
const minListed = 5

/** Looked at first, because few texts hold a list. */
function mayHoldList(text: string): boolean {
  let listed = 0
  let start = 0
  for (let place = 0; place <= text.length; place += 1) {
    if (isWord(text.charCodeAt(place))) continue
    if (place > start) listed = place - start <= 6 && isHexadecimal(text.charCodeAt(start)) ? listed + 1 : 0
    if (listed === minListed) return true
    start = place + 1
  }
  return false
}

function isWord(code: number): boolean {
  const letter = code | 0x20
  return (code >= 0x30 && code <= 0x39) || (letter >= 0x61 && letter <= 0x7a)
}

function isHexadecimal(code: number): boolean {
  const letter = code | 0x20
  return (code >= 0x30 && code <= 0x39) || (letter >= 0x61 && letter <= 0x66)
}

function inPairs(list: string): string {
  return Buffer.from(list.replaceAll(/0x|[^0-9a-f]/gi, ''), 'hex').toString('latin1')
}

function inNumbers(list: string): string {
  return list.replaceAll(/(\d+)(?:\s*[,;]\s*)?/g, (_, code: string) => String.fromCharCode(Number(code)))
}
