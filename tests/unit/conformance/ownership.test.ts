import { expect, test } from 'vitest'
import { createOwnership, type TestSession } from '../../../src/conformance/run/ownership.ts'

const session = (key: string, given: Partial<TestSession> = {}): TestSession => ({
  label: `session ${key}`,
  isShared: false,
  key,
  token: `token of ${key}`,
  userName: 'user',
  loginTime: 1_000_000,
  state: 'open',
  ...given,
})

test('what was listed before its login was sent is somebody’s; what is listed while the login is under way is not', () => {
  const ownership = createOwnership()
  ownership.noteListed(['before'])
  const sentAt = ownership.moment()
  ownership.noteListed(['before', 'meanwhile'])
  expect(ownership.objectionTo(session('before'), sentAt)).toBe('was answered with a session that had begun before it')
  expect(ownership.objectionTo(session('meanwhile'), sentAt)).toBeUndefined()
  // That it is listed again later changes nothing.
  ownership.noteListed(['before', 'meanwhile'])
  expect(ownership.objectionTo(session('meanwhile'), sentAt)).toBeUndefined()
})

test('what is older than the run is somebody’s, within what clocks may differ by', () => {
  const ownership = createOwnership()
  const at = (loginTime: number) => ownership.objectionTo(session('key', { loginTime }), 0)
  expect(at(0)).toBeUndefined()
  ownership.noteClock(1_000_000)
  expect(at(994_999)).toBe('was answered with a session that had begun before it')
  expect(at(995_000)).toBeUndefined()
  expect(at(Number.NaN)).toBeUndefined()
})

test('without a clock, the first session of the run is the measure', () => {
  const ownership = createOwnership()
  ownership.noteClock(Number.NaN)
  ownership.adopt(session('first'))
  expect(ownership.objectionTo(session('old', { loginTime: 994_999 }), 0)).toMatch(/had begun before it/)
  expect(ownership.objectionTo(session('new'), 0)).toBeUndefined()
})

test.each([
  ['key', session('own', { token: 'another' })],
  ['token', session('another', { token: 'token of own' })],
])('a session whose %s the run has already is none that a login began', (_, answered) => {
  const ownership = createOwnership()
  ownership.adopt(session('own'))
  expect(ownership.objectionTo(answered, 0)).toBe('was answered with a session that it had been answered with before')
})

test('own is what was opened or invented, until it is disowned or turns out to be listed', () => {
  const ownership = createOwnership()
  const own = session('own-key')
  ownership.adopt(own)
  ownership.invent('invented-key')
  expect(['own-key', 'invented-key', 'other-key'].map((id) => ownership.isOwn(id))).toEqual([true, true, false])
  expect([ownership.ownsToken('token of own-key'), ownership.ownsToken('other')]).toEqual([true, false])
  ownership.noteListed(['invented-key'])
  ownership.disown(own)
  expect(['own-key', 'invented-key'].map((id) => ownership.isOwn(id))).toEqual([false, false])
  expect(() => ownership.invent('invented-key')).toThrow('is the id of a session that is not the run’s')
})

test('an invented id is hazardous where it is said to be', () => {
  const ownership = createOwnership()
  ownership.invent('harmless')
  ownership.invent('part of a key', true)
  expect(['harmless', 'part of a key', 'never invented'].map((id) => ownership.isHazardous(id))).toEqual([
    false,
    true,
    false,
  ])
})

test('taken is what was opened or listed; foreign is what was listed and not opened', () => {
  const ownership = createOwnership()
  ownership.adopt(session('own-key'))
  ownership.noteListed(['own-key', 'foreign-key', 'short'])
  expect(['own-key', 'foreign-key', 'free'].map((id) => ownership.isTaken(id))).toEqual([true, true, false])
  expect(ownership.foreignAmong(['own-key', 'foreign-key', 'short'])).toBe(2)
  expect(['not foreign-ke', '["foreign-key', '["own-key', 'short'].map((text) => ownership.namesForeign(text))).toEqual(
    [false, true, false, false],
  )
})
