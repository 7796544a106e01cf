import { expect, test } from 'vitest'
import {
  createSessionRegistry,
  type OfferedSession,
  type TestSession,
} from '../../../../src/conformance/sessions/session-registry.ts'

const session = (key: string, given: Partial<TestSession & OfferedSession> = {}): TestSession & OfferedSession => ({
  label: `session ${key}`,
  isShared: false,
  key,
  token: `token of ${key}`,
  userName: 'user',
  loginTime: 1_000_000,
  lastActiveTime: given.loginTime ?? 1_000_000,
  state: 'open',
  ...given,
})

test('what was listed before its login was sent is somebody’s; what is listed while the login is under way is not', () => {
  const ownership = createSessionRegistry()
  ownership.noteListed(['before'])
  const sentAt = ownership.listCount()
  ownership.noteListed(['before', 'meanwhile'])
  expect(ownership.rejectionReason(session('before'), sentAt)).toEqual({
    reason: 'was answered with a session that had begun before it',
    mayBeOwn: false,
  })
  expect(ownership.rejectionReason(session('meanwhile'), sentAt)).toBeUndefined()
  // That it is listed again later changes nothing.
  ownership.noteListed(['before', 'meanwhile'])
  expect(ownership.rejectionReason(session('meanwhile'), sentAt)).toBeUndefined()
})

const old = { reason: 'was answered with a session that, by its loginTime, had begun before it', mayBeOwn: true }

test('what is older than the run may be somebody’s, within what clocks may differ by', () => {
  const ownership = createSessionRegistry()
  const at = (loginTime: number) => ownership.rejectionReason(session('key', { loginTime }), 0)
  expect(at(0)).toBeUndefined()
  ownership.noteClock(1_000_000)
  expect(at(994_999)).toEqual(old)
  expect(at(995_000)).toBeUndefined()
  expect(at(Number.NaN)).toBeUndefined()
})

test('what was in use before it began is older than it should be, whatever the clock says', () => {
  const ownership = createSessionRegistry()
  const activeAt = (lastActiveTime: number) => ownership.rejectionReason(session('key', { lastActiveTime }), 0)
  expect(activeAt(1_060_001)).toEqual(old)
  for (const time of [1_060_000, 0, Number.NaN]) expect(activeAt(time)).toBeUndefined()
})

test('without a clock, the first session of the run is the measure', () => {
  const ownership = createSessionRegistry()
  ownership.noteClock(Number.NaN)
  ownership.register(session('first'))
  expect(ownership.rejectionReason(session('old', { loginTime: 994_999 }), 0)).toEqual(old)
  expect(ownership.rejectionReason(session('new'), 0)).toBeUndefined()
})

test.each([
  ['key', session('own', { token: 'another' })],
  ['token', session('another', { token: 'token of own' })],
])('a session whose %s the run has already is none that a login began', (_, answered) => {
  const ownership = createSessionRegistry()
  const own = session('own')
  ownership.register(own)
  const reason = 'was answered with a session that it had been answered with before'
  expect(ownership.rejectionReason(answered, 0)).toEqual({ reason, mayBeOwn: false })
  // A key that is used again stands for a session that nobody has closed.
  for (const state of ['closed', 'dead'] as const) {
    own.state = state
    expect(ownership.rejectionReason(answered, 0)).toEqual({ reason, mayBeOwn: true })
  }
})

test('own is what was opened or invented, until it is disowned or turns out to be listed', () => {
  const ownership = createSessionRegistry()
  const own = session('own-key')
  ownership.register(own)
  ownership.invent('invented-key')
  expect(['own-key', 'invented-key', 'other-key'].map((id) => ownership.isOwn(id))).toEqual([true, true, false])
  expect([ownership.ownsToken('token of own-key'), ownership.ownsToken('other')]).toEqual([true, false])
  ownership.noteListed(['invented-key'])
  ownership.unregister(own)
  expect(['own-key', 'invented-key'].map((id) => ownership.isOwn(id))).toEqual([false, false])
  expect(() => ownership.invent('invented-key')).toThrow('is the id of a session that is not the run’s')
})

test('a target that shows new sessions without end is not listened to', () => {
  const ownership = createSessionRegistry()
  const keys = (prefix: string) => Array.from({ length: 100_000 }, (_, index) => `${prefix}${index}`)
  ownership.noteListed(keys('a'))
  ownership.noteListed(keys('b'))
  expect(() => ownership.noteListed(['one more'])).toThrow('sessionList has shown more than 200000 sessions')
  expect(ownership.isTaken('one more')).toBe(false)
})

test('an invented id is hazardous where it is said to be', () => {
  const ownership = createSessionRegistry()
  ownership.invent('harmless')
  ownership.invent('part of a key', true)
  expect(['harmless', 'part of a key', 'never invented'].map((id) => ownership.isDisruptive(id))).toEqual([
    false,
    true,
    false,
  ])
})

test('taken is what was opened or listed; foreign is what was listed and not opened', () => {
  const ownership = createSessionRegistry()
  ownership.register(session('own-key'))
  ownership.noteListed(['own-key', 'foreign-key', 'short'])
  expect(['own-key', 'foreign-key', 'free'].map((id) => ownership.isTaken(id))).toEqual([true, true, false])
  expect(ownership.countForeign(['own-key', 'foreign-key', 'short'])).toBe(2)
  expect(
    ['not foreign-ke', '["foreign-key', '["own-key', 'short'].map((text) => ownership.containsForeignKey(text)),
  ).toEqual([false, true, false, false])
})
