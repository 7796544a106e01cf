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
  [
    'an empty text',
    '',
    'not a list of principals: the file must list at least one, each with userName, password and privileges',
  ],
  [
    'an unknown privilege',
    '- { userName: a, password: b, privileges: [Everything] }',
    'not a list of principals: each of the privileges of principal 1 must be one of: System.View, Sessions.TerminateSession, Sessions.ValidateSession',
  ],
  ['a missing password', '- { userName: a, privileges: [] }', 'not a list of principals: principal 1 lacks password'],
  [
    'an empty list',
    '[]',
    'not a list of principals: the file must list at least one, each with userName, password and privileges',
  ],
  [
    'an unknown member',
    '- { userName: a, password: b, privileges: [], secret: c }',
    'not a list of principals: principal 1 has an unknown member; it may have userName, password, privileges and ssoToken',
  ],
  [
    'a password that is a number, and an empty name in the second',
    '[{ userName: a, password: 1234, privileges: [] }, { userName: "", password: b, privileges: all }]',
    'not a list of principals: the password of principal 1 must be a text; write it in quotation marks; the userName of principal 2 must not be empty; the privileges of principal 2 must be a list',
  ],
  ['a principal that is a text', '[a]', 'not a list of principals: principal 1 must have lines NAME: VALUE'],
])('parsePrincipals rejects %s', async (_, text, message) => {
  await expect(parsePrincipals(text)).rejects.toThrow(new Error(message))
})

test('parsePrincipals shows no password in the error of invalid YAML', async () => {
  await expect(parsePrincipals('- { userName: a, password: "secret')).rejects.toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('secret') }),
  )
})
