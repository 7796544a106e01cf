import { expect, test } from 'vitest'
import { jsonOf } from '../../../src/client/json.ts'

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
