import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite, type Target } from '../../src/conformance/index.ts'
import { createVCenter, type MockSession, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import { answering, isBeginningOf } from './one-check.ts'
import { openOutsideSession } from './outside-session.ts'

// A login may be answered with a session that is not the run's own: such a session must be neither used nor ended.

const header = 'vmware-api-session-id'

/** Changes the answer to the first login of a check. */
function atLogin(change: (response: Response) => Response | Promise<Response>): (fetch: Fetch) => Fetch {
  let isChanged = false
  return answering('Login', async (request, fetch) => {
    const response = await fetch(request)
    if (isChanged || !isBeginningOf(request, 'success.no-content')) return response
    isChanged = true
    return change(response)
  })
}

/** The mock with another login from the fifth on. */
function fromFifthLogin(vcenter: VCenter, login: VCenter['login']): Target {
  let logins = 0
  return mockTarget({
    vcenter: {
      ...vcenter,
      login(...credentials) {
        logins += 1
        return logins > 4 ? login(...credentials) : vcenter.login(...credentials)
      },
    },
  })
}

describe('a login that returns a session of others', () => {
  test('a session that existed before the login makes the check unreached and stays alive', async () => {
    const vcenter = createVCenter()
    const other = openOutsideSession(vcenter)
    const { verdict, requirements } = await runSuite(
      fromFifthLogin(vcenter, () => other),
      {
        only: ['terminate.success.all-listed'],
      },
    )
    expect([...vcenter.sessions.keys()]).toEqual([other.key])
    expect(verdict).toBe('inconclusive')
    expect(requirements.map(({ finding }) => finding?.message)).toContainEqual(
      expect.stringMatching(/Login as administrator@vsphere\.local returned a session that existed before the login$/),
    )
  })

  test.each<[string, number, string, number]>([
    ['every login', 1000, 'returned a session that an earlier login had returned', 2],
    ['the first login', 1, 'returned a session that does not show the User-Agent of the login', 1],
  ])('a session that %s returns is not proved by anything, and stays alive', async (_, times, reason, unclosable) => {
    const vcenter = createVCenter()
    const other = openOutsideSession(vcenter)
    let logins = 0
    const login: VCenter['login'] = (...credentials) => {
      logins += 1
      return logins > times ? vcenter.login(...credentials) : other
    }
    const { problem, sessions, requirements } = await runSuite(mockTarget({ vcenter: { ...vcenter, login } }))
    expect(problem).toMatchObject({ code: 'login', message: `Login as administrator@vsphere.local ${reason}` })
    // The second login, by which the target shows that it keeps User-Agents, begins a session that is closed.
    const opened = logins > times ? 1 : 0
    // What the target did not begin cannot be told from what it did: it is left open and counted.
    expect(sessions).toMatchObject({ opened, closed: opened, leaked: 0, unclosable, ownership: 'proved' })
    expect(requirements.every(({ verdict }) => verdict === 'unreached')).toBe(true)
    expect([...vcenter.sessions.keys()]).toEqual([other.key])
  })

  test("a session whose key comes with the token of the run's own session stays alive", async () => {
    const vcenter = createVCenter()
    let other: MockSession | undefined
    const around = atLogin(async (response) => {
      other = openOutsideSession(vcenter)
      return Response.json({ ...((await response.json()) as object), key: other.key }, { headers: response.headers })
    })
    const result = await runSuite(mockTarget({ vcenter, around }))
    expect(other && vcenter.sessions.has(other.key)).toBe(true)
    expect(vcenter.sessions.size).toBe(1 + result.sessions.unclosable)
    expect(result.verdict).toBe('inconclusive')
  })

  test.each([200, 503])(
    'a session whose token comes with an unusable answer of status %i stays alive',
    async (status) => {
      const vcenter = createVCenter()
      const other = openOutsideSession(vcenter)
      const around = atLogin(() => new Response('{}', { status, headers: { [header]: other.token } }))
      const { sessions, verdict, retries } = await runSuite(mockTarget({ vcenter, around }))
      expect(vcenter.sessions.has(other.key)).toBe(true)
      // sessionList shows that the login has begun no session.
      expect(sessions).toMatchObject({ leaked: 0, unclosable: 0 })
      expect([verdict, retries.map(({ request, reason }) => `${request}: ${reason}`)]).toEqual(
        status === 200 ? ['inconclusive', []] : ['conformant', ['Login: status 503']],
      )
    },
  )
})

describe('a login without a usable answer', () => {
  test('a login that a gateway answers with 504 is sent again, and the session that it has begun is ended', async () => {
    const vcenter = createVCenter()
    const around = atLogin(() => new Response('', { status: 504 }))
    const { sessions, verdict, retries } = await runSuite(mockTarget({ vcenter, around }))
    expect([verdict, sessions.unclosable, vcenter.sessions.size]).toEqual(['conformant', 0, 0])
    expect(retries.map(({ request, reason }) => `${request}: ${reason}`)).toEqual(['Login: status 504'])
  })

  test.each<[string, (response: Response) => Promise<Response>]>([
    ['a token and no key', async ({ headers }) => Response.json({}, { headers })],
    ['status 201', async (response) => new Response(await response.text(), { status: 201, headers: response.headers })],
  ])('a login whose answer has %s is logged out', async (_, change) => {
    const vcenter = createVCenter()
    const target = mockTarget({ vcenter, around: atLogin(change) })
    const { sessions } = await runSuite(target, { only: ['terminate.success.no-content'] })
    expect(vcenter.sessions.size).toBe(0)
    // The session of the odd answer proves to be the run's own, and counts.
    expect(sessions).toMatchObject({ opened: 4, closed: 4, leaked: 0, unclosable: 0, ownership: 'proved' })
  })

  test('a session whose login was answered with a key and no token is found by its User-Agent, and ended', async () => {
    const vcenter = createVCenter()
    const around = atLogin(async (response) => Response.json(await response.json()))
    const { sessions } = await runSuite(mockTarget({ vcenter, around }), { only: ['terminate.success.no-content'] })
    expect(vcenter.sessions.size).toBe(0)
    expect(sessions).toMatchObject({ opened: 3, closed: 3, leaked: 0, unclosable: 0, ownership: 'proved' })
  })
})

describe('a login that returns a session of the run again', () => {
  test('a session that two logins return is registered once', async () => {
    const vcenter = createVCenter()
    let first: MockSession | undefined
    const result = await runSuite(
      fromFifthLogin(vcenter, (...credentials) => {
        first ??= vcenter.login(...credentials)
        return first
      }),
      { only: ['terminate.success.all-listed'] },
    )
    expect(result.verdict).toBe('inconclusive')
    expect(result.sessions).toMatchObject({ opened: 5, leaked: 0 })
  })
})

describe('a login that is refused', () => {
  test('a refused login of the second account is sent only once, because failed logins lock an account', async () => {
    let logins = 0
    const around = answering('Login', async (request, fetch) => {
      if ((await request.clone().text()).includes('wrong')) logins += 1
      return fetch(request)
    })
    const { limited } = principals
    await runSuite({ ...mockTarget({ around }), limited: { ...limited, password: 'wrong' } })
    expect(logins).toBe(1)
  })
})
