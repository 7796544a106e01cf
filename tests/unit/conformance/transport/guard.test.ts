import { describe, expect, test } from 'vitest'
import { unsupported } from '../../../../src/conformance/errors/verdict-error.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { guarded } from '../../../../src/conformance/transport/guard.ts'
import { testSession } from '../../../support/scripted.ts'

const url = 'https://vcenter.invalid/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession'
const foreign = '52aaaaaa-0000-0000-0000-000000000000'
const own = '52bbbbbb-0000-0000-0000-000000000000'
const invented = '52cccccc-0000-0000-0000-000000000000'
const json = { 'content-type': 'application/json' }
const token = { 'vmware-api-session-id': 'own token' }

const notOwn = {
  name: 'GuardRefusal',
  code: 'guard-refusal',
  message: 'not sent: it names a session that this run neither opened nor invented',
}
const notPermitted = { verdict: 'unsupported', finding: { code: 'foreign-sessions', message: 'others are logged on' } }

/** A guard that permits no disruptive call, and the bodies of the requests that it lets pass. */
function createGuard() {
  const registry = createSessionRegistry()
  registry.register(testSession(own, { token: 'own token' }))
  registry.invent(invented)
  registry.noteListed([own, foreign])
  const sent: (string | undefined)[] = []
  const guard = guarded(
    async ({ body }) => {
      sent.push(body)
      return { status: 204, headers: new Headers(), body: new Uint8Array() }
    },
    registry,
    async () => {
      throw unsupported('foreign-sessions', 'others are logged on')
    },
  )
  const send = (body: unknown, init: { method?: string; headers?: Record<string, string> } = {}, to = url) =>
    guard({
      method: init.method ?? 'POST',
      url: to,
      headers: new Headers(init.headers ?? { ...json, ...token }),
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    })
  return { sent, send, registry }
}

describe('guarded', () => {
  test.each<[string, string[]]>([
    ['a call that names a session of the run is sent', [own]],
    ['a call that names an invented id is sent', [invented]],
    ['a call that names several ids of the run is sent', [own, invented, own]],
  ])('%s', async (_, sessionId) => {
    const { send, sent } = createGuard()
    expect((await send({ sessionId })).status).toBe(204)
    expect(sent).toEqual([JSON.stringify({ sessionId })])
  })

  test.each<[string, unknown]>([
    ['a call that names another user’s session is refused', { sessionId: [foreign] }],
    ['a call that names another user’s session beside one of the run is refused', { sessionId: [own, foreign] }],
    ['a call that names another user’s session without a list is refused', { sessionId: foreign }],
    ['a call that names an undeclared id is refused', { sessionId: ['52dddddd-0000-0000-0000-000000000000'] }],
    [
      'a call that names another user’s session deep in its body is refused',
      { sessionId: [own], more: [{ deep: { id: foreign } }] },
    ],
    ['a call whose invalid JSON contains the key of another user’s session is refused', `{"sessionId": ["${foreign}"`],
  ])('%s', async (_, body) => {
    const { send, sent } = createGuard()
    await expect(send(body)).rejects.toMatchObject(notOwn)
    expect(sent).toEqual([])
  })

  test('a call whose query names another user’s session is refused', async () => {
    const { send, sent } = createGuard()
    await expect(send(undefined, { method: 'GET' }, `${url}?sessionId=${foreign}`)).rejects.toMatchObject(notOwn)
    expect(sent).toEqual([])
  })

  test('a call that names an invented id which turns out to be another user’s session is refused', async () => {
    const { send, sent, registry } = createGuard()
    registry.noteListed([own, invented])
    await expect(send({ sessionId: [invented] })).rejects.toMatchObject(notOwn)
    expect(sent).toEqual([])
  })

  test.each<[string, unknown, { method?: string; headers?: Record<string, string> }]>([
    ['a call with an empty list needs permission', { sessionId: [] }, {}],
    ['a call without a list needs permission', {}, {}],
    ['a call whose list holds a number needs permission', { sessionId: [own, 42] }, {}],
    ['a call with a string in place of the list needs permission', { sessionId: own }, {}],
    ['a call whose body is invalid JSON needs permission', `{"sessionId": ["${own}"]`, {}],
    ['a call without a token needs permission', { sessionId: [own] }, { headers: json }],
    [
      'a call with a token that the run does not own needs permission',
      { sessionId: [own] },
      { headers: { ...json, 'vmware-api-session-id': 'other' } },
    ],
    ['a call without Content-Type needs permission', { sessionId: [own] }, { headers: token }],
    [
      'a call with another media type needs permission',
      { sessionId: [own] },
      { headers: { ...token, 'content-type': 'text/plain' } },
    ],
    ['a call with another method needs permission', { sessionId: [own] }, { method: 'PUT' }],
  ])('%s', async (_, body, init) => {
    const { send, sent } = createGuard()
    await expect(send(body, init)).rejects.toMatchObject(notPermitted)
    expect(sent).toEqual([])
  })

  test('a call that names an id declared as disruptive needs permission', async () => {
    const { send, sent, registry } = createGuard()
    const part = registry.invent('52eeeeee', true)
    await expect(send({ sessionId: [own, part] })).rejects.toMatchObject(notPermitted)
    expect(sent).toEqual([])
  })

  test.each<[string, string]>([
    ['the operation is recognized in lower case', 'terminatesession'],
    ['the operation is recognized with a percent-encoded letter', 'Terminate%53ession'],
    ['the operation is recognized before a slash', 'TerminateSession/'],
    ['the operation is recognized before a query', 'TerminateSession?x=1'],
    ['a name that is percent-encoded too many times is taken for the operation', `other%${'25'.repeat(500_000)}`],
  ])('%s', async (_, name) => {
    const { send, sent } = createGuard()
    const to = url.replace('TerminateSession', name)
    await expect(send({ sessionId: [foreign] }, {}, to)).rejects.toMatchObject(notOwn)
    expect(sent).toEqual([])
  })

  test('a call of another operation is sent, whatever it names', async () => {
    const { send, sent } = createGuard()
    await send({ sessionID: foreign }, {}, url.replace('TerminateSession', 'SessionIsActive'))
    expect(sent).toEqual([JSON.stringify({ sessionID: foreign })])
  })
})
