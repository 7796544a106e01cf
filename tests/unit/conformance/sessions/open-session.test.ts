import { describe, expect, test, vi } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { openSession } from '../../../../src/conformance/sessions/open-session.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, fault, scripted, status, value } from '../../../support/scripted.ts'

const credentials = { userName: 'user', password: 'secret' }
const begun = value({ session: { key: 'key', loginTime: '2026-01-01T00:00:10Z' }, token: 'token' })
const ownSession = value({ key: 'key', loginTime: '2026-01-01T00:00:10Z' })

/** Opens a session at a target that gives these answers to Login and, with the new token, to currentSession. */
async function open(
  login: Answered | Error,
  own: Answered | Error = ownSession,
  { registry = createSessionRegistry() } = {},
) {
  const answerWith = (answer: Answered | Error) =>
    vi.fn(async () => {
      if (answer instanceof Error) throw answer
      return answer
    })
  const service = scripted({
    login: answerWith(login),
    currentSession: answerWith(own),
    logout: answerWith(value(null)),
  })
  const ending: unknown = await openSession({ service, closing: service }, registry, credentials, 'session 1').catch(
    (error: unknown) => error,
  )
  const { unclosable, opened, unverified } = registry
  return { ending, service, unclosable, opened: opened.length, unverified: unverified.length }
}

describe('openSession', () => {
  test('a session that its own token confirms is registered as the run’s own', async () => {
    const { ending, unclosable, opened } = await open(begun)
    expect(ending).toEqual({
      label: 'session 1',
      isShared: false,
      key: 'key',
      token: 'token',
      userName: 'user',
      loginTime: Date.parse('2026-01-01T00:00:10Z'),
      state: 'open',
    })
    expect([unclosable, opened]).toEqual([0, 1])
  })

  test.each<[string, Answered, string, number]>([
    [
      'a login that is refused with a fault of Login is unreached and counts no session',
      fault('InvalidLogin'),
      'was refused with the fault InvalidLogin',
      0,
    ],
    [
      'a login that is answered with a status that blames the request is unreached and counts no session',
      status(400),
      'was answered with status 400',
      0,
    ],
    [
      'a login that is answered with another fault is unreached and counts a session that may have begun',
      fault('SystemError'),
      'was refused with the fault SystemError',
      1,
    ],
    [
      'a login that is answered with 500 and no fault is unreached and counts a session that may have begun',
      status(500),
      'was answered with status 500',
      1,
    ],
    [
      'a login that is answered with 200 and no session is unreached and counts a session that may have begun',
      status(200),
      'was answered without a session key or without the header vmware-api-session-id',
      1,
    ],
  ])('%s', async (_, answer, reason, unclosableAfter) => {
    const { ending, unclosable, opened, service } = await open(answer)
    expect(ending).toMatchObject({ verdict: 'unreached', finding: { code: 'prerequisite' } })
    expect(String(ending)).toBe(`VerdictError: Login as user ${reason}`)
    expect([unclosable, opened]).toEqual([unclosableAfter, 0])
    expect(service.logout).not.toHaveBeenCalled()
  })

  test('the token of an answer that refuses the login is not used', async () => {
    const { service } = await open(status(403, 'token'))
    expect(service.currentSession).not.toHaveBeenCalled()
  })

  test('a new session whose token came with an unusable answer is logged out', async () => {
    const { service, unclosable } = await open(status(500, 'token'))
    expect(service.logout).toHaveBeenCalledWith('token')
    expect(unclosable).toBe(0)
  })

  test.each<[string, object, string, number]>([
    [
      'a session older than the run is not registered',
      { loginTime: '2026-01-01T00:00:00Z' },
      'returned a session that, by its loginTime, existed before the login',
      1,
    ],
    [
      'a session that was in use before it began is not registered',
      { lastActiveTime: '2026-01-01T01:00:00Z' },
      'returned a session that, by its loginTime, existed before the login',
      1,
    ],
    [
      'a session that was listed before the login is not registered',
      { key: 'listed' },
      'returned a session that existed before the login',
      0,
    ],
    [
      'a session whose key holds a lone surrogate is not registered',
      { key: 'key\ud800' },
      'returned a key with a lone surrogate, which no request can carry',
      1,
    ],
  ])('%s', async (_, given, reason, unclosableAfter) => {
    const registry = createSessionRegistry()
    registry.noteClock(Date.parse('2026-01-01T00:00:08Z'))
    registry.noteListed(['listed'])
    const session = { key: 'key', loginTime: '2026-01-01T00:00:10Z', ...given }
    const { ending, unclosable, opened, service } = await open(value({ session, token: 'token' }), value(session), {
      registry,
    })
    expect(ending).toMatchObject({ verdict: 'unreached' })
    expect(String(ending)).toBe(`VerdictError: Login as user ${reason}`)
    expect([unclosable, opened]).toEqual([unclosableAfter, 0])
    expect(service.logout).not.toHaveBeenCalled()
  })

  test.each<[string, Answered | Error, string, number]>([
    ['a session whose token shows no session is unregistered and counted', value(null), 'null', 0],
    [
      'a session whose token shows another session is unregistered and counted',
      value({ key: 'other' }),
      'another session',
      0,
    ],
    [
      'a session whose token gets only 503 is unregistered, counted and read again at the end',
      status(503),
      'status 503',
      1,
    ],
    [
      'a session whose token gets no answer is unregistered, counted and read again at the end',
      new TargetUnreachable('reset', 'lost'),
      'no answer',
      1,
    ],
  ])('%s', async (_, own, detail, unverifiedAfter) => {
    const { ending, unclosable, opened, unverified } = await open(begun, own)
    expect(String(ending)).toBe(
      `VerdictError: Login as user returned a session that could not be verified (currentSession with its own token: ${detail})`,
    )
    expect([unclosable, opened, unverified]).toEqual([1, 0, unverifiedAfter])
  })

  test('a login whose answer is incomplete is unanswered and counts a session that may have begun', async () => {
    const { ending, unclosable } = await open(new BrokenAnswer(200, 'it stopped'))
    expect(ending).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered', message: 'the answer to Login is incomplete: it stopped' },
    })
    expect(unclosable).toBe(1)
  })

  test('a login that fails by an error of the suite fails with that error', async () => {
    const error = new TypeError('ours')
    expect((await open(error)).ending).toBe(error)
  })
})
