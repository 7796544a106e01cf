import { expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type Session, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import { takingBack } from '../support/taking-back.ts'

// Answers that are mixed up on their way, and sessions that end or come back on their own.

const header = 'vmware-api-session-id'
const somebody = (vcenter: VCenter): Session => {
  const { userName, password } = principals.controller
  return vcenter.login(userName, password, { ipAddress: '', userAgent: '' })
}

/** Changes the answer to the login of that number. */
function atLogin(
  number: number,
  change: (response: Response) => Response | Promise<Response>,
): (fetch: Fetch) => Fetch {
  let logins = 0
  return (fetch) => async (request) => {
    const response = await fetch(request)
    if (!request.url.endsWith('/Login')) return response
    logins += 1
    return logins === number ? change(response) : response
  }
}

test("a login that is answered with a newcomer's key and the run's own token is not taken over", async () => {
  const vcenter = createVCenter()
  let newcomer: Session | undefined
  const around = atLogin(3, async (response) => {
    newcomer = somebody(vcenter)
    return Response.json({ ...((await response.json()) as object), key: newcomer.key }, { headers: response.headers })
  })
  const result = await runSuite(mockTarget({ vcenter, around }))
  expect(newcomer && vcenter.sessions.has(newcomer.key)).toBe(true)
  expect(vcenter.sessions.size).toBe(1 + result.sessions.unclosable)
  expect(result.verdict).toBe('inconclusive')
})

test.each([200, 503])("a login that is answered %i with somebody's token logs nobody out", async (status) => {
  const vcenter = createVCenter()
  const other = somebody(vcenter)
  const around = atLogin(3, () => new Response('{}', { status, headers: { [header]: other.token } }))
  const { sessions } = await runSuite(mockTarget({ vcenter, around }))
  expect(vcenter.sessions.has(other.key)).toBe(true)
  expect(sessions.unclosable).toBe(1)
})

test('a login that a gateway gives up on is counted', async () => {
  const vcenter = createVCenter()
  const { sessions } = await runSuite(
    mockTarget({ vcenter, around: atLogin(3, () => new Response('', { status: 504 })) }),
  )
  expect([sessions.unclosable, vcenter.sessions.size]).toEqual([1, 1])
})

test('sessions that come back from the dead are a finding, and are closed', async () => {
  const target = takingBack()
  const { requirements, sessions } = await runSuite(target, { only: ['terminate.success.long-list'] })
  expect(requirements).toMatchObject([{ verdict: 'fail', finding: { code: 'changed-later' } }])
  expect([sessions.leaked, target.vcenter.sessions.size]).toEqual([0, 0])
})

test('where Logout only pretends and sessionList fails in the end, the tokens tell what is left', async () => {
  const vcenter = createVCenter()
  let looks = 0
  const target = mockTarget({
    vcenter: { ...vcenter, logout() {} },
    around: (fetch) => async (request) => {
      if (request.url.endsWith('/sessionList')) looks += 1
      return looks > 2 && request.url.endsWith('/sessionList') ? new Response('', { status: 503 }) : fetch(request)
    },
  })
  const { sessions } = await runSuite(target, { only: ['terminate.success.bystanders-untouched'] })
  expect(sessions.leaked).toBe(vcenter.sessions.size)
  expect(sessions.leaked).toBeGreaterThan(2)
})

test('a loss of the controller that only comes with other calls is not taken back by an unmet should', async () => {
  const vcenter = createVCenter()
  let underWay = 0
  const target = mockTarget({
    vcenter: {
      ...vcenter,
      terminateSessions(caller, keys) {
        vcenter.terminateSessions(caller, keys)
        if (keys.length === 32 && underWay > 1) vcenter.sessions.delete(caller.key)
      },
    },
    around: (fetch) => async (request) => {
      if (request.url.includes('-unknown/')) return new Response('', { status: 404 })
      underWay += 1
      await new Promise((resolve) => setTimeout(resolve, 2))
      return fetch(request).finally(() => {
        underWay -= 1
      })
    },
  })
  const { verdict } = await runSuite(target, { concurrency: 16 })
  expect(verdict).toBe('nonconformant')
})

test('a witness, or a controller, that is ended from outside between two checks condemns nobody', async () => {
  const target = mockTarget()
  const { vcenter } = target
  const only = [
    'terminate.request.body-required',
    'terminate.request.malformed-json',
    'terminate.authentication.anonymous',
  ]
  const { verdict, counts } = await runSuite(target, {
    only,
    onJudged: (_, { done }) => {
      const { userName } = done === 1 ? principals.limited : principals.controller
      const oldest = [...vcenter.sessions.values()].find(({ principal }) => principal.userName === userName)
      if (oldest !== undefined && done < 3) vcenter.sessions.delete(oldest.key)
    },
  })
  expect(counts).toMatchObject({ pass: 3 })
  expect(verdict).toBe('conformant')
})

test('numbered keys are no trouble, also beside those of others, and where Logout does not work', async () => {
  const vcenter = createVCenter()
  let drawn = 0
  const numbered: VCenter['login'] = (...given) => {
    const session = vcenter.login(...given)
    vcenter.sessions.delete(session.key)
    session.key = String(++drawn)
    vcenter.sessions.set(session.key, session)
    return session
  }
  const other = numbered(principals.controller.userName, principals.controller.password, {
    ipAddress: '',
    userAgent: '',
  })
  const { verdict, counts } = await runSuite(mockTarget({ vcenter: { ...vcenter, login: numbered, logout() {} } }), {
    only: ['terminate.success.bystanders-untouched', 'terminate.identity.exact', 'terminate.sequence.list-order'],
  })
  expect(counts).toMatchObject({ error: 0, pass: 3 })
  expect(verdict).toBe('conformant')
  expect(vcenter.sessions.has(other.key)).toBe(true)
})

test.each<[string, (about: Record<string, unknown>) => unknown]>([
  ['says no version', ({ apiVersion: _, ...about }) => about],
  ['says its version as a number', (about) => ({ ...about, apiVersion: 8 })],
])('a server that %s is judged', async (_, change) => {
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const response = await fetch(request)
      if (!request.url.endsWith('/content')) return response
      const content = (await response.json()) as { about: Record<string, unknown> }
      return Response.json({ ...content, about: change(content.about) })
    }
  expect((await runSuite(mockTarget({ around }))).counts.error).toBe(0)
})

test.each<[string, string]>([
  ['that no URL can carry', 'a\ud800'],
  ['that is longer than a name', 'a'.repeat(257)],
])('a moId %s is no crash', async (_, sessionManager) => {
  const result = await runSuite(mockTarget({ app: { sessionManager } }))
  expect(result).toMatchObject({ verdict: 'inconclusive', problem: { code: 'not-vi-json' } })
})

test('no concurrency is a mistake, said before anybody logs in', async () => {
  const target = mockTarget()
  await expect(runSuite(target, { concurrency: 0 })).rejects.toMatchObject({ name: 'ConfigurationError' })
  expect(target.vcenter.sessions.size).toBe(0)
})
