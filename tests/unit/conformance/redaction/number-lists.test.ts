import { expect, test } from 'vitest'
import { listsOf } from '../../../../src/conformance/redaction/number-lists.ts'
import { readingOf } from '../../../../src/conformance/redaction/reading.ts'

/** The parts of a text that may be read as a secret. */
function partsThatGive(text: string, secret: string): string[] {
  const reading = readingOf(text)
  if (reading === undefined) throw new Error('not read')
  return listsOf(reading)
    .filter(({ decoded }) => decoded.some((one) => one.includes(secret)))
    .map(({ start, end }) => text.slice(start, end))
}

const bytes = [...Buffer.from('se/cret')]
const hex = bytes.map((byte) => byte.toString(16))

test.each<[string, string]>([
  ['decimal numbers with commas', bytes.join(', ')],
  ['decimal numbers in lines of their own', bytes.join('\n')],
  ['calls that make characters', bytes.map((byte) => `chr(${byte})`).join('.')],
  ['hexadecimal pairs with blanks', hex.join(' ')],
  ['hexadecimal pairs with colons', hex.join(':')],
  ['hexadecimal pairs with underscores', hex.join('_')],
  ['hexadecimal numbers as in C', hex.map((pair) => `0x${pair}`).join(',')],
  ['code points', hex.map((pair) => `U+00${pair}`).join(' ')],
  ['octal numbers', bytes.map((byte) => byte.toString(8)).join(' ')],
  ['bits', bytes.map((byte) => byte.toString(2).padStart(8, '0')).join(' ')],
  ['characters with blanks between', [...'se/cret'].join(' ')],
  ['characters with dots between', [...'se/cret'].join('.')],
  ['characters in bold, each', [...'se/cret'].map((one) => `**${one}**`).join('')],
])('%s are read', (_, text) => {
  const parts = partsThatGive(`x: ${text} end`, 'se/cret')
  expect(parts.length).toBeGreaterThan(0)
})

test.each<[string, string]>([
  ['a UUID', '52abcdef-0000-1111-2222-333344445555'],
  ['a time', '2026-01-01T00:00:00.000Z'],
  ['four numbers', '84, 114, 115, 101'],
  ['a sentence', 'the session of somebody has ended'],
])('%s gives nothing', (_, text) => {
  expect(partsThatGive(text, 'se')).toEqual([])
})
