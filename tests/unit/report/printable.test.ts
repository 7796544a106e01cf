import { describe, expect, test } from 'vitest'
import { inTexts, printable } from '../../../src/conformance/redaction/printable.ts'
import { printableJson, printableLines, printableResult } from '../../../src/report/printable.ts'
import { sampleExchange } from '../../support/sample-exchange.ts'
import { sampleResult } from '../../support/sample-result.ts'

const rows = [
  ['a null character', '\u0000', '\\u{0}', '\\u0000'],
  ['an escape', '\u001b', '\\u{1b}', '\\u001b'],
  ['a delete', '\u007f', '\\u{7f}', '\\u007f'],
  ['a control character of the second range', '\u009b', '\\u{9b}', '\\u009b'],
  ['a carriage return', '\r', '\\u{d}', '\\u000d'],
  ['a soft hyphen', '\u00ad', '\\u{ad}', '\\u00ad'],
  ['a mark of Arabic direction', '\u061c', '\\u{61c}', '\\u061c'],
  ['a blank letter', '\u3164', '\\u{3164}', '\\u3164'],
  ['a space without a width', '\u200b', '\\u{200b}', '\\u200b'],
  ['an override of direction', '\u202e', '\\u{202e}', '\\u202e'],
  ['an isolate', '\u2066', '\\u{2066}', '\\u2066'],
  ['a line separator', '\u2028', '\\u{2028}', '\\u2028'],
  ['a paragraph separator', '\u2029', '\\u{2029}', '\\u2029'],
  ['a byte order mark', '\ufeff', '\\u{feff}', '\\ufeff'],
  ['a variation selector', '\ufe0f', '\\u{fe0f}', '\\ufe0f'],
  ['a high surrogate alone', '\ud800', '\\u{d800}', '\\ud800'],
  ['a low surrogate alone', '\udc00', '\\u{dc00}', '\\udc00'],
  ['what is no character', '\uffff', '\\u{ffff}', '\\uffff'],
  ['a letter of a tag', '\u{e0041}', '\\u{e0041}', '\\udb40\\udc41'],
] as const

describe('printable', () => {
  test.each(rows)('shows %s as an escape', (_, character, shown) => {
    expect(printable(`a${character}b${character}`)).toBe(`a${shown}b${shown}`)
  })

  test.each(['\n', '\t'])('shows white space that ends a cell or a line as an escape: %j', (character) => {
    expect(printable(character)).toBe(`\\u{${character.charCodeAt(0).toString(16)}}`)
  })

  test('leaves what can be seen as it is', () => {
    const text = 'Aé→中😀 \u00a0\u0301e \\u{202e} <&>"'
    expect(printable(text)).toBe(text)
  })
})

describe('printableLines', () => {
  test.each(rows)('shows %s as an escape', (_, character, shown) => {
    expect(printableLines(character)).toBe(shown)
  })

  test('keeps line feeds and tabs', () => {
    expect(printableLines('a\n\tb\r\n')).toBe('a\n\tb\\u{d}\n')
  })
})

describe('printableJson', () => {
  test.each(rows)('writes %s as an escape of JSON, which is read as the same', (_, character, __, shown) => {
    const json = printableJson(`"a${character}"`)
    expect(json).toBe(`"a${shown}"`)
    expect(JSON.parse(json)).toBe(`a${character}`)
  })

  test('keeps the line feeds between the members', () => {
    expect(printableJson('{\n "a": 1\n}')).toBe('{\n "a": 1\n}')
  })
})

test('inTexts changes every text at any depth, and nothing else', () => {
  const value = { a: 'x', b: [1, null, true, undefined, { c: ['x'] }] }
  expect(inTexts(value, (text) => `${text}!`)).toEqual({ a: 'x!', b: [1, null, true, undefined, { c: ['x!'] }] })
})

test('printableResult changes every text of a result but those of its exchanges', () => {
  const exchanges = [sampleExchange({ body: 'a\u0000' })]
  const given = sampleResult({ exchanges, target: { url: 'URL', product: 'a\u202e' } })
  const { exchanges: kept, target } = printableResult(given)
  expect(kept).toBe(exchanges)
  expect(target).toEqual({ url: 'URL', product: 'a\\u{202e}' })
})
