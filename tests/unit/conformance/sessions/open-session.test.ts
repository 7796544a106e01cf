import { describe, expect, test, vi } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { createLoginTags } from '../../../../src/conformance/sessions/login-tag.ts'
import { openSession } from '../../../../src/conformance/sessions/open-session.ts'
import { createSessionLimits } from '../../../../src/conformance/sessions/session-limits.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, fault, scripted, status, testSession, value } from '../../../support/scripted.ts'

const account = { userName: 'user', password: 'secret' }
const tagOf = (number: number) => `(run a1; login ${number} of name)`
const begin = (key: string) => value({ session: { key }, token: `token of ${key}` })
const shows = (key: string, number = 1, given: object = {}) =>
  value({ key, userName: 'user', userAgent: `vijson-conformance/1.0 ${tagOf(number)}`, ...given })
const showsNone = (key: string, userName = 'user') => value({ key, userName, userAgent: '' })

/** Opens a session at a target that gives these answers, in order, to Login and, with the new tokens, to currentSession. */
async function open(
  logins: (Answered | Error)[],
  shown: (Answered | Error)[] = [shows('key')],
  { registry = createSessionRegistry(), list = value([]) as Answered | Error, hasGivenUp = false } = {},
) {
  const inOrder = (answers: (Answered | Error)[]) => {
    const left = [...answers]
    return vi.fn(async () => {
      const answer = left.shift()
      if (answer instanceof Error || answer === undefined) throw answer ?? new Error('one call too many')
      return answer
    })
  }
  const service = scripted({
    login: inOrder(logins),
    currentSession: inOrder(shown),
    sessionList: inOrder([list]),
    logout: vi.fn(async () => value(null)),
  })
  const retries: unknown[] = []
  const weather = {
    note: (retry: unknown) => retries.push(retry),
    hasGivenUp,
    isStuck: () => false,
    noteStuck: () => {},
    wait: async () => {},
  }
  const parts = {
    service,
    closing: service,
    registry,
    loginTags: createLoginTags('a1'),
    limits: createSessionLimits({}, () => 0),
    weather,
    requirement: 'terminate.a',
  }
  const opening = { account, label: 'session 1', loginName: 'name' }
  const ending: unknown = await openSession(parts, opening).catch((error: unknown) => error)
  const { unclosable, opened, unverified } = registry
  return { ending, service, registry, retries, counts: [unclosable, opened.length, unverified.length] }
}

describe('openSession', () => {
  test.each<[string, boolean]>([
    ['is logged out by its own token, where a User-Agent proves it to be the run’s', true],
    ['is left alone where no User-Agent proves it', false],
  ])('a session with a key like that of a session of others is not used: it %s', async (_, keepsUserAgents) => {
    const registry = createSessionRegistry()
    registry.keepsUserAgents = keepsUserAgents
    registry.noteListed([{ key: 'KEY-OF-A-SESSION', userName: 'other', userAgent: keepsUserAgents ? 'client' : '' }])
    const shown = () => (keepsUserAgents ? shows('key-of-a-session') : showsNone('key-of-a-session'))
    const { ending, service, counts } = await open([begin('key-of-a-session')], [shown(), shown()], { registry })
    expect(ending).toMatchObject({
      verdict: 'unreached',
      message: "Login as user returned a key that a server might take for that of another user's session",
    })
    expect(service.logout).toHaveBeenCalledTimes(keepsUserAgents ? 1 : 0)
    expect(registry.statusOf('key-of-a-session')).not.toBe('own')
    expect(counts).toEqual(keepsUserAgents ? [0, 1, 0] : [1, 0, 0])
    expect(registry.opened.map(({ state }) => state)).toEqual(keepsUserAgents ? ['closed'] : [])
  })

  test.each([
    ['another one is opened in its place', 1],
    ['two times at most', 2],
  ])('where the keys of other sessions are fit to be named: %s', async (_, unfit) => {
    const registry = createSessionRegistry()
    registry.keepsUserAgents = true
    registry.noteListed([{ key: 'KEY-OF-A-SESSION', userName: 'other', userAgent: 'client' }])
    registry.register(testSession('fit'))
    const unfitKeys = Array.from({ length: unfit }, (_, place) => `${'-'.repeat(place + 1)}key-of-a-session`)
    const keys = [...unfitKeys, 'another']
    const { ending, service } = await open(
      keys.map(begin),
      keys.flatMap((key, place) => [shows(key, place + 1), shows(key, place + 1)]), // To prove it, and before its logout.
      { registry },
    )
    expect(ending).toMatchObject({ key: 'another', label: 'session 1', state: 'open' })
    expect(service.login).toHaveBeenCalledTimes(unfit + 1)
    expect(registry.opened.map(({ key, state }) => [key, state])).toEqual([
      ['fit', 'open'],
      ...unfitKeys.map((key) => [key, 'closed']),
      ['another', 'open'],
    ])
  })

  test('a third session whose key is not fit is the last that is opened', async () => {
    const registry = createSessionRegistry()
    registry.keepsUserAgents = true
    registry.noteListed([{ key: 'KEY-OF-A-SESSION', userName: 'other', userAgent: 'client' }])
    registry.register(testSession('fit'))
    const keys = ['-', '--', '---'].map((before) => `${before}key-of-a-session`)
    const { ending, service } = await open(
      keys.map(begin),
      keys.flatMap((key, place) => [shows(key, place + 1), shows(key, place + 1)]), // To prove it, and before its logout.
      { registry },
    )
    expect(ending).toMatchObject({ verdict: 'unreached' })
    expect(service.logout).toHaveBeenCalledTimes(3)
  })

  test('a session that shows the User-Agent of its login is registered as the run’s own', async () => {
    const { ending, counts, registry, service } = await open(
      [begin('key')],
      [shows('key', 1, { userName: 'DOM\\user' })],
    )
    expect(ending).toEqual(
      testSession('key', { label: 'session 1', loginTag: tagOf(1), shownName: 'DOM\\user', userName: 'user' }),
    )
    expect(service.login).toHaveBeenCalledExactlyOnceWith(
      account,
      expect.stringMatching(/ \(run a1; login 1 of name\)$/),
      {},
    )
    expect([counts, registry.keepsUserAgents, registry.statusOf('key')]).toEqual([[0, 1, 0], true, 'own'])
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
      'a login that is answered with another fault is unreached and counts no session',
      fault('SystemError'),
      'was refused with the fault SystemError',
      0,
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
  ])('%s', async (_, answer, reason, unclosable) => {
    const { ending, counts, service } = await open([answer])
    expect(ending).toMatchObject({ verdict: 'unreached', finding: { code: 'prerequisite' } })
    expect(ending).toHaveProperty('message', `Login as user ${reason}`)
    expect(counts).toEqual([unclosable, 0, 0])
    expect(service.logout).not.toHaveBeenCalled()
  })

  test('the token of an answer that refuses the login is not used', async () => {
    const { service } = await open([status(403, 'token')])
    expect(service.currentSession).not.toHaveBeenCalled()
  })

  test('a session whose token came with an unusable answer, and that proves to be the login’s, is logged out', async () => {
    const { ending, service, counts } = await open([status(500, 'token')], [shows('key'), shows('key')])
    expect(String(ending)).toBe('VerdictError: Login as user was answered with status 500')
    expect(service.logout).toHaveBeenCalledExactlyOnceWith('token')
    expect(counts).toEqual([0, 1, 0])
  })

  test.each<[string, Answered, Answered, string, number]>([
    [
      'a session that was listed before the login is not registered',
      begin('listed'),
      shows('listed'),
      'returned a session that existed before the login',
      0,
    ],
    [
      'a session whose token shows another one is not registered, and counted',
      begin('key'),
      shows('other'),
      'returned the token of another session',
      1,
    ],
    [
      'a session with the User-Agent of another login is not registered, and counted',
      begin('key'),
      shows('key', 2),
      'returned a session that does not show the User-Agent of the login',
      1,
    ],
    [
      'a session of another user is not registered, and counted',
      begin('key'),
      shows('key', 1, { userName: 'other' }),
      'returned a session of another user',
      1,
    ],
    [
      'a session of an earlier login is not registered, and counted',
      begin('claimed'),
      shows('claimed'),
      'returned a session that an earlier login had returned',
      1,
    ],
    [
      'a session whose key holds a lone surrogate is not registered, and counted',
      begin('key\ud800'),
      shows('key\ud800'),
      'returned a key with a lone surrogate, which no request can carry',
      1,
    ],
  ])('%s', async (_, login, shown, reason, unclosable) => {
    const registry = createSessionRegistry()
    registry.keepsUserAgents = true
    registry.noteProved(
      {
        method: 'Login',
        userName: 'user',
        loginTag: '(tag 0)',
        otherTags: [],
        key: 'earlier',
        token: 'earlier token',
        noteCount: 0,
      },
      'user',
    )
    registry.noteListed([{ key: 'listed', userName: 'user', userAgent: '' }])
    registry.claim('claimed', 'token of the earlier login')
    const { ending, counts, service } = await open([login], [shown], { registry })
    expect(ending).toMatchObject({ verdict: 'unreached' })
    expect(ending).toHaveProperty('message', `Login as user ${reason}`)
    expect(counts).toEqual([unclosable, 0, 0])
    expect(service.logout).not.toHaveBeenCalled()
  })

  test.each<[string, 'open' | 'closed' | 'dead', object]>([
    [
      'the token of a session that was terminated must not be handed out again',
      'dead',
      {
        verdict: 'fail',
        finding: {
          code: 'unexpected-success',
          message: 'Login as user returned the token of a session that was terminated (earlier)',
        },
      },
    ],
    [
      'a login that returns the token of a session that is open is unreached',
      'open',
      { verdict: 'unreached', message: 'Login as user returned a session that an earlier login had returned' },
    ],
    [
      'a login that returns the token of a session that was logged out is unreached',
      'closed',
      { verdict: 'unreached', message: 'Login as user returned a session that an earlier login had returned' },
    ],
  ])('%s, and is counted', async (_, state, expected) => {
    const registry = createSessionRegistry()
    registry.claim('earlier', 'token of key')
    registry.register(testSession('earlier', { token: 'token of key', state }))
    const { ending, counts } = await open([begin('key')], [], { registry })
    expect(ending).toMatchObject(expected)
    expect(counts).toEqual([1, 1, 0])
  })

  test.each<[string, Answered | Error, string, number]>([
    [
      'a session whose token shows no session is not registered, and counted',
      value(null),
      'its own token does not work (currentSession shows no session)',
      0,
    ],
    [
      'a session whose token gets only 503 is counted and read again at the end',
      status(503),
      'currentSession with its own token: status 503',
      1,
    ],
    [
      'a session whose token gets no answer is counted and read again at the end',
      new TargetUnreachable('reset', 'lost'),
      'currentSession with its own token: no answer',
      1,
    ],
  ])('%s', async (_, shown, detail, unverified) => {
    const { ending, counts, registry } = await open([begin('key')], [shown])
    expect(String(ending)).toBe(`VerdictError: Login as user returned a session that could not be verified (${detail})`)
    expect(counts).toEqual([1, 0, unverified])
    const attempt = {
      method: 'Login',
      userName: 'user',
      loginTag: tagOf(1),
      otherTags: [],
      key: 'key',
      token: 'token of key',
      noteCount: 0,
    }
    expect(registry.unverified).toEqual(unverified === 1 ? [attempt] : [])
  })

  test('a login whose answer is incomplete is unanswered and counts a session that may have begun', async () => {
    const { ending, counts } = await open([new BrokenAnswer(200, 'it stopped')])
    expect(ending).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered', message: 'the answer to Login is incomplete: it stopped' },
    })
    expect(counts).toEqual([1, 0, 0])
  })

  test('a login that fails by an error of the suite fails with that error', async () => {
    const error = new TypeError('ours')
    expect((await open([error])).ending).toBe(error)
  })
})

describe('the first login of a run', () => {
  test('where two sessions show no User-Agent, both are registered, and ownership is inferred from then on', async () => {
    const { ending, registry, counts } = await open(
      [begin('first'), begin('second')],
      [showsNone('first'), showsNone('second')],
    )
    const inferred = { userName: 'user', shownName: 'user' }
    const second = testSession('second', { ...inferred, label: 'the session of a second login' })
    const first = testSession('first', { ...inferred, label: 'session 1' })
    expect(ending).toEqual(first)
    expect([counts, registry.keepsUserAgents, registry.opened]).toEqual([[0, 2, 0], false, [second, first]])
  })

  test('where only the second session shows its User-Agent, the first is another user’s: it is not registered', async () => {
    const { ending, registry, counts } = await open(
      [begin('first'), begin('second')],
      [showsNone('first'), shows('second', 2)],
    )
    expect(String(ending)).toBe(
      'VerdictError: Login as user returned a session that does not show the User-Agent of the login',
    )
    expect([counts, registry.keepsUserAgents, registry.opened.map(({ key }) => key)]).toEqual([
      [1, 1, 0],
      true,
      ['second'],
    ])
  })

  test('where the first session can see the second before that has begun, neither is registered', async () => {
    const { ending, registry, counts } = await open(
      [begin('first'), begin('second')],
      [showsNone('first'), showsNone('second')],
      {
        list: value([{ key: 'first' }, { key: 'second' }]),
      },
    )
    expect(String(ending)).toBe('VerdictError: Login as user returned a session that existed before the login')
    expect([counts, registry.keepsUserAgents]).toEqual([[2, 0, 0], undefined])
  })

  test.each<[string, Answered, string, number]>([
    [
      'where a second login is refused, the first is counted',
      fault('InvalidLogin'),
      'was refused with the fault InvalidLogin',
      1,
    ],
    [
      'where a second login returns the first session again, both are counted',
      begin('first'),
      'returned a session that an earlier login had returned',
      2,
    ],
  ])('%s', async (_, second, reason, unclosable) => {
    const { ending, counts } = await open([begin('first'), second], [showsNone('first')])
    expect(ending).toHaveProperty('message', `Login as user ${reason}`)
    expect(counts).toEqual([unclosable, 0, 0])
  })

  test('where the first session can see a User-Agent, the target keeps them: no second login is sent', async () => {
    const { ending, registry, counts } = await open([begin('first')], [showsNone('first')], {
      list: value([{ key: 'first' }, { key: 'other', userAgent: 'another client' }]),
    })
    expect(String(ending)).toBe(
      'VerdictError: Login as user returned a session that does not show the User-Agent of the login',
    )
    expect([counts, registry.keepsUserAgents]).toEqual([[1, 0, 0], true])
  })

  test('where sessionList gets no answer, the second session decides alone', async () => {
    const { counts, registry } = await open(
      [begin('first'), begin('second')],
      [showsNone('first'), showsNone('second')],
      {
        list: new TargetUnreachable('timeout', 'late'),
      },
    )
    expect([counts, registry.keepsUserAgents]).toEqual([[0, 2, 0], false])
  })

  test('where no User-Agents are kept, sessions of other accounts are not registered', async () => {
    const { ending, counts } = await open(
      [begin('first'), begin('second')],
      [showsNone('first', 'other'), showsNone('second', 'other')],
    )
    expect(String(ending)).toBe('VerdictError: Login as user returned a session of another user')
    expect(counts).toEqual([2, 0, 0])
  })
})
