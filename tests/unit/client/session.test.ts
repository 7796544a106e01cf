import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { connect, FaultRaised, UnexpectedAnswer } from '../../../src/client/index.ts'
import { unwrap } from '../../../src/client/unwrap.ts'
import { createApp, createVCenter } from '../../../src/mock/index.ts'
import { principals } from '../../support/principals.ts'

const url = 'https://mock.invalid'

async function connected() {
  const app = createApp(createVCenter())
  return connect({ url, fetch: async (request) => app.fetch(request) })
}

describe('a session', () => {
  test('ends other sessions, up to the first id that fails', async () => {
    const connection = await connected()
    const [caller, before, after] = await Promise.all([1, 2, 3].map(() => connection.login(principals.controller)))
    if (!caller || !before || !after) throw new Error('not opened')
    expect(await caller.terminateSessions([before.key, 'unknown', after.key])).toMatchObject({
      kind: 'fault',
      fault: { _typeName: 'NotFound' },
    })
    expect(await before.currentSession()).toBeNull()
    expect(await after.currentSession()).toMatchObject({ key: after.key })
    expect(await caller.terminateSessions([after.key])).toEqual({ kind: 'terminated' })
    expect((await caller.sessionList()).map(({ key }) => key)).toEqual([caller.key])
  })

  test('cannot end itself', async () => {
    const session = await (await connected()).login(principals.controller)
    expect(await session.terminateSessions([session.key])).toMatchObject({
      kind: 'fault',
      fault: { _typeName: 'InvalidArgument' },
    })
    expect(await session.currentSession()).toMatchObject({ key: session.key })
  })

  test('knows whether another session is active', async () => {
    const { login } = await connected()
    const [session, other] = [await login(principals.controller), await login(principals.limited)]
    expect(await session.sessionIsActive(other.key, other.userName)).toBe(true)
    expect(await session.sessionIsActive('unknown', other.userName)).toBe(false)
  })

  test('is null once it is logged out', async () => {
    const session = await (await connected()).login(principals.controller)
    await session.logout()
    expect(await session.currentSession()).toBeNull()
  })

  test('throws the fault of a property that it may not read', async () => {
    const session = await (await connected()).login(principals.limited)
    await expect(session.sessionList()).rejects.toMatchObject({
      name: 'FaultRaised',
      fault: { _typeName: 'NoPermission' },
    })
  })

  test('hides its token where it is printed or serialized', async () => {
    const session = await (await connected()).login(principals.controller)
    expect(session.token).toMatch(/^[0-9a-f]{40}$/)
    expect(inspect(session, { depth: 9 }) + JSON.stringify(session)).not.toContain(session.token)
  })
})

describe('await using', () => {
  test('logs out', async () => {
    const session = await (await connected()).login(principals.controller)
    await session[Symbol.asyncDispose]()
    expect(await session.currentSession()).toBeNull()
  })

  test('leaves alone a session that has ended before', async () => {
    const session = await (await connected()).login(principals.controller)
    await session.logout()
    await expect(session.logout()).rejects.toMatchObject({ fault: { _typeName: 'NotAuthenticated' } })
    await session[Symbol.asyncDispose]()
  })

  test('throws where the server does not answer to it', async () => {
    const app = createApp(createVCenter())
    const fetch = async (request: Request) =>
      request.url.endsWith('/Logout') ? new Response('busy', { status: 503 }) : app.fetch(request)
    const session = await (await connect({ url, fetch })).login(principals.controller)
    await expect(session[Symbol.asyncDispose]()).rejects.toThrow('Logout: unexpected answer with status 503: busy')
  })
})

describe('the operations of a session', () => {
  test('are called with a body alone', async () => {
    const { login } = await connected()
    const [session, other] = [await login(principals.controller), await login(principals.controller)]
    const { operations } = session
    const { response } = await operations.SessionManager_TerminateSession({ sessionId: [other.key] })
    expect(response.status).toBe(204)
    const { error } = await operations.SessionManager_TerminateSession({ sessionId: [other.key] })
    expect(error?._typeName).toBe('NotFound')
    const { data } = await operations.SessionManager_getSessionList()
    expect(data?.map(({ key }) => key)).toEqual([session.key])
    expect((await operations.ServiceInstance_getContent()).data?.about.apiType).toBe('VirtualCenter')
    await operations.SessionManager_Logout()
    expect(await session.currentSession()).toBeNull()
  })

  test('are all of the fragment, except hello', async () => {
    const connection = await connected()
    const { operations } = await connection.login(principals.controller)
    const { System_hello, ...others } = connection.operations
    expect(Object.keys(operations)).toEqual(Object.keys(others))
  })
})

test.each([
  ['a secret', (token: string) => `no: ${token}`, 'Logout: unexpected answer with status 418'],
  ['no secret', () => 'no: teapot', 'Logout: unexpected answer with status 418: no: teapot'],
])('an error quotes the server only where its text has no secret: here, it has %s', async (_, text, message) => {
  const app = createApp(createVCenter())
  const fetch = async (request: Request) =>
    request.url.endsWith('/Logout')
      ? new Response(text(request.headers.get('vmware-api-session-id') ?? ''), { status: 418 })
      : app.fetch(request)
  const session = await (await connect({ url, fetch })).login(principals.controller)
  await expect(session.logout()).rejects.toMatchObject({ name: 'UnexpectedAnswer', message })
})

test('an error of Login does not repeat the password', async () => {
  const app = createApp(createVCenter())
  const fetch = async (request: Request) =>
    request.url.endsWith('/Login') ? new Response(await request.text(), { status: 400 }) : app.fetch(request)
  const { login } = await connect({ url, fetch })
  await expect(login(principals.controller)).rejects.toThrow(/^Login: unexpected answer with status 400$/)
})

test('a refused login throws the fault with its text', async () => {
  const { login } = await connected()
  const refused = login({ userName: principals.controller.userName, password: 'wrong' })
  await expect(refused).rejects.toThrow(FaultRaised)
  await expect(refused).rejects.toMatchObject({
    fault: { _typeName: 'InvalidLogin' },
    message:
      'Login: the server answered with the fault InvalidLogin (Cannot complete login due to an incorrect user name or password.)',
  })
})

describe('unwrap', () => {
  test('returns the value of an answer', () => {
    expect(unwrap('Logout', { kind: 'value', value: 1 }, [])).toBe(1)
  })

  test('throws a fault', () => {
    const fault = { _typeName: 'NotFound' } as const
    expect(() => unwrap('Logout', { kind: 'fault', fault }, [])).toThrow(new FaultRaised('Logout', fault))
  })

  test('throws an unexpected answer', () => {
    const call = () => unwrap('Logout', { kind: 'unexpected', status: 404, body: '<html>' }, [])
    expect(call).toThrow(new UnexpectedAnswer('Logout: unexpected answer with status 404', 404, '<html>'))
  })
})
