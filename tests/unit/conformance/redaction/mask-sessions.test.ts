import { describe, expect, test } from 'vitest'
import { maskSessions } from '../../../../src/conformance/redaction/mask-sessions.ts'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'

const isOwn = (key: string) => key.startsWith('own')

const foreign = {
  _typeName: 'UserSession',
  key: 'foreign-key',
  userName: 'VSPHERE.LOCAL\\somebody',
  fullName: 'Some Body',
  loginTime: '2026-01-01T00:00:00Z',
  locale: 'en',
  ipAddress: '10.1.2.3',
  callCount: 7,
  extensionSession: false,
  more: { nested: 'private' },
}

/** The value of an answer to sessionList after masking. */
function maskList(value: unknown, masker = createMasker([])): unknown {
  return JSON.parse(maskSessions(JSON.stringify(value), true, masker, isOwn) ?? '')
}

/** The text of an answer to sessionList after masking. */
const maskedText = (text: string, isList = true) => maskSessions(text, isList, createMasker([]), isOwn)

describe('maskSessions', () => {
  test('another user’s session keeps its type, times, language, numbers and booleans, and nothing else', () => {
    const masker = createMasker([])
    const own = { ...foreign, key: 'own-key' }
    const { pseudonymOf } = masker
    expect(maskList([foreign, own], masker)).toEqual([
      {
        _typeName: 'UserSession',
        key: pseudonymOf('foreign-key'),
        userName: pseudonymOf('VSPHERE.LOCAL\\somebody'),
        fullName: pseudonymOf('Some Body'),
        loginTime: '2026-01-01T00:00:00Z',
        locale: 'en',
        ipAddress: pseudonymOf('10.1.2.3'),
        callCount: 7,
        extensionSession: false,
        more: null,
      },
      own,
    ])
  })

  test('a key that is a number has a pseudonym, a short text has one, and null stays null', () => {
    const masker = createMasker([])
    const { pseudonymOf } = masker
    expect(maskList([{ key: 7, userName: 'x', more: { nested: 1 }, none: null }], masker)).toEqual([
      { key: pseudonymOf('7'), userName: pseudonymOf('x'), more: null, none: null },
    ])
  })

  test.each<[string, string]>([
    ['the account of a user name with a domain before it is masked on its own', 'CORPORATE\\alice.smith'],
    ['the account of a user name with a domain after it is masked on its own', 'alice.smith@corporate'],
    ['the account of a user name with two domains is masked on its own', 'CORPORATE\\alice.smith@corporate'],
  ])('%s', (_, userName) => {
    const masker = createMasker([])
    maskList([{ userName }], masker)
    expect(masker.mask(`"${userName}"`)).toBe(`"${masker.pseudonymOf(userName)}"`)
    expect(masker.mask('by alice.smith, not malice.smithson')).toBe(
      `by ${masker.pseudonymOf('alice.smith')}, not malice.smithson`,
    )
  })

  test('a full name is masked as a whole, and no part of it on its own', () => {
    const masker = createMasker([])
    maskList([{ userName: 'somebody', fullName: 'Firstname@Lastname' }], masker)
    expect(masker.mask('Firstname')).toBe('Firstname')
  })

  test.each<[string, object]>([
    ['a session whose name holds a lone surrogate is masked', { ...foreign, userName: '\ud800somebody' }],
    ['a session whose key is a number is masked', { ...foreign, key: 1 }],
    ['a session without a key is masked', { ...foreign, key: undefined }],
    [
      'a session without a user name is masked, also in members of unknown names',
      { key: 'foreign-key', ipAddress: '10.1.2.3', fullName: 'Some Body', principal: 'somebody' },
    ],
  ])('%s', (_, session) => {
    const text = JSON.stringify(maskList([session, foreign]))
    for (const word of ['foreign-key', 'somebody', 'Some Body', '10.1.2.3', 'private']) expect(text).not.toContain(word)
  })

  test.each<[string, object]>([
    ['a session on its own is masked', foreign],
    ['a session in a wrapped list is masked', { _value: [foreign] }],
    ['a session deep within an answer is masked', { returnval: { session: foreign } }],
  ])('%s', (_, answered) => {
    for (const isList of [true, false]) {
      const text = maskedText(JSON.stringify(answered), isList)
      for (const word of ['foreign-key', 'somebody', 'Some Body', '10.1.2.3', 'private'])
        expect(text).not.toContain(word)
    }
  })

  test('a member name that is written with escapes is recognized', () => {
    const masker = createMasker([])
    expect(maskSessions('{"\\u0075serName":"somebody"}', false, masker, isOwn)).toBe(
      JSON.stringify({ userName: masker.pseudonymOf('somebody') }),
    )
  })

  test('in a list, every object with a key that is not the run’s own is masked', () => {
    const masker = createMasker([])
    expect(maskList([{ key: 'foreign-key', more: 1 }, { key: 'own-key' }], masker)).toEqual([
      { key: masker.pseudonymOf('foreign-key'), more: 1 },
      { key: 'own-key' },
    ])
  })

  test('outside a list, an object with only a key is no session, such as a message of a fault', () => {
    const fault = JSON.stringify({ _typeName: 'SystemError', faultMessage: [{ key: 'com.vmware.vim.error', arg: [] }] })
    expect(maskedText(fault, false)).toBe(fault)
  })

  test('a list that is invalid JSON is refused, and another text that is invalid JSON is unchanged', () => {
    expect(maskedText(`[${JSON.stringify(foreign)}`)).toBeUndefined()
    expect(maskedText('userName', false)).toBe('userName')
  })

  test('a session in a list of half a million elements is masked', () => {
    const masked = maskedText(`[${JSON.stringify(foreign)}${',0'.repeat(500_000)}]`)
    expect(masked).toMatch(/^\[\{"_typeName":"UserSession","key":"redacted-/)
    expect(masked).not.toContain('foreign-key')
  })

  test('a text with another user’s session that is nested too deep to be written is refused', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    expect(maskedText(`[${JSON.stringify(foreign)},${deep}]`)).toBeUndefined()
  })

  test.each<[string, string]>([
    ['HTML is unchanged', '<html>somebody</html>'],
    ['an empty text is unchanged', ''],
    ['null is unchanged', 'null'],
    ['a list without objects is unchanged', '[null, 1, "x"]'],
    ['an object without the members of a session is unchanged', '{"keys": 1}'],
    ['lists that are nested too deep to be written are unchanged', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
  ])('%s', (_, text) => {
    expect(maskedText(text)).toBe(text)
  })
})
