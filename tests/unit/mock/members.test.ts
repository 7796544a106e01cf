import { describe, expect, test } from 'vitest'
import { createVCenter } from '../../../src/mock/index.ts'
import { type Member, serviceInstanceMembers, sessionManagerMembers } from '../../../src/mock/members.ts'
import { principals } from '../../support/principals.ts'

const shownName = (userName: string) => userName
const origin = { ipAddress: '192.0.2.1', userAgent: 'test' }

/** A simulated vCenter with one session, at a fixed time. */
function simulated() {
  const vcenter = createVCenter({ now: () => new Date('2026-01-01T00:00:00.000Z') })
  const caller = vcenter.login(principals.controller.userName, principals.controller.password, origin)
  const run = (name: string, parameters: Record<string, unknown> = {}) => {
    const member: Member | undefined = sessionManagerMembers[name]
    return member?.run({ vcenter, caller, origin, shownName, parameters: () => parameters })
  }
  return { vcenter, caller, run }
}

const userSession = (key: string, userName: string) => ({
  _typeName: 'UserSession',
  key,
  userName,
  fullName: userName,
  loginTime: '2026-01-01T00:00:00.000Z',
  lastActiveTime: '2026-01-01T00:00:00.000Z',
  locale: 'en',
  messageLocale: 'en',
  extensionSession: false,
  ipAddress: '192.0.2.1',
  userAgent: 'test',
  callCount: 0,
})

describe('sessionManagerMembers', () => {
  test('have properties with GET and methods with POST', () => {
    const verbs = Object.entries(sessionManagerMembers).map(([name, { verb }]) => [name, verb])
    expect(Object.fromEntries(verbs)).toEqual({
      Login: 'POST',
      LoginByToken: 'POST',
      Logout: 'POST',
      TerminateSession: 'POST',
      SessionIsActive: 'POST',
      AcquireCloneTicket: 'POST',
      CloneSession: 'POST',
      sessionList: 'GET',
      currentSession: 'GET',
    })
  })

  test('show a session with all properties of a UserSession', () => {
    const { caller, run } = simulated()
    const value = userSession(caller.key, principals.controller.userName)
    expect(run('currentSession')).toEqual({ kind: 'value', value })
    expect(run('sessionList')).toEqual({ kind: 'value', value: [value] })
  })

  test('show what has changed in a session since it was shown last', () => {
    const { caller, run } = simulated()
    const shown = () => (run('currentSession') as { value: object }).value
    const before = shown()
    expect(shown()).toBe(before)
    caller.callCount += 1
    expect(shown()).toEqual({ ...before, callCount: 1 })
    caller.lastActiveTime = new Date('2026-01-01T00:00:01.000Z')
    expect(shown()).toMatchObject({ lastActiveTime: '2026-01-01T00:00:01.000Z' })
    caller.userAgent = 'other'
    expect(shown()).toMatchObject({ userAgent: 'other' })
  })

  test('answer a cloned session with its token', () => {
    const { vcenter, caller, run } = simulated()
    const cloneTicket = vcenter.acquireCloneTicket(caller)
    const result = run('CloneSession', { cloneTicket })
    const clone = [...vcenter.sessions.values()].at(-1)
    expect(result).toEqual({
      kind: 'value',
      value: userSession(clone?.key ?? '', principals.controller.userName),
      token: clone?.token,
    })
  })

  test('answer SessionIsActive with whether the user has the session', () => {
    const { caller, run } = simulated()
    const { userName } = principals.controller
    expect(run('SessionIsActive', { sessionID: caller.key, userName })).toEqual({ kind: 'value', value: true })
    expect(run('SessionIsActive', { sessionID: 'unknown', userName })).toEqual({ kind: 'value', value: false })
  })
})

describe('serviceInstanceMembers', () => {
  test('show the same content as a property and by RetrieveServiceContent', () => {
    const { content, RetrieveServiceContent } = serviceInstanceMembers('another-one', '8.0.2.0')
    const { vcenter, caller } = simulated()
    const results = [content, RetrieveServiceContent].map((member) =>
      member?.run({ vcenter, caller, origin, shownName, parameters: () => ({}) }),
    )
    expect(results[0]).toEqual(results[1])
    expect(results[0]).toMatchObject({
      kind: 'value',
      value: {
        sessionManager: { type: 'SessionManager', value: 'another-one' },
        about: { fullName: 'VI JSON mock 8.0.2', apiVersion: '8.0.2.0' },
      },
    })
  })

  test('answer CurrentTime, to whoever is logged on, with the clock of the mock', () => {
    const { CurrentTime } = serviceInstanceMembers('SessionManager', '8.0.3.0')
    const { vcenter, caller } = simulated()
    vcenter.advance(1000)
    const call = { vcenter, origin, shownName, parameters: () => ({}) }
    expect(CurrentTime?.run({ ...call, caller })).toEqual({ kind: 'value', value: '2026-01-01T00:00:01.000Z' })
    expect(() => CurrentTime?.run({ ...call, caller: undefined })).toThrow('NotAuthenticated')
  })
})
