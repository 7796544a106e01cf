import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import type { UserSession } from '../../../src/client/index.ts'
import { type SessionCriteria, sessionsWhere } from '../../../src/client/sessions-where.ts'

const minute = 60_000
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1) + minutes * minute).toISOString()

const sessionOf = (key: string, members: Partial<UserSession> = {}): UserSession => ({
  _typeName: 'UserSession',
  key,
  userName: 'VSPHERE.LOCAL\\Administrator',
  fullName: 'Administrator vsphere.local',
  loginTime: at(0),
  lastActiveTime: at(60),
  locale: 'en',
  messageLocale: 'en',
  extensionSession: false,
  ipAddress: '192.0.2.1',
  userAgent: 'robot/1.0',
  callCount: 1,
  ...members,
})

const keysOf = (sessions: readonly UserSession[]) => sessions.map(({ key }) => key)

describe('userName', () => {
  test.each([
    ['VSPHERE.LOCAL\\Administrator', 'administrator@vsphere.local', true],
    ['VSPHERE.LOCAL\\Administrator', 'Administrator@VSPHERE.LOCAL', true],
    ['VSPHERE.LOCAL\\Administrator', 'vsphere.local\\administrator', true],
    ['administrator@vsphere.local', 'VSPHERE.LOCAL\\Administrator', true],
    ['VSPHERE.LOCAL\\Administrator', 'administrator', true],
    ['administrator', 'administrator', true],
    ['administrator', 'administrator@vsphere.local', false],
    ['VSPHERE.LOCAL\\Administrator', 'administrator@vsphere', false],
    ['VSPHERE.LOCAL\\Administrator', 'administrator@example.com', false],
    ['VSPHERE.LOCAL\\Administrator', 'admin@vsphere.local', false],
    ['CORP\\bob', 'bob@corp.example.com', false],
    ['CORP\\bob', 'CORP\\bo', false],
    ['VSPHERE.LOCAL\\bob@b.com', 'VSPHERE.LOCAL\\bob@a.com', false],
    ['VSPHERE.LOCAL\\bob@b.com', 'bob@vsphere.local', false],
    ['VSPHERE.LOCAL\\bob@b.com', 'bob@b.com@vsphere.local', true],
    ['VSPHERE.LOCAL\\\u212aim', 'kim@vsphere.local', false],
    ['CORP\\bob', 'CORP\\', false],
  ])('of %s, for %s: %s', (shown, wanted, isOne) => {
    const sessions = [sessionOf('a', { userName: shown })]
    expect(sessionsWhere(sessions, { userName: wanted }, 'own')).toHaveLength(isOne ? 1 : 0)
  })
})

describe('time', () => {
  const sessions = [
    sessionOf('own', { lastActiveTime: at(60) }),
    sessionOf('busy', { lastActiveTime: at(59) }),
    sessionOf('idle', { lastActiveTime: at(50), loginTime: at(40) }),
    sessionOf('long idle', { lastActiveTime: at(1) }),
    sessionOf('odd', { lastActiveTime: 'unset 0', loginTime: 'never 1' }),
    sessionOf('without a zone', { lastActiveTime: '2020-01-01T00:00:00' }),
    sessionOf('ahead', { lastActiveTime: at(600) }),
  ]

  test.each([
    [9.999, ['idle', 'long idle']],
    [10, ['long idle']],
    [58.999, ['long idle']],
    [59, []],
    [0.001, ['busy', 'idle', 'long idle']],
  ])('idle for %s minutes, by the clock of the server', (minutes, expected) => {
    expect(keysOf(sessionsWhere(sessions, { idleForMs: minutes * minute }, 'own'))).toEqual(expected)
  })

  test('logged on for so long', () => {
    expect(keysOf(sessionsWhere(sessions, { loggedOnForMs: 30 * minute }, 'own'))).toEqual([
      'busy',
      'long idle',
      'without a zone',
      'ahead',
    ])
  })
})

test('every criterion has to be met, and the own session is never meant', () => {
  const sessions = [
    sessionOf('own'),
    sessionOf('same'),
    sessionOf('other address', { ipAddress: '192.0.2.10' }),
    sessionOf('other client', { userAgent: 'browser' }),
    sessionOf('other user', { userName: 'CORP\\bob' }),
  ]
  const criteria = { userName: 'administrator', ipAddress: '192.0.2.1', userAgent: 'robot' }
  expect(keysOf(sessionsWhere(sessions, criteria, 'own'))).toEqual(['same'])
  expect(keysOf(sessionsWhere(sessions, { userAgent: /^brow/g }, 'own'))).toEqual(['other client'])
})

test('sessions of extensions are meant only where that is said', () => {
  const sessions = [sessionOf('extension', { extensionSession: true }), sessionOf('person')]
  const userAgent = 'robot'
  expect(keysOf(sessionsWhere(sessions, { userAgent }, 'own'))).toEqual(['person'])
  expect(keysOf(sessionsWhere(sessions, { userAgent, extensions: true }, 'own'))).toEqual(['extension', 'person'])
})

const noTexts = ['', null, 5, true, {}, []]
const noDurations = [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '5', '', null, true, {}]

/** Values that would mean everybody, come from a variable that is not set, or are no criteria. */
const wide: Record<keyof SessionCriteria, unknown[]> = {
  userName: [...noTexts, /a/],
  ipAddress: [...noTexts, /a/],
  userAgent: [...noTexts, /(?:)/, /.*/, /a?/, /^/, /$/, /a|/, /\b|/g, /x*/y, /(?:)/],
  idleForMs: noDurations,
  loggedOnForMs: noDurations,
  extensions: [null, 'false', '', 0, 1],
}

test.each(Object.entries(wide).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
  '%s: %o is refused in a sentence, also beside another criterion',
  (name, value) => {
    const other = name === 'ipAddress' ? { userName: 'bob' } : { ipAddress: '192.0.2.1' }
    const call = () => sessionsWhere([], { ...other, [name]: value }, 'own')
    expect(call).toThrow(TypeError)
    expect(call).toThrow(new RegExp(`^invalid ${name}: give `))
  },
)

test.each([{}, { extensions: true }, { userName: undefined }, undefined as never, null as never, 5 as never])(
  '%j is no criterion, and refused',
  (criteria) => {
    const call = () => sessionsWhere([], criteria, 'own')
    expect(call).toThrow(TypeError)
    expect(call).toThrow(/^no criteri/)
  },
)

test('a pattern of another realm is a pattern', () => {
  const userAgent: RegExp = runInNewContext('/^brow/')
  const sessions = [sessionOf('own'), sessionOf('other', { userAgent: 'browser' })]
  expect(keysOf(sessionsWhere(sessions, { userAgent }, 'own'))).toEqual(['other'])
  expect(() => sessionsWhere(sessions, { userAgent: runInNewContext('/.*/') }, 'own')).toThrow('invalid userAgent')
})

test('a microsecond more is not taken for a millisecond more', () => {
  const sessions = [
    sessionOf('own', { lastActiveTime: '2026-01-01T00:00:01.000000Z' }),
    sessionOf('other', { lastActiveTime: '2026-01-01T00:00:00.000999Z' }),
  ]
  expect(sessionsWhere(sessions, { idleForMs: 1000 }, 'own')).toEqual([])
  expect(keysOf(sessionsWhere(sessions, { idleForMs: 999 }, 'own'))).toEqual(['other'])
})

test('without the calling session in the list, nobody knows what time it is', () => {
  expect(sessionsWhere([sessionOf('other', { lastActiveTime: at(0) })], { idleForMs: 1 }, 'own')).toEqual([])
})

test('a session without the members that a criterion needs is not meant', () => {
  const bare = { key: 'bare' } as UserSession
  for (const criteria of [{ userName: 'a' }, { userAgent: 'a' }, { userAgent: /a/ }, { idleForMs: 1 }])
    expect(sessionsWhere([sessionOf('own'), bare], criteria, 'own')).toEqual([])
})

test('a list of 80,000 sessions is read', () => {
  const sessions = Array.from({ length: 80_000 }, (_, index) => sessionOf(`${index}`))
  expect(sessionsWhere(sessions, { userName: 'administrator' }, '0')).toHaveLength(79_999)
})
