import { describe, expect, test } from 'vitest'
import type { PlainRequest } from '../../../../src/client/message.ts'
import { unsupported } from '../../../../src/conformance/errors/verdict-error.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { createGate } from '../../../../src/conformance/transport/gate.ts'
import type { TerminateRequest } from '../../../../src/conformance/transport/terminate-request.ts'
import { testSession } from '../../../support/scripted.ts'

const address = { url: 'https://vcenter.invalid', release: '8.0.3.0', sessionManager: 'SessionManager' }
const url = (member: string) => `https://vcenter.invalid/sdk/vim25/8.0.3.0/SessionManager/SessionManager/${member}`
const [own, foreign, invented, passed] = ['own key', 'foreign key', 'invented id', 'passed key']
const token = 'token of own key'

const notOwn = {
  name: 'GateRefusal',
  message: 'not sent: it names a session that this run neither opened nor invented',
}
const notOwnToken = { name: 'GateRefusal', message: 'not sent: its token is not that of a session of this run' }
const lost = {
  verdict: 'unreached',
  message: "an id of this run is by now that of another user's session, or like it; nothing was sent",
}
const lostToken = {
  verdict: 'unreached',
  message: "the key of a session of this run is by now that of another user's session; nothing was sent",
}
const notPermitted = { verdict: 'unsupported', message: 'others are logged on' }

/** A gate that permits no disruptive call unless a test does, and what it lets pass. */
function gateWith(permitDisruptive?: (registry: ReturnType<typeof createSessionRegistry>) => void, status = 204) {
  const registry = createSessionRegistry()
  registry.register(testSession(own))
  registry.register(testSession(passed, { loginTag: '(tag)' }))
  registry.invent(invented)
  registry.invent('52eeeeee', true)
  registry.noteListed([own, foreign, passed].map((key) => ({ key, userName: '', userAgent: '' })))
  const sent: string[] = []
  const gate = createGate(
    async ({ method, url, body }) => {
      sent.push(`${method} ${url.split('/').at(-1)} ${body}`)
      return { status, headers: new Headers(), body: new Uint8Array() }
    },
    {
      address,
      registry,
      lentToken: 'lent token',
      permitDisruptive: async () => {
        if (permitDisruptive === undefined) throw unsupported('foreign-sessions', 'others are logged on')
        permitDisruptive(registry)
      },
    },
  )
  return { gate, sent, registry }
}

const list = (...ids: string[]): TerminateRequest => ({ form: 'list', ids, token })
const bodyOf = (body: string, key: string, other = key): TerminateRequest => ({
  form: 'body',
  body,
  keys: [key, other],
  token,
})

describe('terminate', () => {
  test.each<[string, string[]]>([
    ['a call that names a session of the run is sent', [own]],
    ['a call that names an invented id is sent', [invented]],
    ['a call that names several ids of the run is sent', [own, invented, own]],
  ])('%s', async (_, ids) => {
    const { gate, sent } = gateWith()
    expect((await gate.terminate(list(...ids))).status).toBe(204)
    expect(sent).toEqual([`POST TerminateSession ${JSON.stringify({ sessionId: ids })}`])
  })

  test.each<[string, TerminateRequest, object]>([
    ['a call that names another user’s session is refused', list(foreign), notOwn],
    ['a call that names another user’s session beside one of the run is refused', list(own, foreign), notOwn],
    ['a call that names an undeclared id is refused', list('undeclared'), notOwn],
    ['another form that names another user’s session is refused', bodyOf('a key without quotes', foreign), notOwn],
    [
      'a body that names another user’s session beside one of the run is refused',
      bodyOf('sessionId twice', own, foreign),
      notOwn,
    ],
    ['a call that names a key that has passed to another session is unreached', list(passed), lost],
    ['a call with a token of others is refused', { form: 'list', ids: [own], token: 'other' }, notOwnToken],
    [
      'a call with the token of a session whose key has passed to others is unreached',
      { form: 'list', ids: [own], token: `token of ${passed}` },
      lostToken,
    ],
    ['an empty list needs permission', list(), notPermitted],
    ['a body that names nothing needs permission', bodyOf('no body', own), notPermitted],
    ['an id that was declared as disruptive needs permission', list(own, '52eeeeee'), notPermitted],
  ])('%s', async (_, request, error) => {
    const { gate, sent } = gateWith()
    await expect(gate.terminate(request)).rejects.toMatchObject(error)
    expect(sent).toEqual([])
  })

  test('a disruptive call is sent once it is permitted', async () => {
    const { gate, sent } = gateWith(() => {})
    await gate.terminate(bodyOf('an empty object', own))
    expect(sent).toEqual(['POST TerminateSession {}'])
  })

  test('an id that a list shows while permission is asked for is not sent', async () => {
    const { gate, sent } = gateWith((registry) =>
      registry.noteListed([{ key: '52EEEEEE', userName: '', userAgent: '' }]),
    )
    await expect(gate.terminate(list('52eeeeee'))).rejects.toMatchObject(lost)
    expect(sent).toEqual([])
  })

  test('a key that could itself be read as a body is not sent alone', async () => {
    const registry = createSessionRegistry()
    const key = JSON.stringify({ sessionId: [foreign] })
    registry.register(testSession(key, { token }))
    const gate = createGate(() => Promise.reject(new Error('sent')), {
      address,
      registry,
      permitDisruptive: async () => {},
    })
    await expect(gate.terminate(bodyOf('a key without quotes', key))).rejects.toMatchObject({
      verdict: 'unreached',
      message: 'a key of this target could itself be read as a body; nothing was sent',
    })
  })

  test('a description by values that cannot be copied is refused', async () => {
    const { gate, sent } = gateWith()
    const ids = Object.assign([own], { toJSON: () => [foreign] })
    await expect(gate.terminate({ form: 'list', ids, token })).rejects.toMatchObject({
      name: 'GateRefusal',
      message: 'not sent: it is described by values that cannot be copied',
    })
    expect(sent).toEqual([])
  })

  test('a description that changes while it is read is read once', async () => {
    let reads = 0
    const ids = Object.defineProperty([own], '0', { enumerable: true, get: () => (reads++ === 0 ? own : foreign) })
    const { gate, sent } = gateWith()
    await gate.terminate({ form: 'list', ids, token })
    expect([sent, reads]).toEqual([[`POST TerminateSession {"sessionId":["${own}"]}`], 1])
  })
})

describe('what has ended', () => {
  const logout = {
    method: 'POST',
    url: url('Logout'),
    headers: new Headers({ 'vmware-api-session-id': token }),
    body: undefined,
  }

  test.each<[string, number, (gate: ReturnType<typeof gateWith>['gate']) => Promise<unknown>, 'own' | 'lost']>([
    [
      'a key that is listed after a TerminateSession with success is lost',
      204,
      ({ terminate }) => terminate(list(own)),
      'lost',
    ],
    ['a key that is listed after a Logout with success is lost', 200, ({ send }) => send(logout), 'lost'],
    ['a key that is listed after a refusal is not', 500, ({ terminate }) => terminate(list(own)), 'own'],
    ['a key that is listed after another status is not', 300, ({ send }) => send(logout), 'own'],
  ])('%s, where no User-Agents are kept', async (_, status, end, expected) => {
    const { gate, registry } = gateWith(undefined, status)
    await end(gate)
    registry.noteListed([{ key: own, userName: '', userAgent: '' }], registry.noteCount())
    expect(registry.statusOf(own)).toBe(expected)
  })
})

describe('send', () => {
  const request = (member: string, given: Partial<PlainRequest> = {}): PlainRequest => ({
    method: 'POST',
    url: url(member),
    headers: new Headers({ 'content-type': 'application/json', 'vmware-api-session-id': token }),
    body: undefined,
    ...given,
  })
  const terminating = (...sessionId: string[]) => request('TerminateSession', { body: JSON.stringify({ sessionId }) })
  const as = (other: string) => new Headers({ 'vmware-api-session-id': other })
  const login = '{"userName":"a","password":"b"}'
  const loginAs = (other: string) =>
    request('Login', {
      headers: new Headers({ 'content-type': 'application/json', 'vmware-api-session-id': other }),
      body: login,
    })

  test.each<[string, PlainRequest, string]>([
    [
      'a read is sent, whoever’s token it has',
      request('currentSession', { method: 'GET', headers: as('other') }),
      'GET currentSession undefined',
    ],
    ['the Logout of a session of the run is sent', request('Logout', { headers: as(token) }), 'POST Logout undefined'],
    ['a login with the token of a session of the run is sent', loginAs(token), `POST Login ${login}`],
    [
      'a ticket for a clone of a session of the run is asked for',
      request('AcquireCloneTicket', { headers: as(token) }),
      'POST AcquireCloneTicket undefined',
    ],
    [
      'a call that names sessions of the run is sent',
      terminating(own),
      `POST TerminateSession {"sessionId":["${own}"]}`,
    ],
  ])('%s', async (_, made, expected) => {
    const { gate, sent } = gateWith()
    await gate.send(made)
    expect(sent).toEqual([expected])
  })

  test.each<[string, PlainRequest, object]>([
    ['the Logout of another session is refused', request('Logout', { headers: as('other') }), notOwnToken],
    [
      'a ticket for a clone of another session is refused',
      request('AcquireCloneTicket', { headers: as('other') }),
      notOwnToken,
    ],
    [
      'a ticket for a clone of a session whose key has passed to others is unreached',
      request('AcquireCloneTicket', { headers: as(`token of ${passed}`) }),
      lostToken,
    ],
    [
      'the Logout of a session whose key has passed to others is unreached',
      request('Logout', { headers: as(`token of ${passed}`) }),
      lostToken,
    ],
    ['a login with the token of another session is refused', loginAs('other'), notOwnToken],
    ['a login with the token of the session that is lent is refused', loginAs('lent token'), notOwnToken],
    [
      'a login with the token of a session whose key has passed to others is unreached',
      loginAs(`token of ${passed}`),
      lostToken,
    ],
    ['a call that names another user’s session is refused', terminating(own, foreign), notOwn],
    ['a call that names a key that has passed to another session is unreached', terminating(passed), lost],
    [
      'a call with a token of others is refused',
      {
        ...terminating(own),
        headers: new Headers({ 'content-type': 'application/json', 'vmware-api-session-id': 'other' }),
      },
      notOwnToken,
    ],
    ['a call that names a disruptive id needs permission', terminating('52eeeeee'), notPermitted],
    [
      'what is not on the list of allowed requests is refused, and its query is not told',
      request('CloneSession?ticket=secret'),
      {
        name: 'GateRefusal',
        code: 'gate-refusal',
        message:
          'not sent: POST /sdk/vim25/8.0.3.0/SessionManager/SessionManager/CloneSession is not on the list of allowed requests',
      },
    ],
  ])('%s', async (_, made, error) => {
    const { gate, sent } = gateWith()
    await expect(gate.send(made)).rejects.toMatchObject(error)
    expect(sent).toEqual([])
  })

  test('an id that a list shows while permission is asked for is not sent', async () => {
    const { gate, sent } = gateWith((registry) =>
      registry.noteListed([{ key: '52EEEEEE', userName: '', userAgent: '' }]),
    )
    await expect(gate.send(terminating('52eeeeee'))).rejects.toMatchObject(lost)
    expect(sent).toEqual([])
  })

  test('a text that is another one when it is read again is read once', async () => {
    let reads = 0
    const changing = { toString: () => (reads++ === 0 ? url('sessionList') : url('other')) }
    const { gate, sent } = gateWith()
    // Typed as a text, as code without types could give it.
    await gate.send(request('', { method: 'GET', url: changing as unknown as string, headers: as(token) }))
    expect([sent, reads]).toEqual([['GET sessionList undefined'], 1])
  })
})

describe('the token of a session that is lent', () => {
  const request = (method: string, member: string, body?: string): PlainRequest => {
    const headers = new Headers({ 'vmware-api-session-id': 'lent token' })
    if (body !== undefined) headers.set('content-type', 'application/json')
    return { method, url: url(member), headers, body }
  }

  test('gets a ticket to clone the session, and reads it', async () => {
    const { gate, sent } = gateWith()
    await gate.send(request('POST', 'AcquireCloneTicket'))
    await gate.send(request('GET', 'currentSession'))
    expect(sent).toEqual(['POST AcquireCloneTicket undefined', 'GET currentSession undefined'])
  })

  test.each([
    ['Logout', request('POST', 'Logout')],
    ['TerminateSession of an own session', request('POST', 'TerminateSession', JSON.stringify({ sessionId: [own] }))],
    ['SessionIsActive', request('POST', 'SessionIsActive', JSON.stringify({ sessionID: own, userName: 'user' }))],
  ])('sends no %s', async (_, given) => {
    const { gate, sent } = gateWith()
    await expect(gate.send(given)).rejects.toMatchObject(notOwnToken)
    expect(sent).toEqual([])
  })

  test('calls no TerminateSession that the gate builds', async () => {
    const { gate, sent } = gateWith()
    await expect(gate.terminate({ form: 'list', ids: [own], token: 'lent token' })).rejects.toMatchObject(notOwnToken)
    expect(sent).toEqual([])
  })
})
