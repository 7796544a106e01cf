import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { VimFault } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'
import {
  answering,
  type Control,
  inDomain,
  isFault,
  mapObjects,
  overHttp,
  rewriting,
  setUp,
  withHeaders,
  withStatus,
} from './control.ts'

const origin = { ipAddress: '', userAgent: 'another client' }
const isTerminate = ({ url }: Request) => new URL(url).pathname.endsWith('/TerminateSession')

/** A mock whose answers wait, each as long as `wait` says. */
function waiting(oddity: string, wait: (request: Request) => number): Control {
  return answering(oddity, async (response, request) => {
    await delay(wait(request))
    return response
  })
}

/** A server of 9.1 that answers a token that is no good in its own way. */
const since91 = (oddity: string, answer: (response: Response) => Response): Control =>
  answering(oddity, async (response) => ((await isFault(response, 'NotAuthenticated')) ? answer(response) : response), {
    release: '9.1.0.0',
  })

const faults = (oddity: string, change: (fault: Record<string, unknown>) => unknown): Control =>
  answering(oddity, async (response) =>
    response.status === 500
      ? Response.json(change((await response.json()) as Record<string, unknown>), { status: 500 })
      : response,
  )

/** Refuses requests of TerminateSession of some kind, as is its right. */
const refusing = (oddity: string, isMeant: (request: Request, text: string) => boolean, status: number): Control => ({
  oddity,
  make: () =>
    mockTarget({
      around: (next) => async (request) => {
        const isRefused = isTerminate(request) && isMeant(request, await request.clone().text())
        return isRefused ? new Response('refused', { status }) : next(request)
      },
    }),
})

function isSoundBody(text: string): boolean {
  try {
    const { sessionId } = (JSON.parse(text) ?? {}) as { sessionId?: unknown }
    return Array.isArray(sessionId) && sessionId.every((id) => typeof id === 'string')
  } catch {
    return false
  }
}

const times = (oddity: string, write: (time: string) => string): Control =>
  rewriting(oddity, (value) =>
    mapObjects(value, (object) =>
      'loginTime' in object
        ? {
            ...object,
            loginTime: write(String(object.loginTime)),
            lastActiveTime: write(String(object.lastActiveTime)),
          }
        : object,
    ),
  )

const named = (oddity: string, write: (drawn: number, uuid: string) => string): Control =>
  inDomain(oddity, (vcenter) => {
    let drawn = 0
    return {
      login(...given) {
        const session = vcenter.login(...given)
        vcenter.sessions.delete(session.key)
        session.key = write(drawn++, session.key)
        vcenter.sessions.set(session.key, session)
        return session
      },
    }
  })

/** Every control. */
export const controls: Control[] = [
  // Keys and tokens
  {
    ...inDomain('its tokens are the keys of its sessions', (vcenter) => ({
      login: (...given) => {
        const session = vcenter.login(...given)
        session.token = session.key
        return session
      },
    })),
    unsupported: ['terminate.identity.token-is-no-id'],
  },
  named('its keys are in upper case', (_, uuid) => uuid.toUpperCase()),
  named('its keys are numbered', (drawn) => `52000000-0000-0000-0000-${String(drawn).padStart(12, '0')}`),
  named('its keys are short', (drawn) => `s${drawn}.`),
  named('its keys hold characters that JSON and URLs escape', (drawn, uuid) => `${uuid}/"é${drawn}%20`),
  named('its keys hold characters that no header may carry', (drawn, uuid) => `会话\n${drawn}-${uuid}`),
  inDomain('its tokens are long', (vcenter) => ({
    login: (...given) => {
      const session = vcenter.login(...given)
      session.token = session.token.repeat(40)
      return session
    },
  })),
  // Faults
  faults('its faults have nothing but their name', ({ _typeName, obj, receiver, method }) => ({
    _typeName,
    obj,
    receiver,
    method,
  })),
  faults(
    'its faults have faultstring and nothing else besides',
    ({ _typeName, faultstring, obj, receiver, method }) => ({
      _typeName,
      faultstring,
      obj,
      receiver,
      method,
    }),
  ),
  faults('its faults have messages with arguments, and a cause that has a cause', (fault) => ({
    ...fault,
    faultMessage: [
      {
        _typeName: 'LocalizableMessage',
        key: 'msg.session',
        message: 'text',
        arg: [{ _typeName: 'KeyAnyValue', key: '1', value: { _typeName: 'string', _value: 'x' } }],
      },
    ],
    faultCause: {
      _typeName: 'HostConnectFault',
      faultCause: { _typeName: 'SystemError', reason: 'none', faultMessage: [] },
    },
  })),
  rewriting('every object has properties that no schema knows', (value) =>
    mapObjects(value, (object) => ({ ...object, unknownProperty: { nested: [1, null] } })),
  ),
  faults('its InvalidArgument names no property', ({ invalidProperty: _, ...fault }) => fault),
  faults('its NoPermission does without missingPrivileges', ({ missingPrivileges: _, ...fault }) => fault),
  since91('9.1: a token that is no good is challenged with 401', (response) =>
    withStatus(response, 401, '', { 'www-authenticate': 'Bearer realm="vcenter"' }),
  ),
  since91('9.1: a token that is no good is answered with 403', (response) => withStatus(response, 403, '')),
  since91('9.1: a token that is no good is answered with SessionNotFound', () =>
    Response.json({ _typeName: 'SessionNotFound' }, { status: 500 }),
  ),
  since91('9.1: a token that is no good is answered with AuthenticationRequired', () =>
    Response.json({ _typeName: 'AuthenticationRequired', authenticate: [] }, { status: 500 }),
  ),
  // Answers without a result
  answering('it answers null where nobody is logged on', (response) =>
    response.headers.get('content-length') === '0' ? new Response('null') : response,
  ),
  answering('it answers NotAuthenticated where nobody is logged on', (response) =>
    response.headers.get('content-length') === '0'
      ? Response.json({ _typeName: 'NotAuthenticated' }, { status: 500 })
      : response,
  ),
  answering('its 204 has a Content-Type and a length', (response) =>
    response.status === 204
      ? withStatus(response, 204, null, { 'content-type': 'application/json', 'content-length': '0' })
      : response,
  ),
  // Requests that it may refuse as it likes
  refusing('it answers 400 to a bad request', ({ method }, text) => method === 'POST' && !isSoundBody(text), 400),
  refusing('it answers 405 to a GET', ({ method }) => method === 'GET', 405),
  refusing('it answers 415 to a request without a Content-Type', ({ headers }) => !headers.has('content-type'), 415),
  refusing('it answers 404 to a release that it does not know', ({ url }) => url.includes('/99.'), 404),
  refusing('it answers 400 to an unknown property', (_, text) => text.includes('unknownProperty'), 400),
  inDomain('it faults at an empty list', (vcenter) => ({
    terminateSessions(caller, keys) {
      if (keys.length === 0) throw new VimFault({ _typeName: 'InvalidArgument', invalidProperty: 'sessionId' })
      vcenter.terminateSessions(caller, keys)
    },
  })),
  // What it says of itself and of others
  setUp('its SessionManager has another moId', { sessionManager: 'ha-sessionmgr/1' }),
  setUp('it is of release 9.1.1.0', { release: '9.1.1.0' }),
  setUp('it is of a release that nobody knows yet', { release: '9.9.0.0' }),
  answering(
    'it is of release 8.0.1.0, and has no hello',
    (response, { url }) => (url.includes('/api/') ? new Response('', { status: 404 }) : response),
    { release: '8.0.1.0' },
  ),
  times('its times have an offset', (time) => time.replace('Z', '+02:00')),
  times('its times have nine decimals', (time) => time.replace(/\.\d+Z/, '.123456789Z')),
  rewriting('it calls its users by another form of their names', (value) =>
    mapObjects(value, (object) =>
      'userName' in object ? { ...object, userName: 'VSPHERE.LOCAL\\Administrator' } : object,
    ),
  ),
  rewriting('its sessionList is in another order', (value) => (Array.isArray(value) ? [...value].reverse() : value)),
  {
    oddity: '500 sessions of others come and go during the run',
    unsupported: [
      'terminate.request.body-required',
      'terminate.request.session-id-required',
      'terminate.request.malformed-json',
      'terminate.request.session-id-type',
      'terminate.request.element-type',
      'terminate.request.method',
      'terminate.request.no-content-type',
      'terminate.empty-list.no-effect',
      'terminate.authentication.anonymous',
      'terminate.authentication.anonymous-fault',
    ],
    make() {
      const { userName, password } = principals.controller
      const target = mockTarget({
        around: (next) => async (request) => {
          const { vcenter } = target
          const others = [...vcenter.sessions.values()].filter(({ userAgent }) => userAgent === origin.userAgent)
          while (others.length < 500) others.push(vcenter.login(userName, password, origin))
          for (const { key } of others.slice(0, 5)) vcenter.sessions.delete(key)
          return next(request)
        },
      })
      return target
    },
  },
  // The wire and its weather
  overHttp('it compresses its answers', async (response) => {
    const text = await response.clone().text()
    if (text === '') return response
    const headers = new Headers(response.headers)
    headers.set('content-encoding', 'gzip')
    headers.delete('content-length')
    return new Response(gzipSync(text), { status: response.status, headers })
  }),
  overHttp('it closes the connection after each answer', (response) => withHeaders(response, { connection: 'close' })),
  overHttp('it sends its answers in chunks', async (response) => {
    const text = await response.clone().text()
    if (text === '') return response
    const pieces = new ReadableStream({
      async start(controller) {
        for (const piece of [text.slice(0, 1), text.slice(1, 20), text.slice(20)]) {
          controller.enqueue(new TextEncoder().encode(piece))
          await delay(0)
        }
        controller.close()
      },
    })
    return new Response(pieces, { status: response.status, headers: response.headers })
  }),
  overHttp(
    'it writes the names of headers in upper case',
    (response) => response,
    {},
    (outgoing) => {
      const writeHead = outgoing.writeHead.bind(outgoing)
      outgoing.writeHead = (status: number, headers: unknown) => {
        const names = Object.entries((headers ?? {}) as Record<string, string>)
        return writeHead(status, Object.fromEntries(names.map(([name, value]) => [name.toUpperCase(), value])))
      }
    },
  ),
  overHttp('it lets a connection idle for no longer than five milliseconds', (response) => response, {
    keepAliveTimeout: 5,
  }),
  answering('it writes the media type in its own way', (response) => {
    const headers = new Headers(response.headers)
    if (headers.has('content-type')) headers.set('content-type', 'Application/JSON; Charset="utf-8"')
    return new Response(response.body, { status: response.status, headers })
  }),
  answering('a proxy adds headers', (response) =>
    withHeaders(response, {
      via: '1.1 proxy',
      'set-cookie': 'lb=1',
      'x-envoy-upstream-service-time': '45',
      'cache-control': 'no-store',
    }),
  ),
  answering('its JSON is laid out for people', async (response) => {
    const text = await response.clone().text()
    if (text === '') return response
    const { status, headers } = response
    return new Response(`\n${JSON.stringify(JSON.parse(text), null, 2)}\n`, { status, headers })
  }),
  waiting('its logins are slow', ({ url }) => (url.endsWith('/Login') ? 15 : 0)),
  waiting('its answers come late, some later than others', () => Math.random() * 8),
  waiting('its answers overtake each other', ({ url }) => (url.length % 3) * 5),
]
