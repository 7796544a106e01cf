import { describe, expect, test } from 'vitest'
import { createApp, createVCenter } from '../../../src/mock/index.ts'
import { principals } from '../../support/principals.ts'

const header = 'vmware-api-session-id'

/** A mock with the calls of a test on it. */
function simulated(options: Parameters<typeof createApp>[1] = {}) {
  const vcenter = createVCenter()
  const app = createApp(vcenter, options)
  const call = async (path: string, init: RequestInit = {}, release = '8.0.3.0') => {
    const response = await app.request(`/sdk/vim25/${release}/${path}`, init)
    const body = await response.text()
    return { status: response.status, headers: response.headers, body: body === '' ? undefined : JSON.parse(body) }
  }
  const login = async (principal = principals.controller) => {
    const { headers, body } = await call('SessionManager/SessionManager/Login', {
      method: 'POST',
      body: JSON.stringify(principal),
    })
    return { key: String(body.key), token: headers.get(header) ?? '' }
  }
  const terminate = (token: string, body: unknown) =>
    call('SessionManager/SessionManager/TerminateSession', {
      method: 'POST',
      headers: { [header]: token },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { vcenter, app, call, login, terminate }
}

test('a key is not a token', async () => {
  const { key, token } = await simulated().login()
  expect(key).toMatch(/^52[0-9a-f]{6}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(token).toMatch(/^[0-9a-f]{40}$/)
})

test('204 has no body and no Content-Type', async () => {
  const { login, terminate } = simulated()
  const [caller, victim] = [await login(), await login()]
  const { status, headers, body } = await terminate(caller.token, { sessionId: [victim.key] })
  expect({ status, body, contentType: headers.get('content-type') }).toEqual({
    status: 204,
    body: undefined,
    contentType: null,
  })
})

test.each(['TerminateSession', 'TerminateSessionRequestType', undefined])(
  '_typeName %s is accepted',
  async (_typeName) => {
    const { login, terminate, vcenter } = simulated()
    const [caller, victim] = [await login(), await login()]
    expect((await terminate(caller.token, { _typeName, sessionId: [victim.key] })).status).toBe(204)
    expect([...vcenter.sessions.keys()]).toEqual([caller.key])
  },
)

describe('faults', () => {
  test.each([
    ['an unknown id', { sessionId: ['unknown'] }, { _typeName: 'NotFound' }],
    ['no list', {}, { _typeName: 'InvalidArgument', invalidProperty: 'sessionId' }],
    ['a bare string', { sessionId: 'unknown' }, { _typeName: 'InvalidArgument', invalidProperty: 'sessionId' }],
    [
      'an element that is no string',
      { sessionId: [42] },
      { _typeName: 'InvalidArgument', invalidProperty: 'sessionId' },
    ],
    ['no object', '[]', { _typeName: 'InvalidRequest' }],
    ['no JSON', '{', { _typeName: 'InvalidRequest' }],
    ['no body', '', { _typeName: 'InvalidRequest' }],
  ])('%s', async (_, body, fault) => {
    const { login, terminate } = simulated()
    const { token } = await login()
    const answer = await terminate(token, body)
    expect(answer.status).toBe(500)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(answer.body).toMatchObject({ ...fault, faultstring: expect.any(String) })
  })

  test('without a session: NotAuthenticated, with the deprecated properties as well', async () => {
    const { terminate } = simulated()
    expect((await terminate('no token', { sessionId: [] })).body).toMatchObject({
      _typeName: 'NotAuthenticated',
      privilegeId: 'System.View',
      object: { _typeName: 'ManagedObjectReference', type: 'SessionManager' },
      missingPrivileges: [{ privilegeIds: ['System.View'] }],
    })
  })

  test('without the privilege: NoPermission, and nothing is ended', async () => {
    const { login, terminate, vcenter } = simulated()
    const [victim, limited] = [await login(), await login(principals.limited)]
    expect((await terminate(limited.token, { sessionId: [victim.key] })).body).toMatchObject({
      _typeName: 'NoPermission',
      privilegeId: 'Sessions.TerminateSession',
    })
    expect(vcenter.sessions.size).toBe(2)
  })

  test.each([
    ['an unknown object', 'SessionManager/other/sessionList', {}, 'ManagedObjectNotFound'],
    ['an unknown member', 'SessionManager/SessionManager/Nothing', { method: 'POST' }, 'MethodNotFound'],
    ['a name of the prototype', 'SessionManager/SessionManager/constructor', {}, 'MethodNotFound'],
    ['a method that is got', 'SessionManager/SessionManager/TerminateSession', {}, 'MethodNotFound'],
    ['a property that is posted', 'SessionManager/SessionManager/sessionList', { method: 'POST' }, 'MethodNotFound'],
  ])('%s', async (_, path, init, fault) => {
    const answer = await simulated().call(path, init)
    expect([answer.status, answer.body._typeName]).toEqual([500, fault])
  })

  test('a newer release: 500; an older one is accepted', async () => {
    const { call } = simulated({ release: '8.0.3.0' })
    const path = 'ServiceInstance/ServiceInstance/content'
    expect([(await call(path, {}, '9.0.0.0')).status, (await call(path, {}, '8.0.1.0')).status]).toEqual([500, 200])
  })

  test('Login on a session that is logged on: InvalidLogin', async () => {
    const { login, call } = simulated()
    const { token } = await login()
    const init = { method: 'POST', headers: { [header]: token }, body: JSON.stringify(principals.controller) }
    expect((await call('SessionManager/SessionManager/Login', init)).body).toMatchObject({ _typeName: 'InvalidLogin' })
  })
})

test('nobody logged on: an empty 200, its length said', async () => {
  const { call } = simulated()
  const { status, headers, body } = await call('SessionManager/SessionManager/currentSession')
  expect([status, body, headers.get('content-length')]).toEqual([200, undefined, '0'])
})

test('a method without parameters takes a body, and none', async () => {
  const { call } = simulated()
  const path = 'ServiceInstance/ServiceInstance/RetrieveServiceContent'
  const bodies = ['{"_typeName":"RetrieveServiceContent"}', undefined]
  const answers = await Promise.all(
    bodies.map((body) => call(path, { method: 'POST', ...(body === undefined ? {} : { body }) })),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
})

test.each([
  [['9.9.9.9', '8.0.2.0', '8.0.1.0'], 200, { api_release: '8.0.2.0' }],
  [['9.9.9.9'], 200, { api_release: '' }],
  [[], 400, expect.anything()],
  [Array(129).fill('8.0.1.0'), 400, expect.anything()],
  [['x'.repeat(65)], 400, expect.anything()],
])('hello %j', async (api_releases, status, answer) => {
  const { app } = simulated()
  const body = JSON.stringify({ api_releases })
  const response = await app.request('/api/vcenter/system?action=hello', { method: 'POST', body })
  expect([response.status, await response.json()]).toEqual([status, answer])
})
