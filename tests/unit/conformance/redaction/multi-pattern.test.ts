import { describe, expect, test } from 'vitest'
import { createSearch } from '../../../../src/conformance/redaction/multi-pattern.ts'
import type { Pattern } from '../../../../src/conformance/redaction/pattern-tree.ts'
import { readingOf } from '../../../../src/conformance/redaction/reading.ts'

type Added = [pattern: string, bounds?: Pattern['bounds']]

/** What is found, as `pattern@start-end`, several that begin at one place joined; undefined where the text was not searched to its end. */
function findIn(text: string, ...added: Added[]): string[] | undefined {
  const search = createSearch()
  for (const [pattern, bounds = 'any'] of added) search.add({ value: '', pattern, replacement: pattern, bounds })
  const found: string[] = []
  const reading = readingOf(text)
  const isRead =
    reading !== undefined &&
    search.each(reading, (matches) => {
      found.push(matches.map(({ pattern, start, end }) => `${pattern.pattern}@${start}-${end}`).join(' '))
      return Math.max(...matches.map(({ end }) => end))
    })
  return isRead ? found : undefined
}

describe('createSearch', () => {
  test.each<[string, string, Added[], string[]]>([
    ['a pattern at the beginning is found', 'secret, and more', [['secret']], ['secret@0-6']],
    ['a pattern at the end is found', 'here: secret', [['secret']], ['secret@6-12']],
    ['a pattern that is the whole text is found', 'secret', [['secret']], ['secret@0-6']],
    [
      'a pattern is found each time, also side by side',
      'secretsecret secret',
      [['secret']],
      ['secret@0-6', 'secret@6-12', 'secret@13-19'],
    ],
    ['a pattern is found in whatever letter case', 'Secret sEcrET', [['secret']], ['secret@0-6', 'secret@7-13']],
    ['a pattern of other scripts is found in whatever letter case', 'ΠΑΣΣ', [['πασς']], ['πασς@0-4']],
    [
      'two patterns that begin at one place are told together',
      'secret-long',
      [['secret'], ['secret-long']],
      ['secret@0-6 secret-long@0-11'],
    ],
    ['a pattern that is added again keeps its first replacement', 'secret', [['secret'], ['SECRET']], ['secret@0-6']],
    ['an empty pattern is ignored', 'secret', [['']], []],
    ['a text that holds only a part of a pattern holds nothing', 'secre', [['secret']], []],
    ['an empty text holds nothing', '', [['secret']], []],
    ['a pattern within a longer word is found', 'the secretary', [['secret']], ['secret@4-10']],
    ['a whole word is found where it stands alone', 'the secret, and more', [['secret', 'word']], ['secret@4-10']],
    ['a whole word is not found within a longer word', 'secretary esecret _secret ésecret', [['secret', 'word']], []],
    [
      'a whole word is found behind an escape that ends a word',
      'a\\nsecret\\u0020b',
      [['secret', 'word']],
      ['secret@3-9'],
    ],
    ['a short pattern is found as a value of JSON', '{"a":"pw"}', [['pw', 'value']], ['pw@6-8']],
    ['a short pattern is found as a value after a colon', 'password: pw', [['pw', 'value']], ['pw@10-12']],
    ['a short pattern is found as a value of a form', 'a=pw&b=1', [['pw', 'value']], ['pw@2-4']],
    [
      'a short pattern is found as an element, before the tag and behind it',
      '<p>pw</p>',
      [['pw', 'value']],
      ['pw@3-5 pw@3-9'],
    ],
    ['a short pattern is not found within a text', 'a pw b, pwd, "pw b"', [['pw', 'value']], []],
    ['a short pattern is not found as the name of a member', '{"pw":"a"}', [['pw', 'value']], []],
    [
      'a pattern is found where each of its characters is escaped',
      '\\x73\\u0065%63&#114;\\u{65}=74',
      [['secret']],
      ['secret@0-28'],
    ],
    [
      'a pattern is found where bytes are no UTF-8, except those of ASCII',
      'p\ufffdssw\ufffdrd',
      [['pässwörd']],
      ['pässwörd@0-8'],
    ],
    ['a character of ASCII is not taken for one that is no UTF-8', 'p\ufffdssword', [['password']], []],
  ])('%s', (_, text, added, expected) => {
    expect(findIn(text, ...added)).toEqual(expected)
  })

  test('a search that a text was made to prolong is given up', () => {
    expect(findIn('\\'.repeat(10).concat(' ').repeat(300), ['\\'.repeat(12)])).toBeUndefined()
  })
})
