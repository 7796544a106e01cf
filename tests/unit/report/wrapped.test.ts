import { expect, test } from 'vitest'
import { wrapped } from '../../../src/report/wrapped.ts'

test.each<[string, [string, number | undefined, number, number?], string[]]>([
  ['a text without a width is one line', ['a b', undefined, 2], ['  a b']],
  ['a text that fits is one line', ['aa bb', 7, 2], ['  aa bb']],
  ['a text is broken between words', ['aa bb cc', 7, 2], ['  aa bb', '  cc']],
  ['the lines after the first hang', ['aa bb cc', 7, 2, 3], ['  aa bb', '     cc']],
  ['a longer word has a line of its own', ['a bbbbbbbbbb c', 6, 2], ['  a', '  bbbbbbbbbb', '  c']],
  ['runs of blanks stay', ['a  b', 80, 0], ['a  b']],
  ['an empty text is an empty line', ['', 80, 2], ['  ']],
])('%s', (_, given, lines) => {
  expect(wrapped(...given)).toEqual(lines)
})
