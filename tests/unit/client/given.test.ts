import { describe, expect, test } from 'vitest'
import { type Connection, connect, type Session } from '../../../src/client/index.ts'
import { createApp, createVCenter, fault } from '../../../src/mock/index.ts'
import { principals } from '../../support/principals.ts'

/** A connection, and the members that were called over it. */
async function connected() {
  const vcenter = createVCenter()
  const app = createApp(vcenter)
  const called: string[] = []
  const fetch = async (request: Request) => {
    called.push(request.url.split('/').at(-1) ?? '')
    return app.fetch(request)
  }
  const connection = await connect({ url: 'https://mock.invalid', fetch })
  return { connection, vcenter, called }
}

const noTexts: unknown[] = [undefined, null, 5, true, {}, [], ['text']]
const noLists: unknown[] = [
  undefined,
  null,
  5,
  true,
  {},
  'abc',
  [undefined],
  [null],
  [5],
  [['key']],
  new Map([['a', 'b']]),
]
const user = 'administrator@vsphere.local'

/** What stands for a value of the wrong type, given in JavaScript. */
const given = (value: unknown) => value as never

const ofConnection: [string, (connection: Connection, value: never) => Promise<unknown>, unknown[]][] = [
  ['login without credentials', (connection, value) => connection.login(value), [...noTexts, 'text']],
  ['login without a user name', ({ login }, value) => login({ userName: value, password: 'x' }), noTexts],
  ['login without a password', ({ login }, value) => login({ userName: user, password: value }), noTexts],
  ['loginByCloneTicket without a ticket', (connection, value) => connection.loginByCloneTicket(value), noTexts],
  ['loginByToken without a token', (connection, value) => connection.loginByToken(value), noTexts],
  ['fromToken without a token', (connection, value) => connection.fromToken(value), noTexts],
]

const ofSession: [string, (session: Session, value: never) => Promise<unknown>, unknown[]][] = [
  ['terminateSessions without a list of texts', (session, value) => session.terminateSessions(value), noLists],
  ['terminateAll without a list of texts', (session, value) => session.terminateAll(value), noLists],
  ['sessionIsActive without a key', (session, value) => session.sessionIsActive(value, user), noTexts],
  ['sessionIsActive without a user name', (session, value) => session.sessionIsActive('key', value), noTexts],
]

const sentence =
  /^(missing|invalid) (credentials|userName|password|ticket|token|authorization|key): give|^give a list of keys|^one of the keys/

describe('nothing is sent, and a sentence says why, for', () => {
  test.each(ofConnection.flatMap(([name, run, values]) => values.map((value) => [name, value, run] as const)))(
    '%s: %o',
    async (_, value, run) => {
      const { connection, called } = await connected()
      called.length = 0
      const refused = run(connection, given(value))
      await expect(refused).rejects.toThrow(TypeError)
      await expect(refused).rejects.toThrow(sentence)
      expect(called).toEqual([])
    },
  )

  test.each(ofSession.flatMap(([name, run, values]) => values.map((value) => [name, value, run] as const)))(
    '%s: %o',
    async (_, value, run) => {
      const { connection, called } = await connected()
      const session = await connection.login(principals.controller)
      called.length = 0
      const refused = run(session, given(value))
      await expect(refused).rejects.toThrow(TypeError)
      await expect(refused).rejects.toThrow(sentence)
      expect(called).toEqual([])
    },
  )
})

test('a list that is no array may name sessions, too', async () => {
  const { connection } = await connected()
  const session = await connection.login(principals.controller)
  const keys = new Set([(await connection.login(principals.controller)).key])
  expect(await session.terminateSessions(given(keys))).toEqual({ kind: 'terminated' })
})

// A text that is no Unicode, and one that every other text contains.
test.each(['p\ud800', '\udc00', '', '%', '"\\'])(
  'a refused login with the password %j is a fault in words',
  async (password) => {
    const { connection, vcenter } = await connected()
    vcenter.next('Login', fault('InvalidLogin', { faultstring: 'No.' }))
    await expect(connection.login({ userName: user, password })).rejects.toMatchObject({
      name: 'FaultRaised',
      message: 'Login: the server answered with the fault InvalidLogin (No.)',
    })
    await expect(connection.loginByCloneTicket(password)).rejects.toMatchObject({ name: 'FaultRaised' })
  },
)
