import { describe, expect, test } from 'vitest'
import { connect } from '../../../src/client/index.ts'
import { createApp, createVCenter, fault } from '../../../src/mock/index.ts'
import { principals } from '../../support/principals.ts'

const header = 'vmware-api-session-id'

/** A mock, and functions that call it. */
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

test('a terminated call is answered with 204, without a body or a Content-Type', async () => {
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
  'a call with the _typeName %s is accepted',
  async (_typeName) => {
    const { login, terminate, vcenter } = simulated()
    const [caller, victim] = [await login(), await login()]
    expect((await terminate(caller.token, { _typeName, sessionId: [victim.key] })).status).toBe(204)
    expect([...vcenter.sessions.keys()]).toEqual([caller.key])
  },
)

describe('a call of TerminateSession', () => {
  test.each([
    ['is NotFound for an unknown id', { sessionId: ['unknown'] }, { _typeName: 'NotFound' }],
    ['is InvalidArgument without a list', {}, { _typeName: 'InvalidArgument', invalidProperty: 'sessionId' }],
    [
      'is InvalidArgument with a string in place of the list',
      { sessionId: 'unknown' },
      { _typeName: 'InvalidArgument', invalidProperty: 'sessionId' },
    ],
    [
      'is InvalidArgument with an element that is not a string',
      { sessionId: [42] },
      { _typeName: 'InvalidArgument', invalidProperty: 'sessionId' },
    ],
    ['is InvalidRequest with a body that is not an object', '[]', { _typeName: 'InvalidRequest' }],
    ['is InvalidRequest with a body that is not JSON', '{', { _typeName: 'InvalidRequest' }],
    ['is InvalidRequest without a body', '', { _typeName: 'InvalidRequest' }],
  ])('%s', async (_, body, fault) => {
    const { login, terminate } = simulated()
    const { token } = await login()
    const answer = await terminate(token, body)
    expect(answer.status).toBe(500)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    expect(answer.body).toMatchObject({ ...fault, faultstring: expect.any(String) })
  })

  test('is NotAuthenticated without a session, with the deprecated properties as well', async () => {
    const { terminate } = simulated()
    expect((await terminate('no token', { sessionId: [] })).body).toMatchObject({
      _typeName: 'NotAuthenticated',
      privilegeId: 'System.View',
      object: { _typeName: 'ManagedObjectReference', type: 'SessionManager' },
      missingPrivileges: [{ privilegeIds: ['System.View'] }],
    })
  })

  test('is NoPermission without the privilege, and ends nothing', async () => {
    const { login, terminate, vcenter } = simulated()
    const [victim, limited] = [await login(), await login(principals.limited)]
    expect((await terminate(limited.token, { sessionId: [victim.key] })).body).toMatchObject({
      _typeName: 'NoPermission',
      privilegeId: 'Sessions.TerminateSession',
    })
    expect(vcenter.sessions.size).toBe(2)
  })
})

describe('a request', () => {
  test.each([
    ['is ManagedObjectNotFound for an unknown object', 'SessionManager/other/sessionList', {}, 'ManagedObjectNotFound'],
    [
      'is MethodNotFound for an unknown member',
      'SessionManager/SessionManager/Nothing',
      { method: 'POST' },
      'MethodNotFound',
    ],
    [
      'is MethodNotFound for a name of the prototype',
      'SessionManager/SessionManager/constructor',
      {},
      'MethodNotFound',
    ],
    ['is MethodNotFound for a method with GET', 'SessionManager/SessionManager/TerminateSession', {}, 'MethodNotFound'],
    [
      'is MethodNotFound for a property with POST',
      'SessionManager/SessionManager/sessionList',
      { method: 'POST' },
      'MethodNotFound',
    ],
  ])('%s', async (_, path, init, fault) => {
    const answer = await simulated().call(path, init)
    expect([answer.status, answer.body._typeName]).toEqual([500, fault])
  })

  test('is refused with a newer release, and accepted with an older one', async () => {
    const { call } = simulated({ release: '8.0.3.0' })
    const path = 'ServiceInstance/ServiceInstance/content'
    expect([(await call(path, {}, '9.0.0.0')).status, (await call(path, {}, '8.0.1.0')).status]).toEqual([500, 200])
  })

  test('is InvalidLogin for a Login with the token of a session', async () => {
    const { login, call } = simulated()
    const { token } = await login()
    const init = { method: 'POST', headers: { [header]: token }, body: JSON.stringify(principals.controller) }
    expect((await call('SessionManager/SessionManager/Login', init)).body).toMatchObject({ _typeName: 'InvalidLogin' })
  })
})

test('currentSession without a session is an empty 200 with its length', async () => {
  const { call } = simulated()
  const { status, headers, body } = await call('SessionManager/SessionManager/currentSession')
  expect([status, body, headers.get('content-length')]).toEqual([200, undefined, '0'])
})

test('a method without parameters accepts a body, and none', async () => {
  const { call } = simulated()
  const path = 'ServiceInstance/ServiceInstance/RetrieveServiceContent'
  const bodies = ['{"_typeName":"RetrieveServiceContent"}', undefined]
  const answers = await Promise.all(
    bodies.map((body) => call(path, { method: 'POST', ...(body === undefined ? {} : { body }) })),
  )
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
})

describe('hello', () => {
  const hello = async (body: string, action = 'hello') => {
    const response = await simulated().app.request(`/api/vcenter/system?action=${action}`, { method: 'POST', body })
    return [response.status, await response.json()]
  }

  test('answers the release that is agreed on', async () => {
    expect(await hello('{"api_releases":["9.9.9.9","8.0.2.0"]}')).toEqual([200, { api_release: '8.0.2.0' }])
  })

  test.each(['{"api_releases":[]}', '{}', 'null', '{'])('refuses the body %s', async (body) => {
    expect(await hello(body)).toEqual([400, { error_type: 'INVALID_ARGUMENT' }])
  })

  test('is the only action', async () => {
    expect(await hello('{}', 'bye')).toEqual([404, { error_type: 'NOT_FOUND' }])
  })
})

test('an error within the mock is a SystemError', async () => {
  const { app, vcenter } = simulated()
  vcenter.authenticate = () => {
    throw new Error('broken')
  }
  const response = await app.request('/sdk/vim25/8.0.3.0/SessionManager/SessionManager/sessionList', {
    headers: { [header]: 'token' },
  })
  const reason = 'Internal error of the mock: broken'
  expect([response.status, await response.json()]).toEqual([
    500,
    { _typeName: 'SystemError', faultstring: reason, reason },
  ])
})

describe('vcenter.next', () => {
  test('answers the next request for a member with a fault, once, and nothing happens', async () => {
    const { vcenter, login, terminate } = simulated()
    const [caller, victim] = [await login(), await login()]
    vcenter.next('TerminateSession', fault('SystemError', { reason: 'out of memory', faultstring: 'It failed.' }))
    expect(await terminate(caller.token, { sessionId: [victim.key] })).toMatchObject({
      status: 500,
      body: { _typeName: 'SystemError', reason: 'out of memory', faultstring: 'It failed.' },
    })
    expect(vcenter.sessions.has(victim.key)).toBe(true)
    expect((await terminate(caller.token, { sessionId: [victim.key] })).status).toBe(204)
  })

  test('answers with whatever response is given, in the order given, and leaves other members alone', async () => {
    const { vcenter, app, login, call } = simulated()
    const { token } = await login()
    vcenter.next('sessionList', new Response('busy', { status: 503, headers: { 'retry-after': '1' } }))
    vcenter.next('sessionList', fault('NotAuthenticated'))
    const path = 'SessionManager/SessionManager/'
    const headers = { [header]: token }
    expect((await call(`${path}currentSession`, { headers })).status).toBe(200)
    const busy = await app.request(`/sdk/vim25/8.0.3.0/${path}sessionList`, { headers })
    expect([busy.status, busy.headers.get('retry-after'), await busy.text()]).toEqual([503, '1', 'busy'])
    expect((await call(`${path}sessionList`, { headers })).body._typeName).toBe('NotAuthenticated')
    expect((await call(`${path}sessionList`, { headers })).status).toBe(200)
  })
})

test('with domainFirst, users are shown as a vCenter shows them, and found by both names', async () => {
  const { login, call } = simulated({ domainFirst: true })
  const { key, token } = await login()
  const path = 'SessionManager/SessionManager/'
  const headers = { [header]: token }
  const shown = 'VSPHERE.LOCAL\\administrator'
  expect((await call(`${path}currentSession`, { headers })).body.userName).toBe(shown)
  expect((await call(`${path}sessionList`, { headers })).body[0].userName).toBe(shown)
  for (const userName of [shown, principals.controller.userName]) {
    const body = JSON.stringify({ sessionID: key, userName })
    expect((await call(`${path}SessionIsActive`, { method: 'POST', headers, body })).body).toBe(true)
  }
})

test('fetch and request resolve, and never throw, so that an app may stand wherever fetch may', async () => {
  const { fetch, request } = createApp(createVCenter())
  const answers = [fetch(new Request('https://mock.invalid/')), request('/')]
  for (const answer of answers) expect(answer).toBeInstanceOf(Promise)
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 404])
})

test('the fetch of an app reaches it for a client, and for a run', async () => {
  const { fetch } = createApp(createVCenter())
  const url = 'https://mock.invalid'
  expect((await connect({ url, fetch })).about.apiType).toBe('VirtualCenter')
  expect((await connect({ url, fetch: (request) => fetch(request) })).about.apiType).toBe('VirtualCenter')
})
