import { expect, test } from 'vitest'
import { faultName } from '../../../../src/conformance/errors/fault-name.ts'

const malformed = '(malformed fault name)'

test.each<[string, string, string]>([
  ['a word is shown as it is', 'NotFound', 'NotFound'],
  ['a word of 64 characters is shown as it is', 'N'.repeat(64), 'N'.repeat(64)],
  ['a word of 65 characters is not shown', 'N'.repeat(65), malformed],
  ['an empty name is not shown', '', malformed],
  ['a name of two words is not shown', 'two words', malformed],
  ['a name with a punctuation mark before it is not shown', '!NotFound', malformed],
  ['a name with a line break after it is not shown', 'NotFound\n', malformed],
])('%s', (_, name, shown) => {
  expect(faultName({ _typeName: name })).toBe(shown)
})
