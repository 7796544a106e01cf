import type { PlainRequest } from '../../client/message.ts'
import { type ServiceAddress, tokenHeader } from '../../client/service.ts'
import { type Address, addresses } from '../dimensions/addresses.ts'
import { isAmbiguous } from '../dimensions/bodies/body.ts'
import { bodies } from '../dimensions/bodies/index.ts'
import { type CallerForm, credentialOf, type TokenParts } from '../dimensions/tokens.ts'
import { urlOf } from './allow-list.ts'

/**
 * A TerminateSession, described rather than written: the gate builds the request, so that what it has checked is what is sent. A check names an odd
 * form; it cannot write one.
 */
export type TerminateRequest = {
  /** Where it is sent, where not to the SessionManager under the release of the run. */
  address?: string
  /** Sent as Accept-Language. */
  language?: string
  /** Sent as Accept. */
  accept?: string
  /** Sent as User-Agent, in place of that of the run. */
  userAgent?: string
  /** It must end nothing: it may be sent again where a busy server, or a gateway before it, has answered in passing. */
  repeatable?: boolean
} & (
  | { form: 'list'; ids: readonly string[]; token: string }
  /** `body`: the name of an odd body. It contains at most these keys. */
  | { form: 'body'; body: string; keys: readonly [string, string]; token: string }
  | { form: 'caller'; caller: CallerForm; key: string; as: TokenOwner }
)

/** The caller whose token a text stands in place of. */
type TokenOwner = Omit<TokenParts, 'listedKey'>

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
  switch (request.form) {
    case 'list':
      return {
        ids: [...request.ids],
        disruptive: request.ids.length === 0,
        ambiguous: false,
        callerToken: request.token,
      }
    case 'body': {
      const body = bodyNamed(request.body)
      const { ids, disruptive = false } = body
      const [key] = request.keys
      return {
        ids: request.keys.slice(0, ids),
        disruptive,
        ambiguous: isAmbiguous(body, key),
        callerToken: request.token,
      }
    }
    case 'caller':
      return { ids: [request.key], disruptive: false, ambiguous: false, callerToken: undefined }
  }
}

function bodyNamed(name: string) {
  const body = Object.hasOwn(bodies, name) ? bodies[name] : undefined
  if (body === undefined) throw new Error(`no body is called "${name}"`)
  return body
}

/** The request of a description. */
export function buildRequest(address: ServiceAddress, request: TerminateRequest): PlainRequest {
  const {
    method = 'POST',
    query = '',
    contentType,
    accept = request.accept,
    body,
    token,
    header,
    chunked,
    closing,
    capitals,
  } = contentOf(request)
  const headers = new Headers()
  if (token !== undefined) headers.set(tokenHeader, token)
  if (header !== undefined) headers.set(...header)
  const odd = request.address === undefined ? undefined : addressNamed(request.address)
  for (const [name, value] of Object.entries(odd?.headers ?? {})) headers.set(name, value)
  if (body !== undefined && contentType !== null) headers.set('content-type', contentType ?? 'application/json')
  if (accept !== undefined) headers.set('accept', accept)
  if (closing) headers.set('connection', 'close')
  if (request.language !== undefined) headers.set('accept-language', request.language)
  if (request.userAgent !== undefined) headers.set('user-agent', request.userAgent)
  const url = `${terminateUrl(address, odd)}${query}`
  return {
    method,
    url,
    headers,
    body,
    ...(chunked ? { chunked } : {}),
    ...(capitals ? { capitals } : {}),
    ...(isRepeatable(request) ? { repeatable: true } : {}),
  }
}

function isRepeatable(request: TerminateRequest): boolean {
  if (request.form === 'body') return bodyNamed(request.body).mayEnd !== true
  return request.form === 'caller' || request.repeatable === true
}

interface Content {
  token?: string | undefined
  /** In place of the token. */
  header?: readonly [name: string, value: string]
  body: string | undefined
  method?: string | undefined
  query?: string | undefined
  contentType?: string | null | undefined
  accept?: string | undefined
  chunked?: true | undefined
  closing?: true | undefined
  capitals?: true | undefined
}

function contentOf(request: TerminateRequest): Content {
  switch (request.form) {
    case 'list':
      return { token: request.token, body: JSON.stringify({ sessionId: request.ids }) }
    case 'caller':
      return {
        ...credentialOf(request.caller, tokenParts(request)),
        body: JSON.stringify({ sessionId: [request.key] }),
      }
    case 'body': {
      const { text, query, ...how } = bodyNamed(request.body)
      const [id, other] = request.keys.map((key) => JSON.stringify(key)) as [string, string] // As many as there are keys.
      return { ...how, token: request.token, body: text(id, other), query: query?.(id, other) }
    }
  }
}

function tokenParts({ key, as }: { key: string; as: TokenOwner }): TokenParts {
  return { ...as, listedKey: key }
}

function terminateUrl({ url, release, sessionManager }: ServiceAddress, odd: Address | undefined): string {
  const usual = { release, type: 'SessionManager', moId: sessionManager, method: 'TerminateSession' }
  const whole = urlOf(url, { ...usual, ...odd?.change?.(usual) })
  return odd?.spell === undefined ? whole : `${url}${odd.spell(whole.slice(url.length))}`
}

function addressNamed(name: string) {
  const address = Object.hasOwn(addresses, name) ? addresses[name] : undefined
  if (address === undefined) throw new Error(`no address is called "${name}"`)
  return address
}
