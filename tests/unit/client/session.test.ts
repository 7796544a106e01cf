import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { connect, FaultRaised, UnexpectedAnswer } from '../../../src/client/index.ts'
import { unwrap } from '../../../src/client/session.ts'
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
    expect(unwrap('Logout', { kind: 'value', value: 1 })).toBe(1)
  })

  test('throws a fault', () => {
    const fault = { _typeName: 'NotFound' } as const
    expect(() => unwrap('Logout', { kind: 'fault', fault })).toThrow(new FaultRaised('Logout', fault))
  })

  test('throws an unexpected answer without its body in the message', () => {
    const call = () => unwrap('Logout', { kind: 'unexpected', status: 404, body: '<html>' })
    expect(call).toThrow(new UnexpectedAnswer('Logout: unexpected answer with status 404', 404, '<html>'))
  })
})
