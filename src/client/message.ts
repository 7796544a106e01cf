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

/** Adapts it to callers that have a `Request` and need a `Response`. */
export function asFetch(send: Send): Fetch {
  return async (request) => {
    const { method, url, headers } = request
    const answer = await send({ method, url, headers, body: request.body === null ? undefined : await request.text() })
    return responseOf(answer)
  }
}

/** A `Response` whose text is decoded from the bytes that are at hand: undici would copy them three times, and those of a long list take megabytes. */
function responseOf(answer: WholeAnswer): Response {
  if (hasNoBody(answer.status)) return new Response(null, answer)
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        controller.enqueue(answer.body)
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  const response = Object.defineProperty(new Response(body, answer), 'text', { value: async () => textOf(answer) })
  if (answer.sharedJson !== undefined) sharedJson.set(response, answer.sharedJson)
  return response
}

const sharedJson = new WeakMap<Response, () => unknown>()

/** The value of the body of a response, where it is parsed once for several who read it. */
export function sharedJsonOf(response: Response): unknown {
  return sharedJson.get(response)?.()
}

/** The `Request` to be sent. Redirects are not followed. */
export function requestOf({ method, url, headers, body, chunked }: PlainRequest): Request {
  // As bytes: for a string, fetch would add a Content-Type.
  const bytes = body === undefined ? null : new TextEncoder().encode(body)
  if (bytes === null || chunked === undefined)
    return new Request(url, { method, headers, body: bytes, redirect: 'manual' })
  // Half duplex is the only kind there is (Fetch standard); the types of the DOM do not know the member yet.
  const init: RequestInit & { duplex: 'half' } = {
    method,
    headers,
    body: streamOf(bytes),
    redirect: 'manual',
    duplex: 'half',
  }
  return new Request(url, init)
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
