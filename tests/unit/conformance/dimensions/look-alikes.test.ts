import { describe, expect, test } from 'vitest'
import { lookAlikes } from '../../../../src/conformance/dimensions/look-alikes.ts'
import { looseForm } from '../../../../src/conformance/sessions/like-ids.ts'

const key = '52b84082-c3a3-4159-8628-16390613612c'
const all = Object.entries(lookAlikes)
const ofUsualKey = all.map(([name, { make }]): [string, string] => [name, make(key)])

test('no look-alike is the key', () => {
  expect(ofUsualKey.filter(([, id]) => id === key)).toEqual([])
})

test('the look-alikes of a usual key are all different', () => {
  expect(new Set(ofUsualKey.map(([, id]) => id)).size).toBe(ofUsualKey.length)
})

/** Those that do not contain the letters and the digits of the key as they are. */
const derived: Record<string, string> = {
  'with Arabic digits': '٥٢b٨٤٠٨٢-c٣a٣-٤١٥٩-٨٦٢٨-١٦٣٩٠٦١٣٦١٢c',
  'with the letter O for zero': '52b84O82-c3a3-4159-8628-1639O613612c',
  'with the letter l for one': '52b84082-c3a3-4l59-8628-l63906l36l2c',
  'with a Cyrillic letter': '52b84082-\u04413a3-4159-8628-16390613612c',
  'percent-encoded':
    '%35%32%62%38%34%30%38%32%2D%63%33%61%33%2D%34%31%35%39%2D%38%36%32%38%2D%31%36%33%39%30%36%31%33%36%31%32%63',
  'with its dashes percent-encoded': '52b84082%2Dc3a3%2D4159%2D8628%2D16390613612c',
  'with an HTML entity': '&#53;2b84082-c3a3-4159-8628-16390613612c',
  'in base64': 'NTJiODQwODItYzNhMy00MTU5LTg2MjgtMTYzOTA2MTM2MTJj',
  'in hexadecimal digits': '35326238343038322d633361332d343135392d383632382d313633393036313336313263',
  'with its halves exchanged': '-8628-16390613612c52b84082-c3a3-4159',
  'with its parts in the other order': '16390613612c-8628-4159-c3a3-52b84082',
  backwards: 'c21631609361-8268-9514-3a3c-28048b25',
  'with the bytes of its first parts in the other order': '8240b852-a3c3-5941-8628-16390613612c',
}

test('each look-alike contains the whole key, or a form of it that no other key has', () => {
  const others = ofUsualKey.filter(([, id]) => !looseForm(id).includes(looseForm(key)))
  expect(Object.fromEntries(others)).toEqual(derived)
})

test('what is made from one key is neither another key nor made from another key', () => {
  const others = Array.from(key, (sign, at) =>
    sign === '-' ? [] : [...'0123456789abcdef'].map((other) => key.slice(0, at) + other + key.slice(at + 1)),
  ).flat()
  const taken = others.flatMap((other) => {
    const made = new Set(all.map(([, { make }]) => make(other)))
    return ofUsualKey.filter(([, id]) => other !== key && (id === other || made.has(id))).map(([name]) => [name, other])
  })
  expect(taken).toEqual([])
})

describe('the letter case', () => {
  const namesOf = (isLetterCase: boolean) =>
    all.filter(([, one]) => (one.isLetterCase ?? false) === isLetterCase).map(([name]) => name)
  const isSameExceptCase = (name: string) => lookAlikes[name]?.make(key).toLowerCase() === key.toLowerCase()

  test('differs in those that are said to differ in it alone, and in no others', () => {
    expect(namesOf(true)).toEqual(['in the other letter case', 'with one letter in the other case'])
    expect([namesOf(true).every(isSameExceptCase), namesOf(false).some(isSameExceptCase)]).toEqual([true, false])
  })

  test.each([
    ['in the other letter case', 'AB-1', 'ab-1'],
    ['in the other letter case', 'ab-1', 'AB-1'],
    ['in the other letter case', 'aB-1', 'AB-1'],
    ['with one letter in the other case', '1a-b', '1A-b'],
    ['with one letter in the other case', '1A-b', '1a-b'],
    ['with one letter in the other case', '12-3', '12-3'],
  ])('%s: %s', (name, from, id) => {
    expect(lookAlikes[name]?.make(from)).toBe(id)
  })
})

test.each([
  ['after a tab', '\tab-10'],
  ['before a null character', 'ab-10\0'],
  ['between blanks', '  ab-10  '],
  ['with a blank inside', 'ab-1 0'],
  ['with full-width digits', 'ab-１０'],
  ['with one full-width character', 'ａb-10'],
  ['with circled digits', 'ab-①0'],
  ['with an accent on its first letter', 'a\u0308b-10'],
  ['in braces', '{ab-10}'],
  ['in a JSON object', '{"key":"ab-10"}'],
  ['after urn:uuid:', 'urn:uuid:ab-10'],
  ['before .json', 'ab-10.json'],
  ['percent-encoded, after a blank', '%20ab-10'],
  ['with JSON escapes', '\\u0061b-10'],
  ['with a backslash', 'ab\\-10'],
  ['with a hexadecimal escape', '\\x61b-10'],
  ['with a hexadecimal HTML entity', '&#x61;b-10'],
  ['without dashes', 'ab10'],
  ['twice, with a comma', 'ab-10,ab-10'],
])('the key ab-10 %s', (name, id) => {
  expect(lookAlikes[name]?.make('ab-10')).toBe(id)
})
