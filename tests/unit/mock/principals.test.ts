import { expect, test } from 'vitest'
import { parsePrincipals } from '../../../src/mock/index.ts'

test('reads principals from YAML', () => {
  const text = '- { userName: a, password: b, privileges: [System.View] }'
  expect(parsePrincipals(text)).toEqual([{ userName: 'a', password: 'b', privileges: ['System.View'] }])
})

test.each([
  ['nothing', '', 'principals must be array'],
  ['an unknown privilege', '- { userName: a, password: b, privileges: [Everything] }', 'must be equal to one of'],
  ['no password', '- { userName: a, privileges: [] }', "must have required property 'password'"],
])('says what is wrong with %s', (_, text, sentence) => {
  expect(() => parsePrincipals(text)).toThrow(sentence)
})
