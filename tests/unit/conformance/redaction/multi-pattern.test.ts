import { describe, expect, test } from 'vitest'
import { createReplacer } from '../../../../src/conformance/redaction/multi-pattern.ts'

type Added = [pattern: string, replacement: string, isWholeWord?: boolean]

/** The text after all patterns were added and it was replaced in. */
function replaceIn(text: string, ...added: Added[]): string {
  const replacer = createReplacer()
  for (const one of added) replacer.add(...one)
  return replacer.apply(text)
}

describe('createReplacer', () => {
  test.each<[string, string, Added[], string]>([
    ['a pattern at the beginning is replaced', 'secret, and more', [['secret', 'S']], 'S, and more'],
    ['a pattern at the end is replaced', 'here: secret', [['secret', 'S']], 'here: S'],
    ['a pattern that is the whole text is replaced', 'secret', [['secret', 'S']], 'S'],
    ['a pattern is replaced each time, also side by side', 'secretsecret secret', [['secret', 'S']], 'SS S'],
    ['a pattern is replaced in whatever letter case', 'Secret sEcrET', [['secret', 's']], 's s'],
    ['a match in capitals is replaced in capitals', 'SECRET', [['secret', 'pseudonym']], 'PSEUDONYM'],
    [
      'a pattern that has capitals itself is replaced as it was added',
      'SECRET',
      [['SECRET', 'pseudonym']],
      'pseudonym',
    ],
    ['a pattern of digits is replaced as it was added', '123456', [['123456', 'digits']], 'digits'],
    [
      'of two patterns that begin at one place, the longer is replaced',
      'secret-long secret',
      [
        ['secret', 'S'],
        ['secret-long', 'L'],
      ],
      'L S',
    ],
    [
      'the longer pattern is replaced also where it was added first',
      'secret-long',
      [
        ['secret-long', 'L'],
        ['secret', 'S'],
      ],
      'L',
    ],
    [
      'a pattern of five characters is ignored, because it might stand in a text by chance',
      'abcde',
      [['abcde', 'S']],
      'abcde',
    ],
    [
      'a pattern that is added again keeps its first replacement',
      'secret',
      [
        ['secret', 'S'],
        ['SECRET', 'T'],
      ],
      'S',
    ],
    ['a text that holds only a part of a pattern is unchanged', 'secre', [['secret', 'S']], 'secre'],
    ['an empty text is unchanged', '', [['secret', 'S']], ''],
    ['a pattern within a longer word is replaced', 'the secretary', [['secret', 'S']], 'the Sary'],
    [
      'a whole word is replaced where it stands alone',
      'the secret, and more',
      [['secret', 'S', true]],
      'the S, and more',
    ],
    [
      'a whole word is not replaced within a longer word',
      'the secretary, esecret, _secret, ésecret',
      [['secret', 'S', true]],
      'the secretary, esecret, _secret, ésecret',
    ],
  ])('%s', (_, text, added, expected) => {
    expect(replaceIn(text, ...added)).toBe(expected)
  })

  test('of the patterns that begin alike, 48 lengths are found and no more', () => {
    const replacer = createReplacer()
    const pattern = (length: number) => `secret${'x'.repeat(length - 6)}`
    for (let length = 6; length < 6 + 49; length += 1) replacer.add(pattern(length), `<${length}>`, true)
    expect(replacer.apply(`${pattern(53)} ${pattern(54)}`)).toBe(`<53> ${pattern(54)}`)
  })
})
