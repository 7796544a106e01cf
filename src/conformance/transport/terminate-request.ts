import type { PlainRequest } from '../../client/message.ts'
import { type ServiceAddress, tokenHeader } from '../../client/service.ts'
import { memberUrl } from './allow-list.ts'

/**
 * A TerminateSession, described rather than written: the gate builds the request, so that what it has checked is what is sent. A check names an odd
 * form; it cannot write one.
 */
export type TerminateRequest = {
  /** Where it is sent, where not to the SessionManager under the release of the run. */
  address?: 'unknown-moid' | 'unknown-release'
} & (
  | { form: 'list'; ids: readonly string[]; token: string }
  | { form: BodyForm; key: string; token: string }
  | { form: CallerForm; key: string; controller: { key: string; token: string } }
)

/**
 * A body that a client or a mistake might send. `disruptive`: a server might read it as no list at all, and take that for every session. A list of the run's own sessions is
 * not, however odd its form.
 */
interface Body {
  disruptive: boolean
  /** The ids in the body, as a lenient server might read them. */
  names: 'key' | 'nothing'
  /** Undefined: no body. */
  text(key: string): string | undefined
  method?: 'GET'
  query?(key: string): string
  /** Contains the key as it is: one that could itself be read as a body is not sent. */
  raw?: true
  /** Without a Content-Type. */
  untyped?: true
}

const bodies = {
  'no-body': { disruptive: true, names: 'nothing', text: () => undefined },
  'empty-object': { disruptive: true, names: 'nothing', text: () => '{}' },
  'null-session-id': { disruptive: true, names: 'nothing', text: () => '{"sessionId": null}' },
  'null-body': { disruptive: true, names: 'nothing', text: () => 'null' },
  'empty-array': { disruptive: true, names: 'nothing', text: () => '[]' },
  'empty-list': { disruptive: true, names: 'nothing', text: () => '{"sessionId":[]}' },
  'unclosed-object': {
    disruptive: true,
    names: 'key',
    text: (key) => `{"sessionId": [${JSON.stringify(key)}]`,
  },
  'bare-key': { disruptive: true, names: 'key', raw: true, text: (key) => key },
  'string-session-id': { disruptive: false, names: 'key', text: (key) => JSON.stringify({ sessionId: key }) },
  'number-before-key': { disruptive: false, names: 'key', text: (key) => JSON.stringify({ sessionId: [42, key] }) },
  'null-before-key': { disruptive: false, names: 'key', text: (key) => JSON.stringify({ sessionId: [null, key] }) },
  'get-with-query': {
    disruptive: true,
    names: 'key',
    method: 'GET',
    text: () => undefined,
    query: (key) => `?sessionId=${encodeURIComponent(key)}`,
  },
  'no-content-type': {
    disruptive: true,
    names: 'key',
    untyped: true,
    text: (key) => JSON.stringify({ sessionId: [key] }),
  },
  'unknown-property': {
    disruptive: false,
    names: 'key',
    text: (key) => JSON.stringify({ sessionId: [key], unknownProperty: true }),
  },
  'type-name-of-parameters': {
    disruptive: false,
    names: 'key',
    text: (key) => JSON.stringify({ _typeName: 'TerminateSessionRequestType', sessionId: [key] }),
  },
  'type-name-of-method': {
    disruptive: false,
    names: 'key',
    text: (key) => JSON.stringify({ _typeName: 'TerminateSession', sessionId: [key] }),
  },
} as const satisfies Record<string, Body>

export type BodyForm = keyof typeof bodies

/** A token that is not one of a session. The call names a session of the run all the same. */
const tokens = {
  'no-token': () => undefined,
  'unknown-token': () => '52000000-0000-4000-8000-000000000000',
  'key-as-token': ({ key }) => key,
  'cut-token': ({ token }) => token.slice(0, -1),
} as const satisfies Record<string, (controller: { key: string; token: string }) => string | undefined>

export type CallerForm = keyof typeof tokens

/** Whether a caller form says anything at a target: a key need not be fit for a header, and may be the token. */
export function isApplicable(form: CallerForm, controller: { key: string; token: string }): boolean {
  const token = tokens[form](controller)
  return token === undefined || (token !== controller.token && /^[!-~]+$/.test(token))
}

/** The parts of a description that the gate decides by. */
export interface RequestParts {
  ids: readonly string[]
  disruptive: boolean
  /** The body might be read as another one than is meant: the target's keys are no plain texts. */
  ambiguous: boolean
  /** The token of the caller; undefined where it is not that of a session. */
  callerToken: string | undefined
}

export function partsOf(request: TerminateRequest): RequestParts {
  if (request.form === 'list')
    return {
      ids: [...request.ids],
      disruptive: request.ids.length === 0,
      ambiguous: false,
      callerToken: request.token,
    }
  if ('controller' in request)
    return { ids: [request.key], disruptive: false, ambiguous: false, callerToken: undefined }
  const { names, disruptive, raw }: Body = bodies[request.form]
  return {
    ids: names === 'key' ? [request.key] : [],
    disruptive,
    ambiguous: raw === true && /[{[<&=]/.test(request.key),
    callerToken: request.token,
  }
}

/** The request of a description. */
export function buildRequest(address: ServiceAddress, request: TerminateRequest): PlainRequest {
  const { method, body, query = '', untyped } = contentOf(request)
  const token = 'controller' in request ? tokens[request.form](request.controller) : request.token
  const headers = new Headers()
  if (token !== undefined) headers.set(tokenHeader, token)
  if (body !== undefined && untyped !== true) headers.set('content-type', 'application/json')
  return { method, url: `${terminateUrl(address, request.address)}${query}`, headers, body }
}

function contentOf(request: TerminateRequest): {
  method: 'GET' | 'POST'
  body: string | undefined
  query?: string
  untyped?: boolean
} {
  if (request.form === 'list') return { method: 'POST', body: JSON.stringify({ sessionId: request.ids }) }
  if ('controller' in request) return { method: 'POST', body: JSON.stringify({ sessionId: [request.key] }) }
  const form: Body = bodies[request.form]
  const body = form.text(request.key)
  return {
    method: form.method ?? 'POST',
    body,
    ...(form.query === undefined ? {} : { query: form.query(request.key) }),
    ...(form.untyped === undefined ? {} : { untyped: form.untyped }),
  }
}

function terminateUrl({ url, release, sessionManager }: ServiceAddress, odd: TerminateRequest['address']): string {
  const moId = odd === 'unknown-moid' ? `${sessionManager}-unknown` : sessionManager
  return memberUrl(
    { url, release: odd === 'unknown-release' ? '99.0.0.0' : release, sessionManager: moId },
    'TerminateSession',
  )
}
