import { describe, expect, test } from 'vitest'
import { areAlike, isPlainKey, looseForm } from '../../../../src/conformance/sessions/like-ids.ts'

describe('looseForm', () => {
  test.each([
    ['separators are left out', '{52aa-BB_cc}', '52aabbcc'],
    ['full-width letters are letters', '５２ＡＡ', '52aa'],
    ['marks are left out', 'é', 'e'],
    ['letters that two cases write differently have one form', 'ß', 'ss'],
    ['an id without letters and digits has an empty form', ' *%', ''],
  ])('%s', (_, id, form) => {
    expect(looseForm(id)).toBe(form)
  })
})

describe('areAlike', () => {
  test.each([
    ['equal forms are alike', '52', '52', true],
    ['a form of eight characters is like one that contains it', '12345678', '0123456789', true],
    ['a form of seven characters is not', '1234567', '0123456789', false],
    ['an empty form is like no other', '', '0123456789', false],
    ['other forms are not alike', '12345678', '87654321', false],
  ])('%s', (_, one, other, alike) => {
    expect([areAlike(one, other), areAlike(other, one)]).toEqual([alike, alike])
  })
})

test.each([
  ['52b84082-c3a3-4159-8628-16390613612c', true],
  ['session.1:a_b', true],
  ['42', true],
  ['XfR1bUV5/0+TqEFZ1UQJ8AhJqLr0Xw==', true],
  ['', false],
  [' 42', false],
  ['52*', false],
  ['52%62', false],
  ['{52}', false],
  ['pod/52', false],
  ['52,53', false],
  ['５２', false],
])('whether %j is a plain key: %s', (key, expected) => {
  expect(isPlainKey(key)).toBe(expected)
})
