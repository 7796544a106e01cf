import { describe, expect, test } from 'vitest'
import { addresses, addressesOf, type PathParts } from '../../../../src/conformance/dimensions/addresses.ts'

const usual: PathParts = {
  release: '8.0.3.0',
  type: 'SessionManager',
  moId: 'SessionManager',
  method: 'TerminateSession',
}
const changed = Object.entries(addresses).flatMap(([name, { change }]): [string, PathParts][] =>
  change === undefined ? [] : [[name, { ...usual, ...change(usual) }]],
)
const judged = [
  'terminate.path.unknown-moid',
  'terminate.path.type-and-method',
  'terminate.privilege.required',
  'terminate.path.unknown-release',
] as const

test('each address differs from the usual one in one part, or names another object', () => {
  const names = ['release', 'type', 'moId', 'method'] as const
  const odd = changed.filter(([, parts]) => names.filter((name) => parts[name] !== usual[name]).length !== 1)
  expect(odd).toEqual([['the service instance', { ...usual, type: 'ServiceInstance', moId: 'ServiceInstance' }]])
})

test('the addresses are all different', () => {
  expect(new Set(changed.map(([, parts]) => JSON.stringify(parts))).size).toBe(changed.length)
})

test.each<[string, Partial<PathParts>]>([
  ['an unknown moId', { moId: 'SessionManager-unknown' }],
  ['the moId in the other letter case', { moId: 'sessionmanager' }],
  ['the moId without its last character', { moId: 'SessionManage' }],
  ['a blank after the moId', { moId: 'SessionManager ' }],
  ['type Folder', { type: 'Folder' }],
  ['method TerminateSession_Task', { method: 'TerminateSession_Task' }],
  ['an unknown release', { release: '99.0.0.0' }],
])('%s', (name, parts) => {
  expect(addresses[name]?.change?.(usual)).toEqual(parts)
})

test.each<[string, string]>([
  ['a slash behind the path', '/sdk/a/SessionManager/b/TerminateSession/'],
  ['two slashes behind the path', '/sdk/a/SessionManager/b/TerminateSession//'],
  ['a double slash in the path', '/sdk/a//SessionManager/b/TerminateSession'],
  ['two slashes before the path', '//sdk/a/SessionManager/b/TerminateSession'],
  ['an escaped letter in the path', '/sdk/a/SessionManager/b/%54erminateSession'],
  ['a semicolon in the path', '/sdk/a/SessionManager/b/;a=b/TerminateSession'],
  ['a query behind the path', '/sdk/a/SessionManager/b/TerminateSession?a=b'],
  ['an empty query behind the path', '/sdk/a/SessionManager/b/TerminateSession?'],
])('%s', (name, path) => {
  expect(addresses[name]?.spell?.('/sdk/a/SessionManager/b/TerminateSession')).toBe(path)
})

test('what is no other path has headers that no usual call has', () => {
  const byHeaders = Object.values(addresses).filter(({ change, spell }) => change === undefined && spell === undefined)
  expect(byHeaders.map(({ headers }) => Object.keys(headers ?? {}))).toEqual([
    ['x-http-method-override'],
    ['x-original-url'],
    ['x-forwarded-for'],
  ])
})

describe('addressesOf', () => {
  const unknownMoid = addressesOf('terminate.path.unknown-moid', 'SessionManager')

  test('each address is judged by one requirement', () => {
    expect(judged.flatMap((id) => addressesOf(id, 'SessionManager'))).toEqual(Object.keys(addresses))
  })

  test('a requirement that judges no address has none', () => {
    expect(addressesOf('terminate.success.no-content', 'SessionManager')).toEqual([])
  })

  test.each<[string, string, string[]]>([
    ['a moId without letters has no other letter case', '52', ['the moId in the other letter case']],
    ['a moId that another object usually has is the usual one', 'ServiceInstance', ['moId ServiceInstance']],
    ['a moId of small letters has another letter case', 'session', []],
  ])('%s', (_, moId, left) => {
    const expected = unknownMoid.filter((name) => !left.includes(name))
    expect(addressesOf('terminate.path.unknown-moid', moId)).toEqual(expected)
  })

  test('a moId of one character is changed where it would be cut to nothing', () => {
    expect(addresses['the moId without its last character']?.change?.({ ...usual, moId: '5' })).toEqual({ moId: '50' })
  })
})
