/**
 * What carries a request to the server. `options.signal` says when nobody waits for the answer any more: who hands it on has the connection
 * dropped then. It comes beside the request: a `Request` that follows a signal is dear, and made an eighth of a run's time.
 */
export type Fetch = (request: Request, options?: { signal?: AbortSignal }) => Promise<Response>

/** A request as often as it is looked at: the body of a `Request` can be read once. */
export interface PlainRequest {
  method: string
  url: string
  headers: Headers
  body: string | undefined
}

/** An answer that has been read to its end. */
export interface WholeAnswer {
  status: number
  headers: Headers
  body: Uint8Array<ArrayBuffer>
}

/** Sends a request and waits for the whole of its answer. */
export type Send = (request: PlainRequest) => Promise<WholeAnswer>

/** The same for those who have a `Request` and want a `Response`. */
export function asFetch(send: Send): Fetch {
  return async (request) => {
    const { method, url, headers } = request
    const answer = await send({ method, url, headers, body: request.body === null ? undefined : await request.text() })
    return new Response(hasNoBody(answer.status) ? null : answer.body, answer)
  }
}

/** The `Request` to be sent. Where it is redirected to, it does not go. */
export function requestOf({ method, url, headers, body }: PlainRequest): Request {
  // As bytes: to a string, a Content-Type would be added.
  const bytes = body === undefined ? null : new TextEncoder().encode(body)
  return new Request(url, { method, headers, body: bytes, redirect: 'manual' })
}

/** The body of an answer as text. */
export function textOf({ body }: Pick<WholeAnswer, 'body'>): string {
  return new TextDecoder().decode(body)
}

/** The statuses for which `new Response` refuses a body. */
function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}
