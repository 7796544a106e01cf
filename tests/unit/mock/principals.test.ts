import { expect, test } from 'vitest'
import { parsePrincipals } from '../../../src/mock/index.ts'

test('parsePrincipals reads principals from YAML', () => {
  const text = '- { userName: a, password: b, privileges: [System.View] }'
  expect(parsePrincipals(text)).toEqual([{ userName: 'a', password: 'b', privileges: ['System.View'] }])
})

test.each([
  ['an empty text', '', 'not a list of principals: principals must be array'],
  [
    'an unknown privilege',
    '- { userName: a, password: b, privileges: [Everything] }',
    'not a list of principals: principals/0/privileges/0 must be equal to one of the allowed values',
  ],
  [
    'a missing password',
    '- { userName: a, privileges: [] }',
    "not a list of principals: principals/0 must have required property 'password'",
  ],
])('parsePrincipals rejects %s', (_, text, message) => {
  expect(() => parsePrincipals(text)).toThrow(new Error(message))
})

test('parsePrincipals shows no password in the error of invalid YAML', () => {
  expect(() => parsePrincipals('- { userName: a, password: "secret')).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') }),
  )
})
