import { expect, test } from 'vitest'
import { unsupported } from '../../../../src/conformance/errors/verdict-error.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { guarded } from '../../../../src/conformance/transport/guard.ts'

const url = 'https://vcenter.invalid/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession'
const foreign = '52aaaaaa-0000-0000-0000-000000000000'
const own = '52bbbbbb-0000-0000-0000-000000000000'
const invented = '52cccccc-0000-0000-0000-000000000000'
const json = { 'content-type': 'application/json' }
const token = { 'vmware-api-session-id': 'own token' }

/** A guard before a line on which every request that leaves is noted. */
function guardedLine() {
  const ownership = createSessionRegistry()
  ownership.register({
    label: 'session 1',
    isShared: false,
    key: own,
    token: 'own token',
    userName: 'a',
    loginTime: 0,
    state: 'open',
  })
  ownership.invent(invented)
  ownership.noteListed([own, foreign])
  const sent: (string | undefined)[] = []
  const refuse = async () => {
    throw unsupported('foreign-sessions', 'others are logged on')
  }
  const line = guarded(
    async ({ body }) => {
      sent.push(body)
      return { status: 204, headers: new Headers(), body: new Uint8Array() }
    },
    ownership,
    refuse,
  )
  const send = (body: unknown, init: { method?: string; headers?: Record<string, string> } = {}, to = url) =>
    line({
      method: init.method ?? 'POST',
      url: to,
      headers: new Headers(init.headers ?? { ...json, ...token }),
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { sent, send, ownership }
}

test.each([[[own]], [[invented]], [[own, invented, own]]])(
  'lets through what is the run’s own: %j',
  async (sessionId) => {
    const { send, sent } = guardedLine()
    expect((await send({ sessionId })).status).toBe(204)
    expect(sent).toHaveLength(1)
  },
)

test.each([
  ['a session of others', { sessionId: [foreign] }],
  ['one among its own', { sessionId: [own, foreign] }],
  ['a bare string', { sessionId: foreign }],
  ['an id that nobody declared', { sessionId: ['52dddddd-0000-0000-0000-000000000000'] }],
])('never sends %s', async (_, body) => {
  const { send, sent } = guardedLine()
  await expect(send(body)).rejects.toMatchObject({ name: 'GuardRefusal' })
  expect(sent).toEqual([])
})

test('never sends an invented id that turns out to be a session of others', async () => {
  const { send, sent, ownership } = guardedLine()
  ownership.noteListed([own, invented])
  await expect(send({ sessionId: [invented] })).rejects.toMatchObject({ name: 'GuardRefusal' })
  expect(sent).toEqual([])
  expect(() => ownership.invent(foreign)).toThrow('the id of a session that is not the run')
})

test.each<[string, unknown, { method?: string; headers?: Record<string, string> }]>([
  ['an empty list', { sessionId: [] }, {}],
  ['no list', {}, {}],
  ['a list with a number', { sessionId: [own, 42] }, {}],
  ['a bare string', { sessionId: own }, {}],
  ['what is no JSON', `{"sessionId": ["${own}"]`, {}],
  ['no token', { sessionId: [own] }, { headers: json }],
  ['a token that is not the run’s', { sessionId: [own] }, { headers: { ...json, 'vmware-api-session-id': 'other' } }],
  ['no Content-Type', { sessionId: [own] }, { headers: token }],
  ['another media type', { sessionId: [own] }, { headers: { ...token, 'content-type': 'text/plain' } }],
  ['another method', { sessionId: [own] }, { method: 'PUT' }],
])('asks for permission before it sends %s', async (_, body, init) => {
  const { send, sent } = guardedLine()
  await expect(send(body, init)).rejects.toMatchObject({ finding: { code: 'foreign-sessions' } })
  expect(sent).toEqual([])
})

test('asks for permission before it sends an id that might be taken for another', async () => {
  const { send, sent, ownership } = guardedLine()
  const part = ownership.invent('52eeeeee', true)
  await expect(send({ sessionId: [own, part] })).rejects.toMatchObject({ finding: { code: 'foreign-sessions' } })
  expect(sent).toEqual([])
})

test('never sends a text that names a session of others, though it is no JSON', async () => {
  const { send, sent } = guardedLine()
  await expect(send(`{"sessionId": ["${foreign}"`)).rejects.toMatchObject({ name: 'GuardRefusal' })
  await expect(send(undefined, { method: 'GET' }, `${url}?sessionId=${foreign}`)).rejects.toMatchObject({
    name: 'GuardRefusal',
  })
  expect(sent).toEqual([])
})

test.each(['terminatesession', 'Terminate%53ession', 'TerminateSession/', 'TerminateSession?x=1'])(
  'knows the method by another spelling: %s',
  async (spelling) => {
    const { send } = guardedLine()
    const to = url.replace('TerminateSession', spelling)
    await expect(send({ sessionId: [foreign] }, {}, to)).rejects.toMatchObject({ name: 'GuardRefusal' })
  },
)

test('takes a name that is encoded over and over for the method', async () => {
  const { send, sent } = guardedLine()
  const to = url.replace('TerminateSession', `other%${'25'.repeat(500_000)}`)
  await expect(send({ sessionId: [foreign] }, {}, to)).rejects.toMatchObject({ name: 'GuardRefusal' })
  expect(sent).toEqual([])
})

test('leaves other calls alone', async () => {
  const { send, sent } = guardedLine()
  await send({ sessionID: foreign }, {}, url.replace('TerminateSession', 'SessionIsActive'))
  expect(sent).toHaveLength(1)
})
