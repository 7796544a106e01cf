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
    ['CORP\\bob', '', false],
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
    sessionOf('odd', { lastActiveTime: 'yesterday', loginTime: 'never' }),
  ]

  test.each([
    [10, ['idle', 'long idle']],
    [10.001, ['long idle']],
    [59, ['long idle']],
    [60, []],
    [0, ['busy', 'idle', 'long idle']],
  ])('idle for %s minutes, by the clock of the server', (minutes, expected) => {
    expect(keysOf(sessionsWhere(sessions, { idleForMs: minutes * minute }, 'own'))).toEqual(expected)
  })

  test('logged on for so long', () => {
    expect(keysOf(sessionsWhere(sessions, { loggedOnForMs: 30 * minute }, 'own'))).toEqual(['busy', 'long idle'])
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
  expect(keysOf(sessionsWhere(sessions, { idleForMs: 0 }, 'own'))).toEqual(['person'])
  expect(keysOf(sessionsWhere(sessions, { idleForMs: 0, extensions: true }, 'own'))).toEqual(['extension', 'person'])
})

test.each([{}, { extensions: true }, { userName: undefined }])('%j is refused: it would mean everybody', (criteria) => {
  expect(() => sessionsWhere([], criteria, 'own')).toThrow(TypeError)
})
