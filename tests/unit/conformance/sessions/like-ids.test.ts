import { describe, expect, test } from 'vitest'
import { areAlike, isPlainKey, isUnlikeAll, looseForm } from '../../../../src/conformance/sessions/like-ids.ts'

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

describe('isUnlikeAll', () => {
  const others = ['efgh5678a', '52cccccccc', 'root', 'vspherelocaladministrator', 'of']

  test.each([
    ['a blank and quotes around a part that nobody has', 'session "abcd1234" for 12', true],
    ['letters of other scripts', 'сессия-abcd1234', true],
    ['signs of patterns around a part that nobody has', "%_'*-abcd12345", true],
    ['a part that another has but for the character that may be left out', 'efgh56789*', false],
    ['one character of several', '[abcd1234]', false],
    ['one character of several before a part that nobody has', 'session[52ab-1234]52ef0123-45678', true],
    ['brackets around parts that nobody has, of one of which a character may be left out', 'x[52ab]*efgh123456', true],
    ['a part of six characters that nobody has', 'session "ijkl56"', true],
    ['a part of five', '"ijkl5"', false],
    ['a part behind a backslash', 'große\\aijkl56 ✓', true],
    ['braces around a key that nobody has', '{ABCD1234-01}', true],
    ['braces around the key of another', '{52cc-cccccc}', false],
    ['parentheses around a key that nobody has', '(abcd1234)', true],
    ['a choice of two that nobody has', 'abcd1234|ijkl5678', true],
    ['a choice of which one is part of another', 'abcd1234|efgh5678', false],
    ['an escape of an address in a key that nobody has', 'abcd1234%2Fijkl', true],
    ['an escape of JSON in a key that nobody has', 'abcd1234\\u00e9', true],
    ['an escape of HTML in a key that nobody has', 'abcd1234&#233;', true],
    ['escapes that make the key of another', '52%63ccc\\u0063&#x63;cc', false],
    ['escapes of escapes that make the key of another', '52%2563ccccccc', false],
    ['escapes of escapes of escapes', '52%2525252563ccccccc', false],
    ['an escape that is no UTF-8', 'abcd1234%ff', false],
    ['a class of characters', '\\d{8}\\w+', false],
    ['brackets around the key of another', 'session[52cc-cccccc]52ef0123-45678', false],
    ['brackets around a list with the name of another', 'session[a, root]52ef0123-45678', false],
    ['brackets around a part of the key of another', 'session[efgh5678]52ef0123-45678', false],
    ['brackets in brackets', 'session[[52ab]]52ef0123-45678', false],
    ['a bracket that is not closed', 'session[52ab52ef0123-45678', false],
    ['brackets before a part that another contains', '[52ab]spherelocal', false],
    ['a group that may be left out', '(abcd1234)?x', false],
    ['a choice of parts', 'x{abcd1234,y}', false],
    ['a part that is the name of another', 'root abcd1234', false],
    ['a part that is the key of another', '52cccccccc,abcd1234', false],
    ['a part that another contains', 'administrator:3!', false],
    ['short parts alone', '{"n":5}', false],
    ['a part that is a wildcard alone', 'abcd1234 *', false],
    ['an alternative', 'abcd1234|', false],
    ['an escape of an address that makes a pattern for the key of another', 'efgh5678%2A', false],
    ['an escape of JSON that makes one', 'efgh5678\\u002a', false],
    ['an escape of HTML that makes one', 'efgh5678&#42;', false],
    ['no letter and no digit', '*%', false],
  ])('%s', (_, key, expected) => {
    expect(isUnlikeAll(key, others)).toBe(expected)
  })
})
