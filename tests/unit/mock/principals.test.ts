import { expect, test } from 'vitest'
import { parsePrincipals } from '../../../src/mock/index.ts'

test.each([
  ['YAML', '- { userName: a, password: b, privileges: [System.View] }'],
  ['JSON', '[{ "userName": "a", "password": "b", "privileges": ["System.View"] }]'],
  ['lines that end with CRLF', '- userName: a\r\n  password: b\r\n  privileges:\r\n    - System.View\r\n'],
  ['a text with a byte order mark', '\ufeff- userName: a\r\n  password: b\r\n  privileges: [System.View]\r\n'],
  ['JSON with a byte order mark', '\ufeff[{ "userName": "a", "password": "b", "privileges": ["System.View"] }]'],
])('parsePrincipals reads principals from %s', async (_, text) => {
  expect(await parsePrincipals(text)).toEqual([{ userName: 'a', password: 'b', privileges: ['System.View'] }])
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
])('parsePrincipals rejects %s', async (_, text, message) => {
  await expect(parsePrincipals(text)).rejects.toThrow(new Error(message))
})

test('parsePrincipals shows no password in the error of invalid YAML', async () => {
  await expect(parsePrincipals('- { userName: a, password: "secret')).rejects.toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') }),
  )
})
