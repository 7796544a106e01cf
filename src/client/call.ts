import { type PlainRequest, type Send, textOf, type WholeAnswer } from './message.ts'
import { type Answer, answerOf } from './outcome.ts'

/** The header that carries the token, in both directions. */
export const tokenHeader = 'vmware-api-session-id'

/** What a call carries besides its address. */
export interface Carried {
  /** Undefined: sent without one. */
  token?: string | undefined
  /** Names the client; by default, that of the connection. */
  userAgent?: string | undefined
  /** The Authorization header. */
  authorization?: string | undefined
  /** Written as JSON. */
  body?: object
}

/** Sends a call, and reads the whole answer. Without openapi-fetch, which makes a `Request` and a `Response` of each call, and throws on a 200 that is not JSON. */
export async function sendCall(
  send: Send,
  method: PlainRequest['method'],
  url: string,
  { token, userAgent, authorization, body }: Carried = {},
): Promise<WholeAnswer> {
  const headers = new Headers()
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (token !== undefined) headers.set(tokenHeader, token)
  if (userAgent !== undefined) headers.set('user-agent', userAgent)
  if (authorization !== undefined) headers.set('authorization', authorization)
  return send({ method, url, headers, body: body === undefined ? undefined : JSON.stringify(body) })
}

/** What an answer says to a call with a result. */
export function answerIn<Value>(answer: WholeAnswer): Answer<Value> {
  return answerOf<Value>(answer.status, bodyOf(answer))
}

/** The body of an answer: the text, or the value where it has been parsed for several. */
export function bodyOf(answer: WholeAnswer): string | object {
  const shared = answer.sharedJson?.()
  return typeof shared === 'object' && shared !== null ? shared : textOf(answer)
}

/** The address of a managed object's members, which are called behind it. */
export function objectAt(url: string, release: string, type: string, moId: string): string {
  // As a URL writes it: the address of a request is compared with others.
  return new URL(`${url}/sdk/vim25/${encodeURIComponent(release)}/${type}/${encodeURIComponent(moId)}/`).href
}
