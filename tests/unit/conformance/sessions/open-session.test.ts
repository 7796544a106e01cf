import { describe, expect, test, vi } from 'vitest'
import { BrokenAnswer, TargetUnreachable, type UnreachableReason } from '../../../../src/client/index.ts'
import {
  closeSession,
  ensureAlive,
  ignoreUnreachable,
  openSession,
} from '../../../../src/conformance/sessions/open-session.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, fault, scripted, status, testSession, value } from '../../../support/scripted.ts'

const credentials = { userName: 'user', password: 'secret' }
const begun = value({ session: { key: 'key', loginTime: '2026-01-01T00:00:10Z' }, token: 'token' })
const shown = value({ key: 'key', loginTime: '2026-01-01T00:00:10Z' })

/** Logs in at a target that answers so, and whose token then shows so. */
async function opening(
  login: Answered | Error,
  own: Answered | Error = shown,
  logout: Answered | Error = value(null),
  { ownership = createSessionRegistry() } = {},
) {
  const answered = (answer: Answered | Error) =>
    vi.fn(async () => {
      if (answer instanceof Error) throw answer
      return answer
    })
  const service = scripted({
    login: answered(login),
    currentSession: answered(own),
    logout: answered(logout),
  })
  const ending = await openSession(service, service, ownership, credentials, 'session 1').catch(
    (error: unknown) => error,
  )
  return { ending, service, unclosable: ownership.unclosable, opened: ownership.opened.length }
}

describe('a login', () => {
  test('that is answered with a session, which its token shows, makes it the run’s own', async () => {
    const { ending, unclosable, opened } = await opening(begun)
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
    ['InvalidLogin', fault('InvalidLogin'), 'was refused with the fault InvalidLogin', 0],
    ['InvalidLocale', fault('InvalidLocale'), 'was refused with the fault InvalidLocale', 0],
    ['NoPermission', fault('NoPermission'), 'was refused with the fault NoPermission', 0],
    ['a fault that is none of Login', fault('SystemError'), 'was refused with the fault SystemError', 1],
    ['400', status(400), 'was answered with status 400', 0],
    ['429', status(429), 'was answered with status 429', 0],
    ['408', status(408), 'was answered with status 408', 1],
    ['399', status(399), 'was answered with status 399', 1],
    ['500', status(500), 'was answered with status 500', 1],
    [
      '200 without a session',
      status(200),
      'was answered without a session key or without the header vmware-api-session-id',
      1,
    ],
  ])('that is answered with %s is unreached, and counts where it may have begun one', async (_, answer, told, left) => {
    const { ending, unclosable, opened, service } = await opening(answer)
    expect(ending).toMatchObject({ verdict: 'unreached', finding: { code: 'prerequisite' } })
    expect(String(ending)).toBe(`Decided: Login as user ${told}`)
    expect([unclosable, opened]).toEqual([left, 0])
    expect(service.logout).not.toHaveBeenCalled()
  })

  test.each<[string, object, string, number]>([
    ['older than the run', { loginTime: '2026-01-01T00:00:00Z' }, 'by its loginTime, had begun before it', 1],
    ['in use already', { lastActiveTime: '2026-01-01T01:00:00Z' }, 'by its loginTime, had begun before it', 1],
    ['listed before', { key: 'listed' }, 'had begun before it', 0],
    ['of half a character', { key: 'key\ud800' }, 'with a key that holds half a character', 1],
  ])('that is answered with a session that is %s is not taken over', async (_, given, told, left) => {
    const ownership = createSessionRegistry()
    ownership.noteClock(Date.parse('2026-01-01T00:00:08Z'))
    ownership.noteListed(['listed'])
    const session = { key: 'key', loginTime: '2026-01-01T00:00:10Z', ...given }
    const { ending, unclosable, opened, service } = await opening(
      value({ session, token: 'token' }),
      value(session),
      value(null),
      { ownership },
    )
    expect(ending).toMatchObject({ verdict: 'unreached' })
    expect(String(ending)).toContain(told)
    expect([unclosable, opened]).toEqual([left, 0])
    expect(service.logout).not.toHaveBeenCalled()
  })

  test('that is answered oddly, with a token of a new session, is logged out', async () => {
    const { unclosable, service } = await opening(status(500, 'token'))
    expect(service.logout).toHaveBeenCalledWith('token')
    expect(unclosable).toBe(0)
  })

  test('that is refused by its status is left at that', async () => {
    const { service } = await opening(status(403, 'token'))
    expect(service.currentSession).not.toHaveBeenCalled()
  })

  test.each<[string, Answered | Error]>([
    ['nobody', value(null)],
    ['what is no session', value({})],
    ['a fault', fault('NotAuthenticated')],
    ['no answer', new TargetUnreachable('timeout', 'late')],
  ])('that is answered oddly, with a token that shows %s, is counted and logs nobody out', async (_, own) => {
    const { ending, unclosable, service } = await opening(status(200, 'token'), own)
    expect(ending).toMatchObject({ verdict: 'unreached', finding: { code: 'prerequisite' } })
    expect(service.logout).not.toHaveBeenCalled()
    expect(unclosable).toBe(1)
  })

  test('that is answered oddly, with a token of somebody’s session, logs nobody out', async () => {
    const ownership = createSessionRegistry()
    ownership.noteListed(['key'])
    const { unclosable, service } = await opening(status(200, 'token'), shown, value(null), { ownership })
    expect(service.logout).not.toHaveBeenCalled()
    expect(unclosable).toBe(1)
  })

  test.each<[string, Answered | Error]>([
    ['refused', fault('SystemError')],
    ['not answered', new BrokenAnswer(200, 'half')],
  ])('that is answered oddly counts where its Logout is %s', async (_, logout) => {
    const { ending, unclosable } = await opening(status(200, 'token'), shown, logout)
    expect(ending).toMatchObject({ verdict: 'unreached', finding: { code: 'prerequisite' } })
    expect(unclosable).toBe(1)
  })

  test('that is not answered whole counts', async () => {
    const { ending, unclosable } = await opening(new BrokenAnswer(200, 'it stopped'))
    expect(ending).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered', message: 'Login was not answered whole: it stopped' },
    })
    expect(unclosable).toBe(1)
  })

  test.each<[UnreachableReason, number]>([
    ['timeout', 1],
    ['reset', 1],
    ['refused', 0],
    ['certificate', 0],
  ])('that is not answered (%s) counts %i', async (reason, left) => {
    const { ending, unclosable } = await opening(new TargetUnreachable(reason, 'nothing came'))
    expect(ending).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered', message: 'Login was not answered: nothing came' },
    })
    expect(unclosable).toBe(left)
  })

  test('that fails for a reason of the suite’s own keeps that reason', async () => {
    expect((await opening(new TypeError('ours'))).ending).toEqual(new TypeError('ours'))
  })

  test.each<[string, Answered | Error, string]>([
    ['nobody', value(null), 'nobody logged on'],
    ['somebody else', value({ key: 'other' }), 'something that is not this session'],
    ['nothing', new TargetUnreachable('reset', 'lost'), 'nothing'],
  ])('whose token shows %s is disowned and counted', async (_, own, saw) => {
    const { ending, unclosable, opened } = await opening(begun, own)
    expect(String(ending)).toContain(`was answered with a session of which its own token shows ${saw}`)
    expect([unclosable, opened]).toEqual([1, 0])
  })
})

describe('closing', () => {
  const closing = async (
    own: Answered | Error,
    logout: Answered | Error = value(null),
    state: 'open' | 'closed' = 'open',
  ) => {
    const session = testSession('key', { state })
    const calls: string[] = []
    const service = scripted({
      currentSession: async () => {
        calls.push('currentSession')
        if (own instanceof Error) throw own
        return own
      },
      logout: async () => {
        calls.push('logout')
        if (logout instanceof Error) throw logout
        return logout
      },
    })
    await closeSession(service, session)
    return { state: session.state, calls }
  }

  test('a session that is closed already is left alone', async () => {
    expect(await closing(shown, value(null), 'closed')).toEqual({ state: 'closed', calls: [] })
  })

  test.each<[string, Answered | Error, 'open' | 'closed']>([
    ['nobody is closed already', value(null), 'closed'],
    ['somebody else is not touched', value({ key: 'other' }), 'open'],
    ['nothing is not touched', new TargetUnreachable('reset', 'lost'), 'open'],
  ])('a session whose token shows %s', async (_, own, state) => {
    expect(await closing(own)).toEqual({ state, calls: ['currentSession'] })
  })

  test.each<[string, Answered | Error, 'open' | 'closed']>([
    ['nothing', value(null), 'closed'],
    ['something', value({}), 'open'],
    ['NotAuthenticated', fault('NotAuthenticated'), 'closed'],
    ['another fault', fault('SystemError'), 'open'],
    ['401', status(401), 'closed'],
    ['503', status(503), 'open'],
    ['no answer', new BrokenAnswer(200, 'half'), 'open'],
  ])('a Logout that is answered with %s', async (_, logout, state) => {
    expect(await closing(shown, logout)).toEqual({ state, calls: ['currentSession', 'logout'] })
  })

  test('what its token has just shown is not asked again', async () => {
    const session = testSession('key')
    await closeSession(scripted({ logout: async () => value(null) }), session, { state: 'alive', detail: '' })
    expect(session.state).toBe('closed')
  })
})

describe('a shared session', () => {
  test.each<[string, Answered | Error, string]>([
    ['is used while it is alive', value({ key: 'first' }), 'first'],
    ['is replaced when its token says that it is over', value(null), 'second'],
    ['is used where its token says nothing', status(503), 'first'],
    ['is used where the target does not answer', new TargetUnreachable('timeout', 'late'), 'first'],
  ])('%s', async (_, own, used) => {
    const sessions = [testSession('first'), testSession('second')]
    const shared = {
      current: async () => sessions[0] ?? testSession('none'),
      discard: (lost: { key: string }) => {
        if (lost.key === 'first') sessions.shift()
      },
    }
    const currentSession = async () => {
      if (own instanceof Error) throw own
      return own
    }
    expect((await ensureAlive(scripted({ currentSession }), shared)).key).toBe(used)
  })
})

test('what is out of reach comes to nothing, what fails otherwise fails', async () => {
  expect(await ignoreUnreachable(Promise.reject(new TargetUnreachable('refused', 'closed')))).toBeUndefined()
  expect(await ignoreUnreachable(Promise.reject(new BrokenAnswer(200, 'half')))).toBeUndefined()
  expect(await ignoreUnreachable(Promise.resolve(1))).toBe(1)
  await expect(ignoreUnreachable(Promise.reject(new TypeError('ours')))).rejects.toThrow('ours')
})
