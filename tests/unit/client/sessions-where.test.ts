import { describe, expect, test } from 'vitest'
import type { UserSession } from '../../../src/client/index.ts'
import { sessionsWhere } from '../../../src/client/sessions-where.ts'

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

test.each([
  {},
  { extensions: true },
  { userName: undefined },
  { userName: '' },
  { userAgent: '' },
  { ipAddress: '' },
  { idleForMs: 0 },
  { idleForMs: -1 },
  { idleForMs: Number.NaN },
  { loggedOnForMs: Number.POSITIVE_INFINITY },
  { userName: 'bob', idleForMs: 0 },
])('%j is refused: it would mean everybody, or comes from a variable that is not set', (criteria) => {
  expect(() => sessionsWhere([], criteria, 'own')).toThrow(TypeError)
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
