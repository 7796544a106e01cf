import { describe, expect, test } from 'vitest'
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

describe('rejectionReason', () => {
  test('a session that was listed before its login was sent is rejected, and one that is first listed after that is not', () => {
    const registry = createSessionRegistry()
    registry.noteListed(['before'])
    const listCountAtLogin = registry.listCount()
    registry.noteListed(['before', 'meanwhile'])
    expect(registry.rejectionReason(session('before'), listCountAtLogin)).toEqual({
      reason: 'returned a session that existed before the login',
      mayBeOwn: false,
    })
    expect(registry.rejectionReason(session('meanwhile'), listCountAtLogin)).toBeUndefined()
    // That it is listed again later changes nothing.
    registry.noteListed(['before', 'meanwhile'])
    expect(registry.rejectionReason(session('meanwhile'), listCountAtLogin)).toBeUndefined()
  })

  const tooOld = { reason: 'returned a session that, by its loginTime, existed before the login', mayBeOwn: true }

  test('a session that began more than five seconds before the run is rejected, because clocks differ by less', () => {
    const registry = createSessionRegistry()
    const at = (loginTime: number) => registry.rejectionReason(session('key', { loginTime }), 0)
    expect(at(0)).toBeUndefined()
    registry.noteClock(1_000_000)
    expect(at(994_999)).toEqual(tooOld)
    expect(at(995_000)).toBeUndefined()
    expect(at(Number.NaN)).toBeUndefined()
  })

  test('a session that was active more than a minute after its beginning is rejected, whatever the clock says', () => {
    const registry = createSessionRegistry()
    const activeAt = (lastActiveTime: number) => registry.rejectionReason(session('key', { lastActiveTime }), 0)
    expect(activeAt(1_060_001)).toEqual(tooOld)
    for (const time of [1_060_000, 0, Number.NaN]) expect(activeAt(time)).toBeUndefined()
  })

  test('without a clock, the run begins with its first session', () => {
    const registry = createSessionRegistry()
    registry.noteClock(Number.NaN)
    registry.register(session('first'))
    expect(registry.rejectionReason(session('old', { loginTime: 994_999 }), 0)).toEqual(tooOld)
    expect(registry.rejectionReason(session('new'), 0)).toBeUndefined()
  })

  test.each([
    ['a session whose key the run already has is rejected', session('own', { token: 'another' })],
    ['a session whose token the run already has is rejected', session('another', { token: 'token of own' })],
  ])('%s', (_, offered) => {
    const registry = createSessionRegistry()
    const own = session('own')
    registry.register(own)
    const reason = 'returned a session that an earlier login of this run had returned'
    expect(registry.rejectionReason(offered, 0)).toEqual({ reason, mayBeOwn: false })
    // Where the first session is over, the key was used again: the second one is a session that the run does not close.
    for (const state of ['closed', 'dead'] as const) {
      own.state = state
      expect(registry.rejectionReason(offered, 0)).toEqual({ reason, mayBeOwn: true })
    }
  })
})

describe('register, invent and unregister', () => {
  test('an id is the run’s own once it is registered or invented, until it is unregistered or turns out to be listed', () => {
    const registry = createSessionRegistry()
    const own = session('own-key')
    registry.register(own)
    registry.invent('invented-key')
    expect(['own-key', 'invented-key', 'other-key'].map((id) => registry.isOwn(id))).toEqual([true, true, false])
    expect([registry.ownsToken('token of own-key'), registry.ownsToken('other')]).toEqual([true, false])
    registry.noteListed(['invented-key'])
    registry.unregister(own)
    expect(['own-key', 'invented-key'].map((id) => registry.isOwn(id))).toEqual([false, false])
  })

  test('an id that is the key of another user’s session cannot be invented', () => {
    const registry = createSessionRegistry()
    registry.noteListed(['foreign-key'])
    expect(() => registry.invent('foreign-key')).toThrow(
      new Error("an invented id is the id of a session that is not the run's own"),
    )
  })

  test('an invented id is disruptive only where it is declared so', () => {
    const registry = createSessionRegistry()
    registry.invent('harmless')
    registry.invent('part of a key', true)
    expect(['harmless', 'part of a key', 'never invented'].map((id) => registry.isDisruptive(id))).toEqual([
      false,
      true,
      false,
    ])
  })
})

describe('noteListed', () => {
  test('more than 200000 listed keys are refused, so that a target cannot fill the memory', () => {
    const registry = createSessionRegistry()
    const keys = (prefix: string) => Array.from({ length: 100_000 }, (_, index) => `${prefix}${index}`)
    registry.noteListed(keys('a'))
    registry.noteListed(keys('b'))
    expect(() => registry.noteListed(['one more'])).toThrow('sessionList has shown more than 200000 sessions')
    expect(registry.isTaken('one more')).toBe(false)
  })

  test('a key is taken once it is registered or listed, and foreign where it is listed only', () => {
    const registry = createSessionRegistry()
    registry.register(session('own-key'))
    registry.noteListed(['own-key', 'foreign-key', 'short'])
    expect(['own-key', 'foreign-key', 'free'].map((id) => registry.isTaken(id))).toEqual([true, true, false])
    expect(registry.countForeign(['own-key', 'foreign-key', 'short'])).toBe(2)
  })

  test('a text contains a foreign key where it contains the whole key and the key has at least eight characters', () => {
    const registry = createSessionRegistry()
    registry.register(session('own-key'))
    registry.noteListed(['own-key', 'foreign-key', 'short'])
    expect(
      ['not foreign-ke', '["foreign-key', '["own-key', 'short'].map((text) => registry.containsForeignKey(text)),
    ).toEqual([false, true, false, false])
  })
})
