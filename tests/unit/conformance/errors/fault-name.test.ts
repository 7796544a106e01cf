import { expect, test } from 'vitest'
import { faultName } from '../../../../src/conformance/errors/fault-name.ts'

test.each<[string, string, string]>([
  ['a word is shown as it is', 'NotFound', 'NotFound'],
  ['a word of 64 characters is shown as it is', 'N'.repeat(64), 'N'.repeat(64)],
  ['a word of 65 characters is told by its length', 'N'.repeat(65), '(a fault name of 65 characters)'],
  ['an empty name is told', '', '(an empty fault name)'],
  ['a name of two words is quoted', 'two words', '"two words"'],
  ['a name with a tag is quoted', 'SystemError<b>', '"SystemError<b>"'],
  ['a name with a punctuation mark before it is quoted', '!NotFound', '"!NotFound"'],
  ['a name with a line break after it is quoted', 'NotFound\n', '"NotFound\n"'],
])('%s', (_, name, shown) => {
  expect(faultName({ _typeName: name })).toBe(shown)
})
