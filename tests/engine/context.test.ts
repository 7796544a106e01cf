import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import type { VCenter } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'
import { answering, runOneCheck } from './one-check.ts'

// The check context is tested through checks that use it, one at a time.

const header = 'vmware-api-session-id'
const isRequestOf = (request: Request, member: string) => request.url.endsWith(`/${member}`)

describe('assume and mustTerminate', () => {
  test('a refusal proves nothing where the control call is refused, too', async () => {
    const around = answering('TerminateSession', () => new Response('', { status: 400 }))
    expect(await runOneCheck('authentication.dead-token', { around })).toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message:
          'the token of a logged-out session: a prerequisite is not met, which terminate.success.no-content judges: the control call, which names only open sessions: expected success, got status 400 without a VIM fault',
      },
    })
  })

  test('a refusal proves nothing where the caller that was logged out is still alive', async () => {
    const vcenter = (original: VCenter) => ({ ...original, logout() {} })
    expect(await runOneCheck('authentication.fault', { vcenter })).toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message:
          'a prerequisite is not met, which terminate.current-session.logout-instead judges: session 1 should be dead: in sessionList (read by the controller); its own token works (currentSession shows it).',
      },
    })
  })

  test('a prerequisite that cannot be read keeps the code of its cause', async () => {
    let isLoggedOut = false
    const around =
      (fetch: Fetch): Fetch =>
      async (request) => {
        if (isRequestOf(request, 'Logout')) isLoggedOut = true
        if (isLoggedOut && isRequestOf(request, 'sessionList')) throw new TypeError('fetch failed')
        return fetch(request)
      }
    expect(await runOneCheck('authentication.fault', { around })).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered' },
    })
  })
})

describe('logout', () => {
  /** Answers the second currentSession of every token, which is the one before Logout, as given. */
  const atSecondRead = (answer: () => Response) => {
    const reads = new Map<string, number>()
    let logouts = 0
    const around =
      (fetch: Fetch): Fetch =>
      async (request) => {
        const token = request.headers.get(header) ?? ''
        if (isRequestOf(request, 'Logout')) logouts += 1
        if (!isRequestOf(request, 'currentSession')) return fetch(request)
        reads.set(token, (reads.get(token) ?? 0) + 1)
        return reads.get(token) === 2 ? answer() : fetch(request)
      }
    return { around, logouts: () => logouts }
  }

  test('a token that now belongs to another session is not logged out', async () => {
    const { around } = atSecondRead(() =>
      Response.json({ key: 'another-key', userName: 'x', loginTime: '2026-01-01T00:00:00Z' }),
    )
    expect(await runOneCheck('authentication.fault', { around })).toMatchObject({
      verdict: 'unreached',
      finding: { message: 'the token of session 1 now belongs to another session' },
    })
  })

  test('a token that cannot be read is logged out', async () => {
    const { around, logouts } = atSecondRead(() => {
      throw new TypeError('fetch failed')
    })
    expect((await runOneCheck('authentication.fault', { around }))?.verdict).toBe('pass')
    expect(logouts()).toBeGreaterThan(0)
  })

  test('a Logout that is refused makes the check unreached', async () => {
    const around = answering('Logout', () => new Response('', { status: 400 }))
    expect(await runOneCheck('authentication.fault', { around })).toMatchObject({
      verdict: 'unreached',
      finding: {
        message: 'a prerequisite is not met, which terminate.current-session.logout-instead judges: Logout was refused',
      },
    })
  })
})

describe('stateOf', () => {
  test('the note names each oracle where they disagree', async () => {
    const around = answering('sessionList', async (request, fetch) => {
      const list = (await (await fetch(request)).json()) as { userAgent: string }[]
      return Response.json(list.filter(({ userAgent }) => !userAgent.includes(' of terminate.request.')))
    })
    const vcenter = (original: VCenter) => ({ ...original, terminateSessions() {} })
    expect((await runOneCheck('request.unknown-property', { around, vcenter }))?.recorded).toEqual([
      'an unknown property, answer: 204; the listed session is dead in sessionList and alive by its own token',
    ])
  })
})

describe('capture', () => {
  test.each([
    ['the token of session 1', (token: string) => token],
    ['the password of administrator@vsphere.local', () => principals.controller.password],
  ])('%s is found in a header', async (whose, secret) => {
    const around = answering('TerminateSession', async (request, fetch) => {
      const response = await fetch(request)
      response.headers.set('x-trace', secret(request.headers.get(header) ?? ''))
      return response
    })
    expect(await runOneCheck('fault.no-secrets', { around })).toMatchObject({
      verdict: 'warn',
      finding: { code: 'secret', message: `an answer contains ${whose}` },
    })
  })
})

describe('isTaken', () => {
  test('a check does not invent an id that is the key of another session of the run', async () => {
    // The controller, the idle sessions, and those of the check: the key of one of them is that of the other backwards.
    const keys = ['9', '7', '8', '12', '21']
    const vcenter = (original: VCenter) => ({
      ...original,
      login(...credentials: Parameters<VCenter['login']>) {
        const session = original.login(...credentials)
        original.sessions.delete(session.key)
        session.key = keys.shift() ?? session.key
        original.sessions.set(session.key, session)
        return session
      },
    })
    expect((await runOneCheck('identity.exact', { vcenter }))?.verdict).toBe('pass')
  })
})

describe('the gate before disruptive calls', () => {
  test('a sessionList that cannot be read makes the check unreached', async () => {
    let reads = 0
    const around = answering('sessionList', (request, fetch) => {
      reads += 1
      return reads > 1 ? new Response('', { status: 400 }) : fetch(request)
    })
    expect(await runOneCheck('empty-list.no-effect', { around })).toMatchObject({
      verdict: 'unreached',
      finding: { message: 'whether others are logged on is unknown: sessionList does not show the controller' },
    })
  })
})
