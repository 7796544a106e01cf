import { expect, test } from 'vitest'
import { isQuoted } from '../../../src/cli/quoted.ts'

test.each(['"a b"', "'a'", '`a`', '\u201ca\u201d', '\u201ea\u201c', '\u2018a\u2019', '""', '"a\nb"'])(
  '%s stands in quotation marks',
  (text) => {
    expect(isQuoted(text)).toBe(true)
  },
)

test.each(['', '"', 'a', '"a', "o'brien", `"a'`, 'a "b" c'])('%s does not', (text) => {
  expect(isQuoted(text)).toBe(false)
})
