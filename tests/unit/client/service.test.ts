import { describe, expect, test } from 'vitest'
import { connect } from '../../../src/client/index.ts'
import type { PlainRequest, Send } from '../../../src/client/message.ts'
import { sessionService, tokenHeader } from '../../../src/client/service.ts'
import { createApp, createVCenter } from '../../../src/mock/index.ts'
import { principals } from '../../support/principals.ts'

const address = { url: 'https://vcenter.example', release: '8.0.3.0', sessionManager: 'SessionManager' }

/** A service whose every call is answered with this response, and the requests that were made. */
function answered(respond: () => Response) {
  const requests: PlainRequest[] = []
  const send: Send = async (request) => {
    requests.push(request)
    const response = respond()
    return { status: response.status, headers: response.headers, body: new Uint8Array(await response.arrayBuffer()) }
  }
  const service = sessionService(address, { send })
  return { service, requests }
}

describe('each operation', () => {
  test.each<[string, (service: ReturnType<typeof sessionService>) => Promise<unknown>, method: string, body: string]>([
    ['logout', (service) => service.logout('token'), 'POST Logout', ''],
    [
      'terminateSessions',
      (service) => service.terminateSessions('token', ['a', 'b']),
      'POST TerminateSession',
      '{"sessionId":["a","b"]}',
    ],
    ['acquireCloneTicket', (service) => service.acquireCloneTicket('token'), 'POST AcquireCloneTicket', ''],
    ['sessionList', (service) => service.sessionList('token'), 'GET sessionList', ''],
    ['currentSession', (service) => service.currentSession('token'), 'GET currentSession', ''],
    [
      'sessionIsActive',
      (service) => service.sessionIsActive('token', 'a', 'user'),
      'POST SessionIsActive',
      '{"sessionID":"a","userName":"user"}',
    ],
  ])('%s sends its token, its path and its parameters', async (_, call, request, body) => {
    const { service, requests } = answered(() => new Response(null, { status: 204 }))
    await call(service)
    const [sent] = requests
    const path = '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/'
    expect(`${sent?.method} ${sent?.url}`).toBe(request.replace(' ', ` https://vcenter.example${path}`))
    expect(sent?.headers.get(tokenHeader)).toBe('token')
    expect(sent?.body ?? '').toBe(body)
    expect(sent?.headers.get('content-type')).toBe(body === '' ? null : 'application/json')
  })
})

test.each<[string, (service: ReturnType<typeof sessionService>) => Promise<unknown>]>([
  ['sessionList', (service) => service.sessionList(undefined)],
  ['currentSession', (service) => service.currentSession(undefined)],
])('%s may be asked without a token', async (member, call) => {
  const { service, requests } = answered(() => new Response(null, { status: 204 }))
  await call(service)
  expect(requests.map(({ url, headers }) => [url.split('/').at(-1), headers.has(tokenHeader)])).toEqual([
    [member, false],
  ])
})

describe('login', () => {
  const session = { _typeName: 'UserSession', key: 'key', userName: 'user' }
  const withToken = { headers: { [tokenHeader]: 'token' } }

  test.each<[title: string, () => Response, answer: object]>([
    [
      'is a session with its token',
      () => Response.json(session, withToken),
      { kind: 'value', value: { session, token: 'token' } },
    ],
    [
      'is unexpected where there is no token',
      () => Response.json(session),
      { kind: 'unexpected', status: 200, body: '' },
    ],
    [
      'is unexpected where there is no key, and keeps the token',
      () => Response.json({}, withToken),
      { kind: 'unexpected', status: 200, body: '', token: 'token' },
    ],
    [
      'is a fault where the server refuses',
      () => Response.json({ _typeName: 'InvalidLogin' }, { status: 500 }),
      { kind: 'fault', fault: { _typeName: 'InvalidLogin' } },
    ],
    [
      'is unexpected with the words of the server',
      () => new Response('too many sessions', { status: 503 }),
      { kind: 'unexpected', status: 503, body: 'too many sessions' },
    ],
    [
      'is unexpected without the body of a 200, which may be a session',
      () => new Response('a session', { status: 200 }),
      { kind: 'unexpected', status: 200, body: '' },
    ],
  ])('%s', async (_, respond, answer) => {
    expect(await answered(respond).service.login({ userName: 'user', password: 'secret' })).toEqual(answer)
  })
})

test('a login whose session has no key, or an empty one, is no login: it could not be told from others', async () => {
  for (const session of [null, {}, { key: 1 }, { key: '' }]) {
    const { service } = answered(() => Response.json(session, { headers: { [tokenHeader]: 'token' } }))
    expect(await service.cloneSession('ticket', 'a client')).toEqual({
      kind: 'unexpected',
      status: 200,
      body: '',
      token: 'token',
    })
  }
})

test('a clone is begun with a ticket and without a token, as its client is named, and its answer is read as that to a login', async () => {
  const session = { _typeName: 'UserSession', key: 'key', userName: 'user' }
  const { service, requests } = answered(() => Response.json(session, { headers: { [tokenHeader]: 'token' } }))
  expect(await service.cloneSession('ticket', 'a client')).toEqual({
    kind: 'value',
    value: { session, token: 'token' },
  })
  const [sent] = requests
  expect([
    sent?.method,
    sent?.url,
    sent?.body,
    sent?.headers.get('user-agent'),
    sent?.headers.has(tokenHeader),
  ]).toEqual([
    'POST',
    'https://vcenter.example/sdk/vim25/8.0.3.0/SessionManager/SessionManager/CloneSession',
    '{"cloneTicket":"ticket"}',
    'a client',
    false,
  ])
})

test('what several read is not parsed again', async () => {
  const session = { key: 'key' }
  const send: Send = async () => ({
    status: 200,
    headers: new Headers(),
    body: new TextEncoder().encode('not read'),
    sharedJson: () => session,
  })
  const answer = await sessionService(address, { send }).currentSession('token')
  expect(answer.kind === 'value' ? answer.value : answer).toBe(session)
})

test('release and moId are written as a path writes them', async () => {
  const { requests } = answered(() => new Response(null, { status: 204 }))
  const odd = { url: 'https://vcenter.example/a b', release: '8?0', sessionManager: 'a/b#ä' }
  const send: Send = async (request) => {
    requests.push(request)
    return { status: 204, headers: new Headers(), body: new Uint8Array() }
  }
  await sessionService(odd, { send }).logout('token')
  expect(requests.map(({ url }) => url)).toEqual([
    'https://vcenter.example/a%20b/sdk/vim25/8%3F0/SessionManager/a%2Fb%23%C3%A4/Logout',
  ])
})

describe('an answer that openapi-fetch would misread', () => {
  test('is unexpected where a 200 is not JSON', async () => {
    const { service } = answered(() => new Response('<html>'))
    expect(await service.currentSession('token')).toEqual({ kind: 'unexpected', status: 200, body: '<html>' })
  })

  test('is unexpected where a 500 is empty', async () => {
    const { service } = answered(() => new Response('', { status: 500, headers: { 'content-length': '0' } }))
    expect(await service.logout('token')).toEqual({ kind: 'unexpected', status: 500, body: '' })
  })
})

test('the operations of the fragment clone a session with a ticket, once', async () => {
  const app = createApp(createVCenter())
  const { operations, release, sessionManager, login } = await connect({
    url: 'https://mock.invalid',
    fetch: async (request) => app.fetch(request),
  })
  const { token } = await login(principals.controller)
  const params = { path: { release, moId: sessionManager } }
  const headers = { [tokenHeader]: token }
  const { data: cloneTicket = '' } = await operations.SessionManager_AcquireCloneTicket({ params, headers })
  const first = await operations.SessionManager_CloneSession({ params, body: { cloneTicket } })
  expect(first.data).toMatchObject({ userName: principals.controller.userName })
  expect(first.response.headers.get(tokenHeader)).toMatch(/^[0-9a-f]{40}$/)
  expect(first.response.headers.get(tokenHeader)).not.toBe(token)
  const second = await operations.SessionManager_CloneSession({ params, body: { cloneTicket } })
  expect(second.error).toMatchObject({ _typeName: 'InvalidLogin' })
})
