import { describe, expect, test, vi } from 'vitest'
import { BrokenAnswer, TargetUnreachable, type UnreachableReason } from '../../../../src/client/index.ts'
import { OpeningRefused } from '../../../../src/conformance/errors/verdict-error.ts'
import {
  closeUnregistered,
  describeRefusal,
  isLost,
  isRefusal,
  loginFailure,
  mayHaveBegun,
  openingFailure,
  type UnusableAnswer,
} from '../../../../src/conformance/sessions/login-answer.ts'
import type { LoginAttempt } from '../../../../src/conformance/sessions/prove-session.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, fault, scripted, status, value } from '../../../support/scripted.ts'

describe('isRefusal and describeRefusal', () => {
  test.each<[string, UnusableAnswer, boolean, string]>([
    ['the fault InvalidLogin is a refusal', fault('InvalidLogin'), true, 'was refused with the fault InvalidLogin'],
    ['the fault InvalidLocale is a refusal', fault('InvalidLocale'), true, 'was refused with the fault InvalidLocale'],
    ['the fault NoPermission is a refusal', fault('NoPermission'), true, 'was refused with the fault NoPermission'],
    [
      'a fault that is not one of Login’s is a refusal, in the server’s own words',
      {
        kind: 'fault',
        fault: { _typeName: 'PasswordExpired', faultstring: ' The password\n has expired. ' },
      } as unknown as UnusableAnswer, // The fragment does not know it.
      true,
      'was refused with the fault PasswordExpired: "The password has expired"',
    ],
    [
      'a fault may have its words in a list of messages',
      {
        kind: 'fault',
        fault: { _typeName: 'InvalidLogin', faultMessage: [{ key: 'x.y', message: 'User account locked.' }] },
      } as unknown as UnusableAnswer, // As a published schema has it.
      true,
      'was refused with the fault InvalidLogin: "User account locked"',
    ],
    ['status 400 is a refusal', status(400), true, 'was answered with status 400'],
    ['status 429 is a refusal', status(429), true, 'was answered with status 429'],
    [
      'status 408 may have begun a session, because it says that time ran out',
      status(408),
      false,
      'was answered with status 408',
    ],
    ['status 399 may have begun a session', status(399), false, 'was answered with status 399'],
    ['status 500 may have begun a session', status(500), false, 'was answered with status 500'],
    [
      'status 200 without a session may have begun a session',
      status(200),
      false,
      'was answered without a session key or without the header vmware-api-session-id',
    ],
  ])('%s', (_, answer, refused, description) => {
    expect([isRefusal(answer), describeRefusal(answer)]).toEqual([refused, description])
    const failure = openingFailure(answer, 'Login', 'user')
    expect([failure instanceof OpeningRefused, failure.message]).toEqual([refused, `Login as user ${description}`])
    const by = answer.kind === 'fault' ? { fault: answer.fault._typeName } : { status: answer.status }
    expect(failure.refusal).toEqual({ kind: 'Login', said: description, ...by })
  })
})

const limit = 'User session count is limited to 20.'

test.each([
  ['Login', 'InvalidLogin', fault('InvalidLogin'), 'account', 'prerequisite'],
  ['AcquireCloneTicket', 'NotAuthenticated', fault('NotAuthenticated'), 'caller', 'prerequisite'],
  ['Login', 'PasswordExpired', fault('PasswordExpired'), 'account', 'prerequisite'],
  ['Login', 'NoPermission', fault('NoPermission'), 'session', 'prerequisite'],
  ['CloneSession', 'InvalidLogin', fault('InvalidLogin'), 'session', 'prerequisite'],
  ['Login', '503 and a limit', { ...status(503), body: limit }, 'more sessions', 'session-limit'],
  ['Login', 'a fault and a limit', fault('RuntimeFault', limit), 'more sessions', 'session-limit'],
  ['Login', 'a fault and another limit', fault('RuntimeFault', 'size limit of 5 exceeded'), 'session', 'prerequisite'],
] as const)('%s that is refused with %s', (method, _, answer, refused, code) => {
  // The name of the user is no word of the target.
  expect(openingFailure(answer, method, 'limited user')).toMatchObject({ refused, finding: { code } })
})

describe('loginFailure', () => {
  test('a login whose answer is incomplete is unanswered, and may have begun a session', () => {
    const error = new BrokenAnswer(200, 'it stopped')
    expect(loginFailure(error)).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered', message: 'the answer to Login is incomplete: it stopped' },
    })
    expect([mayHaveBegun(error), isLost(error)]).toEqual([true, false])
  })

  test.each<[string, UnreachableReason, { mayHave: boolean; lost: boolean }]>([
    ['a login that timed out may have begun a session', 'timeout', { mayHave: true, lost: false }],
    ['a login whose connection was lost may have, too, and may be sent again', 'reset', { mayHave: true, lost: true }],
    ['a login whose connection was refused has begun none', 'refused', { mayHave: false, lost: false }],
    ['a login that stopped at the certificate has begun none', 'certificate', { mayHave: false, lost: false }],
  ])('%s, and is unanswered', (_, reason, { mayHave, lost }) => {
    const error = new TargetUnreachable(reason, 'nothing came')
    expect(loginFailure(error)).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered', message: 'Login got no answer: nothing came' },
    })
    expect([mayHaveBegun(error), isLost(error)]).toEqual([mayHave, lost])
  })

  test('a clone is named by its method', () => {
    expect(loginFailure(new TargetUnreachable('timeout', 'nothing came'), 'CloneSession')).toMatchObject({
      finding: { message: 'CloneSession got no answer: nothing came' },
    })
    expect(loginFailure(new BrokenAnswer(200, 'it stopped'), 'CloneSession')).toMatchObject({
      finding: { message: 'the answer to CloneSession is incomplete: it stopped' },
    })
  })

  test('an error of the suite is returned as it is, and has begun no session', () => {
    const error = new TypeError('ours')
    expect([loginFailure(error), mayHaveBegun(error), isLost(error)]).toEqual([error, false, false])
  })
})

describe('closeUnregistered', () => {
  const loginTag = '(run a; login 1 of b)'
  const newSession = value({ key: 'key', userName: 'VSPHERE\\user', userAgent: `vijson-conformance/1.0 ${loginTag}` })

  /** Closes what a login may have begun, at a target that gives these answers to currentSession and Logout. */
  async function closeAt(
    token: string | undefined,
    own: Answered | Error = newSession,
    logout: Answered | Error = value(null),
    registry = createSessionRegistry(),
  ) {
    const answerWith = (answer: Answered | Error) =>
      vi.fn(async () => {
        if (answer instanceof Error) throw answer
        return answer
      })
    const service = scripted({ currentSession: answerWith(own), logout: answerWith(logout) })
    const sent: Omit<LoginAttempt, 'key' | 'token'> = {
      method: 'Login',
      userName: 'user',
      loginTag,
      otherTags: [],
      noteCount: registry.noteCount(),
    }
    const recorded = { tag: loginTag, userName: 'user' }
    await closeUnregistered(service, registry, { sent, recorded }, token)
    return { service, unclosable: registry.unclosable, opened: registry.opened }
  }

  test('an answer without a token counts a session that cannot be closed', async () => {
    const { service, unclosable } = await closeAt(undefined)
    expect(service.currentSession).not.toHaveBeenCalled()
    expect(service.logout).not.toHaveBeenCalled()
    expect(unclosable).toBe(1)
  })

  test('a session that its token proves to be that of the login is registered and logged out', async () => {
    const { service, unclosable, opened } = await closeAt('token')
    expect(service.logout).toHaveBeenCalledExactlyOnceWith('token')
    expect(unclosable).toBe(0)
    expect(opened).toEqual([
      {
        label: 'a session of an unusable login',
        isShared: false,
        key: 'key',
        token: 'token',
        userName: 'user',
        loginTag,
        shownName: 'VSPHERE\\user',
        state: 'closed',
      },
    ])
  })

  test.each<[string, Answered | Error]>([
    ['a token that shows no session is counted and not logged out', value(null)],
    ['a token that shows an object without a key is counted and not logged out', value({})],
    ['a token that gets a fault is counted and not logged out', fault('NotAuthenticated')],
    ['a token that gets no answer is counted and not logged out', new TargetUnreachable('timeout', 'late')],
    ['a token that shows no User-Agent is counted and not logged out', value({ key: 'key', userName: 'user' })],
    [
      'a token that shows the User-Agent of another login is counted and not logged out',
      value({ key: 'key', userName: 'user', userAgent: 'vijson-conformance/1.0 (run a; login 2 of b)' }),
    ],
  ])('%s', async (_, own) => {
    const { service, unclosable, opened } = await closeAt('token', own)
    expect(service.logout).not.toHaveBeenCalled()
    expect([unclosable, opened]).toEqual([1, []])
  })

  test('a token that shows a session listed before the login is counted and not logged out', async () => {
    const registry = createSessionRegistry()
    registry.noteListed([{ key: 'key', userName: '', userAgent: '' }])
    const { service, unclosable } = await closeAt('token', newSession, value(null), registry)
    expect(service.logout).not.toHaveBeenCalled()
    expect(unclosable).toBe(1)
  })

  test('a token that shows a session of an earlier login is counted and not logged out', async () => {
    const registry = createSessionRegistry()
    registry.claim('key', 'token of the earlier login')
    const { service, unclosable } = await closeAt('token', newSession, value(null), registry)
    expect(service.logout).not.toHaveBeenCalled()
    expect(unclosable).toBe(1)
  })

  test('where the target keeps no User-Agents, the token is not used', async () => {
    const registry = createSessionRegistry()
    registry.keepsUserAgents = false
    const { service, unclosable } = await closeAt('token', newSession, value(null), registry)
    expect(service.currentSession).not.toHaveBeenCalled()
    expect(unclosable).toBe(1)
  })

  test.each<[string, Answered | Error]>([
    ['a session whose Logout is refused stays registered, so that the cleanup counts it', fault('SystemError')],
    ['a session whose Logout gets half an answer stays registered and open', new BrokenAnswer(200, 'half')],
  ])('%s', async (_, logout) => {
    const { unclosable, opened } = await closeAt('token', newSession, logout)
    expect([unclosable, opened.map(({ state }) => state)]).toEqual([0, ['open']])
  })
})
