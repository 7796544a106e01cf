import { describe, expect, test } from 'vitest'
import { createSecretSearch, isLong } from '../../../../src/conformance/redaction/secret-search.ts'

/** What is found of a secret: the parts of the text, with their replacements. */
function findIn(text: string, secret: string, mayFind: (text: string) => boolean = () => true) {
  const search = createSecretSearch(mayFind)
  search.addSecret(secret, 'replacement')
  return search.find(text)?.map(({ start, end, pattern }) => [text.slice(start, end), pattern.replacement])
}

describe('find', () => {
  const secret = 'pass/word=1'
  const twice = Buffer.from(Buffer.from(secret).toString('base64')).toString('base64')
  test.each<[string, string, [string, string][]]>([
    ['a secret', `x ${secret} y`, [[secret, 'replacement']]],
    ['a secret in JSON within JSON', '"{\\"a\\":\\"pass\\\\/word=1\\"}"', [['pass\\\\/word=1', 'replacement']]],
    ['a secret in base64 of base64', `x ${twice} y`, [[twice, 'replacement']]],
    ['a secret without its last character', 'pass/word=', [['pass/word=', 'replacemen']]],
    ['a secret without its first character', 'ass/word=1', [['ass/word=1', 'eplacement']]],
    [
      'a secret whose characters are a list of JSON',
      'x: ["p","a","s","s","/","w","o","r","d","=","1"]',
      [['["p","a","s","s","/","w","o","r","d","=","1"]', 'replacement']],
    ],
    ['the longest, where several begin at one place', secret, [[secret, 'replacement']]],
    ['a secret, and not the tag behind it,', `<a>${secret}</a>`, [[secret, 'replacement']]],
    ['a secret, with all of its last escape,', 'pass/word&#61;&#49;', [['pass/word&#61;&#49;', 'replacement']]],
    ['nothing, where there is nothing', 'password', []],
  ])('%s is found', (_, text, found) => {
    expect(findIn(text, secret)).toEqual(found)
  })

  test('a secret whose halves of a character are cut off is found', () => {
    const secret = '😀secret😀'
    expect(findIn('secret😀', secret)).toEqual([['secret😀', 'eplacement']])
    expect(findIn('😀secret', secret)).toEqual([['😀secret', 'replacemen']])
  })

  test('a secret of composed characters is found in decomposed ones', () => {
    expect(findIn('pa\u0308ssword', 'pässword')).toEqual([['pa\u0308ssword', 'replacement']])
  })

  test('a short secret is found as a whole value only', () => {
    expect(findIn('{"a":"pw","b":"pwd pw"}', 'pw')).toEqual([['pw', 'replacement']])
  })

  test('what may not be found is not found', () => {
    expect(findIn('secret', 'secret', () => false)).toEqual([])
  })

  test('the same text is searched again when more is searched for', () => {
    const search = createSecretSearch(() => true)
    search.addSecret('secret-one', 'one')
    expect(
      [search.find('secret-one secret-two'), search.find('secret-one secret-two')].map((found) => found?.length),
    ).toEqual([1, 1])
    search.addSecret('secret-two', 'two')
    expect(search.find('secret-one secret-two')?.length).toBe(2)
  })

  test('a text that cannot be read to its end is not searched, except as it is written', () => {
    const search = createSecretSearch(() => true)
    search.addSecret('the-secret', 'replacement')
    const text = `${'\\'.repeat(200)}the-secret`
    expect(search.find(text)).toBeUndefined()
    expect(search.findAsWritten(text).map(({ start, end }) => text.slice(start, end))).toEqual(['the-secret'])
  })
})

test.each<[string, boolean]>([
  ['five5', false],
  ['sixsix', true],
  ['密码密', true],
  ['éé', false],
])('whether %s may be found within a text: %s', (text, expected) => {
  expect(isLong(text)).toBe(expected)
})
