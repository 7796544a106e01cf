import { describe, expect, test } from 'vitest'
import { createVCenter, VimFault } from '../../../src/mock/index.ts'
import { principals } from '../../support/principals.ts'

const origin = { ipAddress: '127.0.0.1', userAgent: 'test' }
const { controller, limited } = principals

/** A simulated vCenter with sessions of the controller. */
function simulated(count: number) {
  const vcenter = createVCenter()
  const sessions = Array.from({ length: count }, () => vcenter.login(controller.userName, controller.password, origin))
  return { vcenter, sessions, keys: () => [...vcenter.sessions.keys()] }
}

/** The name of the fault that a call throws. */
function faultOf(call: () => unknown): string {
  try {
    call()
  } catch (error) {
    if (error instanceof VimFault) return error.fault._typeName
    throw error
  }
  return 'none'
}

describe('login', () => {
  test('gives a session a public key and a secret token, which differ', () => {
    const [session] = simulated(1).sessions
    expect(session?.key).toMatch(/^52[0-9a-f]{6}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    expect(session?.token).toMatch(/^[0-9a-f]{40}$/)
  })

  test('ignores the case of the user name', () => {
    const { vcenter } = simulated(0)
    const { principal } = vcenter.login(controller.userName.toUpperCase(), controller.password, origin)
    expect(principal.userName).toBe(controller.userName)
  })

  test.each<[title: string, userName: string, password: string]>([
    ['refuses an unknown user', 'unknown', controller.password],
    ['refuses a wrong password', controller.userName, 'wrong'],
  ])('%s', (_, userName, password) => {
    expect(faultOf(() => simulated(0).vcenter.login(userName, password, origin))).toBe('InvalidLogin')
  })

  test('refuses a caller that is logged on already', () => {
    const { vcenter, sessions } = simulated(1)
    const call = () => vcenter.login(controller.userName, controller.password, origin, sessions[0])
    expect(faultOf(call)).toBe('InvalidLogin')
  })
})

describe('authenticate', () => {
  test('finds the session of a token, and notes its activity', () => {
    let time = 0
    const vcenter = createVCenter({ now: () => new Date(time) })
    const { token, key } = vcenter.login(controller.userName, controller.password, origin)
    time = 5
    expect(vcenter.authenticate(token)).toMatchObject({
      key,
      callCount: 1,
      loginTime: new Date(0),
      lastActiveTime: new Date(5),
    })
  })

  test('finds no session for the token of one that has ended, whichever way', () => {
    const { vcenter, sessions } = simulated(3)
    const [caller, terminated, gone] = sessions
    if (caller === undefined || terminated === undefined || gone === undefined) throw new Error('there are three')
    vcenter.terminateSessions(caller, [terminated.key])
    vcenter.logout(caller)
    vcenter.sessions.delete(gone.key)
    for (const { token } of sessions) expect(vcenter.authenticate(token)).toBeUndefined()
  })

  test('finds a session that a test has put in, and one whose key it has changed', () => {
    const { vcenter, sessions } = simulated(1)
    const [first] = sessions
    if (first === undefined) throw new Error('there is one')
    vcenter.sessions.set('put in', { ...first, key: 'put in', token: 'its token' })
    expect(vcenter.authenticate('its token')?.key).toBe('put in')
    vcenter.sessions.delete(first.key)
    first.key = 'changed'
    vcenter.sessions.set('changed', first)
    expect(vcenter.authenticate(first.token)?.key).toBe('changed')
  })

  test('takes as long beside 100,000 sessions as beside a few', () => {
    const times = [10, 100_000].map((count) => {
      const { vcenter, sessions } = simulated(count)
      const { token = '' } = sessions.at(-1) ?? {}
      const startedAt = performance.now()
      for (let call = 0; call < 200_000; call += 1) vcenter.authenticate(token)
      return performance.now() - startedAt
    })
    // One by one, it would be thousands of times as long; a pause to collect garbage is a few times.
    expect(times[1]).toBeLessThan(20 * (times[0] ?? 0))
  })

  test('finds no session for a key', () => {
    const { vcenter, sessions } = simulated(1)
    expect(vcenter.authenticate(sessions[0]?.key ?? '')).toBeUndefined()
  })
})

describe('authorize', () => {
  test('refuses a call without a session', () => {
    expect(faultOf(() => createVCenter().authorize(undefined, 'System.View'))).toBe('NotAuthenticated')
  })

  test('refuses a session without the privilege', () => {
    const vcenter = createVCenter()
    const session = vcenter.login(limited.userName, limited.password, origin)
    expect(faultOf(() => vcenter.authorize(session, 'Sessions.TerminateSession'))).toBe('NoPermission')
    expect(vcenter.authorize(session, 'System.View')).toBe(session)
  })
})

describe('terminateSessions', () => {
  test('ends the sessions before an unknown id, and none after it', () => {
    const { vcenter, sessions, keys } = simulated(3)
    const [caller, before, after] = sessions
    if (!caller || !before || !after) throw new Error('not opened')
    expect(faultOf(() => vcenter.terminateSessions(caller, [before.key, 'unknown', after.key]))).toBe('NotFound')
    expect(keys()).toEqual([caller.key, after.key])
  })

  test('ends the sessions before the key of the caller, and none after it', () => {
    const { vcenter, sessions, keys } = simulated(3)
    const [caller, before, after] = sessions
    if (!caller || !before || !after) throw new Error('not opened')
    const call = () => vcenter.terminateSessions(caller, [before.key, caller.key, after.key])
    expect(faultOf(call)).toBe('InvalidArgument')
    expect(keys()).toEqual([caller.key, after.key])
  })
})

test('logout ends the session of the caller alone', () => {
  const { vcenter, sessions, keys } = simulated(2)
  const [caller, other] = sessions
  if (!caller || !other) throw new Error('not opened')
  vcenter.logout(caller)
  expect(keys()).toEqual([other.key])
})

test('sessionIsActive is true only for the user of the session', () => {
  const { vcenter, sessions } = simulated(1)
  const key = sessions[0]?.key ?? ''
  expect(vcenter.sessionIsActive(key, controller.userName)).toBe(true)
  expect(vcenter.sessionIsActive(key, limited.userName)).toBe(false)
  expect(vcenter.sessionIsActive('unknown', controller.userName)).toBe(false)
})

test('cloneSession begins a session of the same user, once for each ticket', () => {
  const { vcenter, sessions } = simulated(1)
  const [caller] = sessions
  if (!caller) throw new Error('not opened')
  const ticket = vcenter.acquireCloneTicket(caller)
  expect(vcenter.cloneSession(ticket, origin).principal).toBe(caller.principal)
  expect(faultOf(() => vcenter.cloneSession(ticket, origin))).toBe('InvalidLogin')
})

test('the clock can be moved', () => {
  const vcenter = createVCenter({ now: () => new Date(0) })
  const { userName, password } = principals.controller
  const first = vcenter.login(userName, password, { ipAddress: '192.0.2.1', userAgent: 'test' })
  vcenter.advance(1000)
  vcenter.advance(500)
  vcenter.authenticate(first.token)
  expect([first.loginTime.getTime(), first.lastActiveTime.getTime()]).toEqual([0, 1500])
})

test.each([-1, Number.NaN, Number.NEGATIVE_INFINITY, '1' as never, undefined as never])(
  'the clock cannot be moved by %o, and stays',
  (ms) => {
    const vcenter = createVCenter({ now: () => new Date(0) })
    expect(() => vcenter.advance(ms)).toThrow(new RangeError(`the clock cannot be moved by ${ms} ms`))
    expect(vcenter.now()).toEqual(new Date(0))
  },
)

test.each([253_402_300_800_000, 8.64e15, 1e17, Number.MAX_VALUE, Number.POSITIVE_INFINITY])(
  'the clock cannot be moved past the year 9999, by %d ms, and stays',
  (ms) => {
    const vcenter = createVCenter({ now: () => new Date(0) })
    expect(() => vcenter.advance(ms)).toThrow(
      new RangeError(`the clock cannot be moved by ${ms} ms: no time after the year 9999 can be written`),
    )
    vcenter.advance(253_402_300_799_999)
    expect(vcenter.now().toISOString()).toBe('9999-12-31T23:59:59.999Z')
  },
)

describe('limits of a vCenter', () => {
  const [user, other] = [controller, limited]
  const begin = (vcenter: ReturnType<typeof createVCenter>, principal = user) =>
    vcenter.login(principal.userName, principal.password, origin)

  test('a user with as many sessions as are allowed gets no other, and another user does', () => {
    const vcenter = createVCenter({ maxSessions: 2 })
    const first = begin(vcenter)
    begin(vcenter)
    const sentence = `User session count is limited to 2. Existing session count is 2 for user ${user.userName}.`
    expect(() => begin(vcenter)).toThrow(sentence)
    expect(() => vcenter.cloneSession(vcenter.acquireCloneTicket(first), origin)).toThrow(sentence)
    begin(vcenter, other)
    vcenter.logout(first)
    begin(vcenter)
    expect(vcenter.sessions.size).toBe(3)
  })

  test('a session that makes no call for longer than the time-out is ended, and one that does is not', () => {
    const vcenter = createVCenter({ sessionTimeoutMs: 1000 })
    const [idle, active] = [begin(vcenter), begin(vcenter)]
    vcenter.advance(900)
    vcenter.authenticate(active.token)
    vcenter.advance(200)
    expect(vcenter.authenticate(idle.token)).toBeUndefined()
    expect(vcenter.authenticate(active.token)).toBe(active)
    expect([...vcenter.sessions.keys()]).toEqual([active.key])
  })
})
