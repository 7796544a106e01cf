/** What carries a request to the server. */
export type Fetch = (request: Request) => Promise<Response>

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

/** The `Request` to be sent. */
export function requestOf({ method, url, headers, body }: PlainRequest, init: RequestInit): Request {
  // As bytes: to a string, a Content-Type would be added.
  return new Request(url, {
    ...init,
    method,
    headers,
    body: body === undefined ? null : new TextEncoder().encode(body),
  })
}

/** The body of an answer as text. */
export function textOf({ body }: Pick<WholeAnswer, 'body'>): string {
  return new TextDecoder().decode(body)
}

/** The statuses for which `new Response` refuses a body. */
function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304
}
