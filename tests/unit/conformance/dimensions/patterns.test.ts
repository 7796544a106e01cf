import { describe, expect, test } from 'vitest'
import { patterns } from '../../../../src/conformance/dimensions/patterns.ts'

const key = '52b84082-c3a3-4159-8628-16390613612c'
const parts = {
  key,
  userName: 'VSPHERE.LOCAL\\Administrator',

  userAgent: 'vijson-conformance/1.0 (run 1; login 2)',
}
const made = Object.entries(patterns).map(([name, make]): [string, string] => [name, make(parts)])

test('no pattern is the key', () => {
  expect(made.filter(([, id]) => id === key)).toEqual([])
})

test('the patterns of a usual key and name are all different', () => {
  expect(new Set(made.map(([, id]) => id)).size).toBe(made.length)
})

test.each([
  ['the key without the last character', '52b84082-c3a3-4159-8628-16390613612'],
  ['the key without the first character', '2b84082-c3a3-4159-8628-16390613612c'],
  ['the first eight characters of the key', '52b84082'],
  ['the last twelve characters of the key', '16390613612c'],
  ['the first half of the key', '52b84082-c3a3-4159'],
  ['the middle of the key', '4082-c3a3-4159-8628-16390613'],
  ['the key with a question mark for its last character', '52b84082-c3a3-4159-8628-16390613612?'],
  ['the beginning of the key, with an asterisk', '52b84082*'],
  ['the key between percent signs', `%${key}%`],
  ['the key as a regular expression', `^${key}$`],
  ['the key or anything', `${key}|.*`],
  ['a regular expression for hexadecimal digits', '52[0-9a-f-]+'],
  ['an SQL condition', "52b8' OR '1'='1"],
  ['the empty string', ''],
  ["the user's name", 'VSPHERE.LOCAL\\Administrator'],
  ["the user's name in its other form", 'Administrator@VSPHERE.LOCAL'],
  ['the User-Agent of its login', 'vijson-conformance/1.0 (run 1; login 2)'],
])('%s', (name, id) => {
  expect(patterns[name]?.(parts)).toBe(id)
})

describe("the user's name without its domain", () => {
  test.each([
    ['DOMAIN\\user', 'user'],
    ['user@domain', 'user'],
    ['DOMAIN\\user@domain', 'user'],
    ['user', 'user'],
  ])('of %s is %s', (userName, name) => {
    expect(patterns["the user's name without its domain"]?.({ ...parts, userName })).toBe(name)
  })
})

describe("the user's name in its other form", () => {
  test.each([
    ['DOMAIN\\user', 'user@DOMAIN'],
    ['user@domain.example', 'domain.example\\user'],
    ['user', 'user'],
  ])('of %s is %s', (userName, name) => {
    expect(patterns["the user's name in its other form"]?.({ ...parts, userName })).toBe(name)
  })
})
