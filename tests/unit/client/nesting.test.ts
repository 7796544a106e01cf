import { expect, test } from 'vitest'
import { nestsDeeperThan } from '../../../src/client/nesting.ts'

const isDeep = (text: string) => nestsDeeperThan(3, new TextEncoder().encode(text))

test.each([
  ['arrays of more levels', '[[[[]]]]', true],
  ['objects of more levels', '{"a":{"b":{"c":{}}}}', true],
  ['both, in turns', '[{"a":[{}]}]', true],
  ['more levels after others were closed', '[[],[],[[[]]]]', true],
  ['more levels without an end', '[[[[', true],
  ['as many levels', '[[[]]]', false],
  ['as many levels, over and over', '[[[]],[[]],[[]],[[]]]', false],
  ['brackets within a string', '["[[[[{{{{"]', false],
  ['a quote within a string', '["\\"[[[["]', false],
  ['a backslash at the end of a string', '["\\\\",[[[[]]]]]', true],
  ['an empty text', '', false],
])('nestsDeeperThan sees %s', (_, text, expected) => {
  expect(isDeep(text)).toBe(expected)
})
