import { expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite, type Target } from '../../src/conformance/index.ts'
import { createVCenter, type Session, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'

// Servers that mix up sessions: whatever they do, nobody else's session may be ended by the run.

const header = 'vmware-api-session-id'

/** Somebody else's session, begun before the run. */
function stranger(vcenter: VCenter): Session {
  const { userName, password } = principals.controller
  return vcenter.login(userName, password, { ipAddress: '', userAgent: '' })
}

/** A mock whose logins after the first few are answered by something else. */
function loggingIn(vcenter: VCenter, login: VCenter['login']): Target {
  let logins = 0
  return mockTarget({
    vcenter: {
      ...vcenter,
      login(...given) {
        logins += 1
        return logins > 4 ? login(...given) : vcenter.login(...given)
      },
    },
  })
}

test('a login that is answered with a session of somebody else is not taken over', async () => {
  const vcenter = createVCenter()
  const other = stranger(vcenter)
  const result = await runSuite(loggingIn(vcenter, () => other))
  expect([...vcenter.sessions.keys()]).toEqual([other.key])
  expect(result.verdict).toBe('inconclusive')
  expect(JSON.stringify(result.requirements)).toContain(
    'Login as administrator@vsphere.local was answered with a session that had begun before it',
  )
})

test('nor is the first login, where the target has said what time it is', async () => {
  const vcenter = createVCenter()
  const other = stranger(vcenter)
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const response = await fetch(request)
      const inAMinute = new Date(other.loginTime.getTime() + 60_000).toUTCString()
      return new Response(response.body, {
        status: response.status,
        headers: { ...Object.fromEntries(response.headers), date: inAMinute },
      })
    }
  const { problem, sessions, requirements } = await runSuite(
    mockTarget({ vcenter: { ...vcenter, login: () => other }, around }),
  )
  expect(problem).toEqual({
    code: 'login',
    message:
      'Login as administrator@vsphere.local was answered with a session that, by its loginTime, had begun before it',
  })
  // Clocks may differ: then it was the run's own, and is left.
  expect(sessions).toEqual({ opened: 0, closed: 0, leaked: 0, unclosable: 1 })
  expect(requirements.every(({ verdict }) => verdict === 'unreached')).toBe(true)
  expect([...vcenter.sessions.keys()]).toEqual([other.key])
})

test('a login whose token cannot be asked at once is closed at the end', async () => {
  const vcenter = createVCenter()
  const asked = new Set<string | null>()
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const token = request.headers.get('vmware-api-session-id')
      if (!request.url.endsWith('/currentSession') || asked.has(token)) return fetch(request)
      asked.add(token)
      return asked.size % 3 === 0 ? new Response('busy', { status: 503 }) : fetch(request)
    }
  const { sessions } = await runSuite(mockTarget({ vcenter, around }), {
    only: ['terminate.sequence.list-order', 'terminate.success.all-listed'],
  })
  expect([...vcenter.sessions.keys()]).toEqual([])
  expect(sessions).toMatchObject({ leaked: 0, unclosable: 0 })
  expect(sessions.opened).toBeGreaterThan(1)
})

test('a login that is answered with the same session again is not counted twice', async () => {
  const vcenter = createVCenter()
  let first: Session | undefined
  const result = await runSuite(
    loggingIn(vcenter, (...given) => {
      first ??= vcenter.login(...given)
      return first
    }),
  )
  expect(result.verdict).toBe('inconclusive')
  expect(result.sessions).toMatchObject({ opened: 5, leaked: 0 })
})

test('a token that has passed to somebody else logs nobody out', async () => {
  const vcenter = createVCenter()
  const others: Session[] = []
  const target = mockTarget({
    vcenter: {
      ...vcenter,
      terminateSessions(caller, keys) {
        const tokens = keys.flatMap((key) => vcenter.sessions.get(key)?.token ?? [])
        vcenter.terminateSessions(caller, keys)
        for (const token of tokens) others.push(Object.assign(stranger(vcenter), { token }))
      },
    },
  })
  await runSuite(target, { only: ['terminate.identity.token-is-no-id', 'terminate.path.unknown-moid'] })
  expect(others.length).toBeGreaterThan(0)
  expect([...vcenter.sessions.values()]).toEqual(others)
})

test('a key that has passed to somebody else is not terminated again', async () => {
  const vcenter = createVCenter()
  const others: Session[] = []
  const target = mockTarget({
    vcenter: {
      ...vcenter,
      terminateSessions(caller, keys) {
        vcenter.terminateSessions(caller, keys)
        for (const key of keys) {
          const other = stranger(vcenter)
          vcenter.sessions.delete(other.key)
          others.push(Object.assign(other, { key }))
          vcenter.sessions.set(key, other)
        }
      },
    },
  })
  const { verdict } = await runSuite(target, {
    only: ['terminate.not-found.ended-session', 'terminate.success.all-listed'],
  })
  expect([...vcenter.sessions.values()]).toEqual(others)
  expect(verdict).toBe('nonconformant')
})

test.each([
  ['an empty list', () => new Response('', { status: 200 })],
  ['no session at all', () => Response.json([])],
])('where sessionList shows %s, nothing is judged and nothing hazardous is sent', async (_, answer) => {
  const vcenter = createVCenter()
  const other = stranger(vcenter)
  const sent: string[] = []
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      if (request.url.endsWith('/TerminateSession')) sent.push(await request.clone().text())
      return request.url.endsWith('/sessionList') ? answer() : fetch(request)
    }
  const result = await runSuite(mockTarget({ vcenter, around }))
  expect(sent).toEqual([])
  expect([...vcenter.sessions.keys()]).toEqual([other.key])
  expect(result).toMatchObject({ verdict: 'inconclusive', problem: { code: 'session-list' } })
})

test.each<[string, (response: Response) => Promise<Response>, number]>([
  ['a token and no key', async ({ headers }) => Response.json({}, { headers }), 0],
  ['201', async (response) => new Response(await response.text(), { status: 201, headers: response.headers }), 0],
  ['a key and no token', async (response) => Response.json(await response.json()), 1],
])('a login that is answered with %s is undone, or counted', async (_, change, unclosable) => {
  const vcenter = createVCenter()
  let logins = 0
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const response = await fetch(request)
      if (!request.url.endsWith('/Login')) return response
      logins += 1
      return logins === 2 ? change(response) : response
    }
  const { sessions } = await runSuite(mockTarget({ vcenter, around }), { only: ['terminate.success.no-content'] })
  expect(vcenter.sessions.size).toBe(unclosable)
  expect(sessions).toEqual({ opened: 1, closed: 1, leaked: 0, unclosable })
})

test('a refused login of the second principal is not repeated: accounts are locked for less', async () => {
  let logins = 0
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      if (request.url.endsWith('/Login') && (await request.clone().text()).includes('wrong')) logins += 1
      return fetch(request)
    }
  const { limited } = principals
  await runSuite({ ...mockTarget({ around }), limited: { ...limited, password: 'wrong' } })
  expect(logins).toBe(1)
})

test('a secret that the server puts into names reaches no result', async () => {
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const response = await fetch(request)
      if (response.status !== 500) return response
      return Response.json(
        { _typeName: request.headers.get(header) ?? 'none' },
        { status: 500, headers: { 'content-type': request.headers.get(header) ?? '' } },
      )
    }
  const vcenter = createVCenter()
  const tokens: string[] = []
  const target = mockTarget({
    around,
    vcenter: {
      ...vcenter,
      login(...given) {
        const session = vcenter.login(...given)
        tokens.push(session.token)
        return session
      },
    },
  })
  const text = JSON.stringify(await runSuite({ ...target, url: 'https://user:s3cretpw@mock.invalid' }))
  expect(tokens.length).toBeGreaterThan(50)
  expect(tokens.filter((token) => text.includes(token))).toEqual([])
  expect(text).not.toContain('s3cretpw')
})

test('a password that is an ordinary word changes no word of the suite’s own', async () => {
  const password = 'terminate'
  const controller = { ...principals.controller, password }
  const privileges = ['System.View', 'Sessions.TerminateSession', 'Sessions.ValidateSession'] as const
  const vcenter = createVCenter({ principals: [{ ...controller, privileges }] })
  const { fetch } = mockTarget({ vcenter })
  const only = ['terminate.success.no-content']
  const result = await runSuite(
    { url: 'https://mock.invalid', controller, ...(fetch === undefined ? {} : { fetch }) },
    { only },
  )
  expect(result).toMatchObject({
    verdict: 'conformant',
    manifest: only,
    requirements: [{ id: only[0], verdict: 'pass' }],
  })
})

test('who is seen only later is not told by what was kept before', async () => {
  const vcenter = createVCenter()
  let isThere = false
  const target = mockTarget({
    vcenter,
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      response.headers.set('x-last-login', 'DOMAIN\\late.comer from 203.0.113.9')
      if (request.url.endsWith('/TerminateSession')) isThere = true
      if (!isThere || !request.url.endsWith('/sessionList') || response.status !== 200) return response
      const late = {
        key: 'late-key',
        userName: 'DOMAIN\\late.comer',
        ipAddress: '203.0.113.9',
        loginTime: '2026-01-01T00:00:00Z',
      }
      return Response.json([...((await response.json()) as object[]), late], { headers: response.headers })
    },
  })
  const { exchanges } = await runSuite(target, { only: ['terminate.success.no-content'] })
  expect(isThere).toBe(true)
  expect(JSON.stringify(exchanges)).not.toMatch(/late.comer|203\.0\.113\.9|late-key/)
})
