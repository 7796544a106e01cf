import { expect, test } from 'vitest'
import { jsonOf, jsonTextOf } from '../../../src/client/json.ts'

test.each<[string, unknown]>([
  ['{"a":1}', { a: 1 }],
  ['null', null],
  ['false', false],
])('jsonOf parses %s', (text, value) => {
  expect(jsonOf(text)).toEqual(value)
})

test.each(['', '{', 'undefined', '<html>'])('jsonOf is undefined for "%s", which is not JSON', (text) => {
  expect(jsonOf(text)).toBeUndefined()
})

test('a value is written as JSON, and another text where it is nested too deep', () => {
  expect(jsonTextOf({ a: [1] }, 'too deep')).toBe('{"a":[1]}')
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  expect(jsonTextOf([deep], 'too deep')).toBe('too deep')
})
