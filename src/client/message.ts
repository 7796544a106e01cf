/**
 * Carries a request to the server. `options.signal` is aborted when the answer is no longer waited for: passed on, it drops the connection. It is
 * not part of the request, because a `Request` that follows a signal is expensive: it took an eighth of a run's time.
 */
export type Fetch = (request: Request, options?: { signal?: AbortSignal }) => Promise<Response>

/** A request whose body can be read several times, unlike that of a `Request`. */
export interface PlainRequest {
  method: string
  url: string
  headers: Headers
  body: string | undefined
  /** Sent in chunks, without its length. */
  chunked?: true
  /** The names of its headers are sent in capitals, where it goes over HTTP/1.1 and no `fetch` of the caller's own writes them otherwise. */
  capitals?: true
  /** It changes nothing, although its method does not say so: it may be sent again. */
  repeatable?: boolean
}

/** Bytes of a buffer of their own. Written so that compilers before TypeScript 5.7, whose `Uint8Array` takes no argument, know it too. */
export type Bytes = ReturnType<InstanceType<typeof TextEncoder>['encode']>

/** An answer that has been read completely. */
export interface WholeAnswer {
  status: number
  headers: Headers
  body: Bytes
  /** The value of the body, where several read it: parsed once, and not to be changed. Undefined where the body is not JSON. */
  sharedJson?: () => unknown
}

/** Sends a request and waits for its complete answer. */
export type Send = (request: PlainRequest) => Promise<WholeAnswer>

/** A `fetch` over a {@link Send}, which stands beside it for those who need no `Request`. */
export type SendingFetch = Fetch & { readonly send: Send }

/** Adapts it to callers that have a `Request` and need a `Response`. */
export function asFetch(send: Send): SendingFetch {
  async function fetch(request: Request): Promise<Response> {
    const { method, url, headers } = request
    const answer = await send({ method, url, headers, body: request.body === null ? undefined : await request.text() })
    return new Response(hasNoBody(answer.status) ? null : answer.body, answer)
  }
  return Object.assign(fetch, { send })
}

/** The `Request` to be sent. Redirects are not followed. */
export function requestOf(request: PlainRequest): Request {
  return new Request(request.url, initOf(request))
}

/** The same for a `fetch` that takes an address. */
export function initOf({ method, headers: given, body, chunked, capitals }: PlainRequest): RequestInit {
  const headers = capitals ? [...given].map(([name, value]): [string, string] => [name.toUpperCase(), value]) : given
  // As bytes: for a string, fetch would add a Content-Type.
  const bytes = body === undefined ? null : new TextEncoder().encode(body)
  const init: RequestInit = { method, headers, body: bytes, redirect: 'manual' }
  if (bytes === null || chunked === undefined) return init
  // Half duplex is the only kind there is (Fetch standard); the types of the DOM do not know the member yet.
  const inChunks: RequestInit & { duplex: 'half' } = { ...init, body: streamOf(bytes), duplex: 'half' }
  return inChunks
}

/** In two parts, so that it is sent as two chunks. */
function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  const half = Math.ceil(bytes.byteLength / 2)
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice(0, half))
      controller.enqueue(bytes.slice(half))
      controller.close()
    },
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
