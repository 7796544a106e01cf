import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { connect, FaultRaised, type Fetch } from '../../../src/client/index.ts'
import { createApp, createVCenter } from '../../../src/mock/index.ts'
import { serve } from '../../support/http-server.ts'
import { principals } from '../../support/principals.ts'

function mockFetch(options: Parameters<typeof createApp>[1] = {}): Fetch {
  const app = createApp(createVCenter(), options)
  return async (request) => app.fetch(request)
}

const url = 'https://mock.invalid'

test.each(['9.1.1.0', '8.0.3.0', '8.0.2.0'])('agrees on the newest release in common: %s', async (release) => {
  const connection = await connect({ url, fetch: mockFetch({ release }) })
  expect(connection.release).toBe(release)
})

test('speaks the oldest release where there is no hello', async () => {
  const served = mockFetch()
  const fetch: Fetch = async (request) =>
    request.url.includes('/api/') ? new Response('not found', { status: 404 }) : served(request)
  expect((await connect({ url, fetch })).release).toBe('8.0.1.0')
})

test('speaks the release it is told to, without asking', async () => {
  const asked: string[] = []
  const served = mockFetch()
  const fetch: Fetch = async (request) => {
    asked.push(new URL(request.url).pathname)
    return served(request)
  }
  expect((await connect({ url, fetch, release: '8.0.2.0' })).release).toBe('8.0.2.0')
  expect(asked).toEqual(['/sdk/vim25/8.0.2.0/ServiceInstance/ServiceInstance/content'])
})

test("takes the SessionManager's moId from ServiceContent", async () => {
  const connection = await connect({ url, fetch: mockFetch({ sessionManager: 'another-one' }) })
  expect(connection.sessionManager).toBe('another-one')
  const session = await connection.login(principals.controller)
  expect(await session.currentSession()).toMatchObject({ key: session.key })
})

test('says that a server does not speak VI JSON', async () => {
  const other = await serve((_, response) => response.writeHead(404).end('<html>'))
  await expect(connect({ url: other })).rejects.toMatchObject({
    name: 'UnexpectedAnswer',
    status: 404,
    message: expect.stringContaining(`${other} does not speak VI JSON of release 8.0.1.0`),
  })
})

test('a refused login is a fault with its text', async () => {
  const connection = await connect({ url, fetch: mockFetch() })
  const refused = connection.login({ userName: principals.controller.userName, password: 'wrong' })
  await expect(refused).rejects.toThrow(FaultRaised)
  await expect(refused).rejects.toMatchObject({
    fault: { _typeName: 'InvalidLogin' },
    message:
      'Login: the server answered with the fault InvalidLogin (Cannot complete login due to an incorrect user name or password.)',
  })
})

test('a session ends others, up to the first that it cannot end', async () => {
  const connection = await connect({ url, fetch: mockFetch() })
  const [caller, before, after] = await Promise.all([1, 2, 3].map(() => connection.login(principals.controller)))
  if (!caller || !before || !after) throw new Error('not opened')
  expect(await caller.terminateSessions([before.key, 'unknown', after.key])).toMatchObject({
    kind: 'fault',
    fault: { _typeName: 'NotFound' },
  })
  expect(await before.currentSession()).toBeNull()
  expect(await after.currentSession()).toMatchObject({ key: after.key })
  expect(await caller.terminateSessions([caller.key])).toMatchObject({
    kind: 'fault',
    fault: { _typeName: 'InvalidArgument' },
  })
  expect(await caller.sessionIsActive(after.key, after.userName)).toBe(true)
  expect(await caller.terminateSessions([after.key])).toEqual({ kind: 'terminated' })
  expect((await caller.sessionList()).map(({ key }) => key)).toEqual([caller.key])
  await caller.logout()
  expect(await caller.currentSession()).toBeNull()
})

test('a session does not show its token where it is printed or serialized', async () => {
  const connection = await connect({ url, fetch: mockFetch() })
  const session = await connection.login(principals.controller)
  expect(session.token).toMatch(/^[0-9a-f]{40}$/)
  expect(inspect(session, { depth: 9 }) + JSON.stringify(session)).not.toContain(session.token)
})

test('a ticket clones a session', async () => {
  const { operations, release, sessionManager, login } = await connect({ url, fetch: mockFetch() })
  const { token } = await login(principals.controller)
  const params = { path: { release, moId: sessionManager } }
  const headers = { 'vmware-api-session-id': token }
  const { data: cloneTicket = '' } = await operations.SessionManager_AcquireCloneTicket({ params, headers })
  const first = await operations.SessionManager_CloneSession({ params, body: { cloneTicket } })
  expect(first.data).toMatchObject({ userName: principals.controller.userName })
  expect(first.response.headers.get('vmware-api-session-id')).not.toBe(token)
  const second = await operations.SessionManager_CloneSession({ params, body: { cloneTicket } })
  expect(second.error).toMatchObject({ _typeName: 'InvalidLogin' })
})
