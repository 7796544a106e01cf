import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import type { VCenter } from '../../src/mock/index.ts'
import { principals } from '../support/principals.ts'
import { answering, judged } from './one-check.ts'

// What a check works with, seen by checks that use it, one at a time.

const header = 'vmware-api-session-id'
const is = (request: Request, member: string) => request.url.endsWith(`/${member}`)

describe('a refusal proves nothing', () => {
  test('where the same call, lawful, is refused as well', async () => {
    const around = answering('TerminateSession', () => new Response('', { status: 503 }))
    expect(await judged('authentication.dead-token', { around })).toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message: expect.stringContaining('the same call, lawful, should succeed; the answer is 503'),
      },
    })
  })

  test('where what was to be over is not', async () => {
    const vcenter = (sound: VCenter) => ({ ...sound, logout() {} })
    expect(await judged('authentication.fault', { vcenter })).toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message: expect.stringContaining('session 1, which the call did not name, should be dead'),
      },
    })
  })

  test('where that cannot be asked, which is told as it is', async () => {
    let isLoggedOut = false
    const around =
      (fetch: Fetch): Fetch =>
      async (request) => {
        if (is(request, 'Logout')) isLoggedOut = true
        if (isLoggedOut && is(request, 'sessionList')) throw new TypeError('fetch failed')
        return fetch(request)
      }
    expect(await judged('authentication.fault', { around })).toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered' },
    })
  })
})

describe('a logout of a check', () => {
  const atSecondLook = (answer: () => Response) => {
    const looks = new Map<string, number>()
    let logouts = 0
    const around =
      (fetch: Fetch): Fetch =>
      async (request) => {
        const token = request.headers.get(header) ?? ''
        if (is(request, 'Logout')) logouts += 1
        if (!is(request, 'currentSession')) return fetch(request)
        looks.set(token, (looks.get(token) ?? 0) + 1)
        return looks.get(token) === 2 ? answer() : fetch(request)
      }
    return { around, logouts: () => logouts }
  }

  test('is not sent with a token that shows somebody else', async () => {
    const { around } = atSecondLook(() =>
      Response.json({ key: 'another-key', userName: 'x', loginTime: '2026-01-01T00:00:00Z' }),
    )
    expect(await judged('authentication.fault', { around })).toMatchObject({
      verdict: 'unreached',
      finding: { message: "the token of session 1 shows somebody else's session" },
    })
  })

  test('is sent with one that shows nothing', async () => {
    const { around, logouts } = atSecondLook(() => {
      throw new TypeError('fetch failed')
    })
    expect((await judged('authentication.fault', { around }))?.verdict).toBe('pass')
    expect(logouts()).toBeGreaterThan(0)
  })

  test('that is refused is no logout', async () => {
    const around = answering('Logout', () => new Response('', { status: 503 }))
    expect(await judged('authentication.fault', { around })).toMatchObject({
      verdict: 'unreached',
      finding: { message: 'Logout was refused' },
    })
  })
})

test('what is only recorded names each oracle where they differ', async () => {
  const around = answering('sessionList', async (request, fetch) => {
    const list = (await (await fetch(request)).json()) as { key: string }[]
    return Response.json(list.filter((_, index) => index === 0))
  })
  const vcenter = (sound: VCenter) => ({ ...sound, terminateSessions() {} })
  expect((await judged('request.unknown-property', { around, vcenter }))?.recorded).toEqual([
    'the answer is 204; the listed session is dead by sessionList and alive by its own token',
  ])
})

test.each([
  ['the token of session 1', (token: string) => token],
  ['the password of administrator@vsphere.local', () => principals.controller.password],
])('%s is found in what a check listens to', async (whose, secret) => {
  const around = answering('TerminateSession', async (request, fetch) => {
    const response = await fetch(request)
    response.headers.set('x-trace', secret(request.headers.get(header) ?? ''))
    return response
  })
  expect(await judged('fault.no-secrets', { around })).toMatchObject({
    verdict: 'warn',
    finding: { code: 'secret', message: `an answer contains ${whose}` },
  })
})

test('what happened is told stage by stage, with the answers', async () => {
  const { traces } = (await judged('not-found.ended-session', {})) ?? { traces: [] }
  expect(traces.map(({ name }) => name)).toEqual(['', 'a terminated session', 'a logged-out session'])
  const calls = traces.map(({ events }) => events.flatMap((step) => (step.kind === 'called' ? [step.answer] : [])))
  const notFound = { status: 500, fault: 'NotFound' }
  expect(calls).toEqual([[], [{ status: 204 }, notFound], [notFound]])
})

test('an id that somebody of the run has is none to be invented', async () => {
  // The controller's key is a part of the victim's.
  const keys = ['1', '11', '12', '13']
  const vcenter = (sound: VCenter) => ({
    ...sound,
    login(...given: Parameters<VCenter['login']>) {
      const session = sound.login(...given)
      sound.sessions.delete(session.key)
      session.key = keys.shift() ?? session.key
      sound.sessions.set(session.key, session)
      return session
    },
  })
  expect((await judged('identity.exact', { vcenter }))?.verdict).toBe('pass')
})

test('whether others are logged on is not guessed where it cannot be seen', async () => {
  let lists = 0
  const around = answering('sessionList', (request, fetch) => {
    lists += 1
    return lists === 2 ? new Response('', { status: 503 }) : fetch(request)
  })
  expect(await judged('identity.exact', { around })).toMatchObject({
    verdict: 'unreached',
    finding: { message: expect.stringContaining('whether others are logged on could not be seen') },
  })
})
