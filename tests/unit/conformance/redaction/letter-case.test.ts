import { expect, test } from 'vitest'
import { foldText, foldUnit } from '../../../../src/conformance/redaction/letter-case.ts'

test.each<[string, string, string]>([
  ['capitals of ASCII become small letters', 'AZ[@az', 'az[@az'],
  ['capitals of other scripts become small letters', 'ÄΠЩ', 'äπщ'],
  ['the two small forms of sigma are one', 'σςΣ', 'σσσ'],
  ['a letter whose other case is longer is left as it is', 'ß', 'ß'],
  ['halves of a pair are left as they are', '😀', '😀'],
])('%s', (_, text, folded) => {
  expect(foldText(text)).toBe(folded)
  expect([...Array(text.length).keys()].map((place) => foldUnit(text.charCodeAt(place)))).toEqual(
    [...Array(folded.length).keys()].map((place) => folded.charCodeAt(place)),
  )
})

test('a folded text has the places of the text', () => {
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).join('')
  expect(foldText(all).length).toBe(all.length)
})
