import { bodyLimit } from './body-limit.ts'
import { BrokenAnswer, TargetUnreachable, type UnreachableReason } from './errors.ts'
import { type Bytes, type Fetch, initOf, type Send, type WholeAnswer } from './message.ts'
import { nestsDeeperThan } from './nesting.ts'

/** How the server's certificate is verified, on Node only: elsewhere the platform decides. By default, with the certificates that Node trusts. */
export interface TlsOptions {
  /** Certificates to trust besides Node's own, in PEM. */
  ca?: string | undefined
  /** Accept any certificate. For test systems only. */
  insecure?: boolean | undefined
  /** Accept the certificate with this SHA-256 thumbprint, and no other, whoever has issued it: 64 hexadecimal digits, with or without colons. One of 40 digits is SHA-1. */
  thumbprint?: string | undefined
  /** The certificate of the client, for a server that asks for one, and its private key, both in PEM. */
  clientCertificate?: { certificate: string; key: string } | undefined
}

/** How requests are sent. */
export interface TransportOptions {
  /** Carries the requests in place of the global `fetch`. */
  fetch?: Fetch | undefined
  /** How the server's certificate is verified. On Node only. */
  tls?: TlsOptions | undefined
  /** How many connections are open at once, and used again; by default, as many as there are requests under way. On Node only, and where no `fetch` is given. */
  connections?: number | undefined
  /** The proxy through which the server is reached: `http://proxy.example:3128`, with the user name and password for it where it needs them. On Node only. */
  proxy?: string | undefined
  /** Milliseconds until an answer has to be in, to the end of its body. By default 10,000. */
  timeoutMs?: number | undefined
  /** Bytes of an answer's body that are read at most. By default 2 MB, and for a sessionList four times the first one. */
  maxBodyBytes?: number | undefined
  /** Drops every request that is under way when it aborts, and all later ones. */
  over?: AbortSignal | undefined
}

/** Whether the options say anything about certificates. */
export function asksForTls({ ca, insecure, thumbprint, clientCertificate }: TlsOptions): boolean {
  return (
    ca !== undefined || (insecure ?? false) !== false || thumbprint !== undefined || clientCertificate !== undefined
  )
}

export const defaultTimeoutMs = 10_000
/** A fault with its causes has a dozen levels. */
const maxLevels = 20_000

/** How requests reach a server where no `fetch` is given; it differs by platform. @throws TypeError where the platform cannot do what is asked for. */
export type OpenFetch = (
  options: Pick<TransportOptions, 'tls' | 'connections' | 'proxy' | 'timeoutMs'>,
) => Promise<Carry>

/** Carries a request to the server, as the global `fetch` does. */
export type Carry = (url: string, init: RequestInit) => Promise<Response>

/** The global `fetch`. Looked up at each call, so that a replaced one (msw's, for example) is used. */
export const globalFetch: Carry = (url, init) => globalThis.fetch(url, init)

/** A `fetch` of the caller's. */
function carriedBy(fetch: Fetch): Carry {
  return (url, { signal, ...init }) => fetch(new Request(url, init), signal ? { signal } : {})
}

/**
 * Sends requests with a limit on time and size, and follows no redirect. Throws {@link TargetUnreachable} or {@link BrokenAnswer}, nothing else.
 */
export async function openSending(options: TransportOptions, openFetch: OpenFetch): Promise<Send> {
  const carry = options.fetch === undefined ? await openFetch(options) : carriedBy(options.fetch)
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs
  const limit = bodyLimit(options.maxBodyBytes)
  const underWay = new Set<Deadline>()
  options.over?.addEventListener('abort', () => {
    for (const deadline of underWay) deadline.end(overError())
  })
  return async (request) => {
    const deadline = startDeadline(timeoutMs)
    underWay.add(deadline)
    if (options.over?.aborted) deadline.end(overError())
    try {
      const response = await deadline
        .race(carry(request.url, { ...initOf(request), signal: deadline.signal }))
        .catch((error: unknown) => {
          throw unreachable(new URL(request.url).origin, timeoutMs, error)
        })
      const answer = await readWhole(response, limit.of(request.url), deadline, timeoutMs)
      if (answer.status === 200) limit.note(request.url, answer.body.byteLength)
      return answer
    } finally {
      underWay.delete(deadline)
      deadline.clear()
    }
  }
}

/** The reason of a request that is dropped because nobody waits for its answer any more. */
function overError(): DOMException {
  return new DOMException('nobody waits for it any more', 'AbortError')
}

interface Deadline {
  signal: AbortSignal
  /** Settles as `promise` does, or rejects with a TimeoutError when time is up. */
  race<Value>(promise: Promise<Value>): Promise<Value>
  /** Drops the connection, for a reason where someone still waits. */
  end(reason?: DOMException): void
  clear(): void
}

/** A deadline whose timer keeps the process alive, unlike that of AbortSignal.timeout: a request need not hold a socket. */
function startDeadline(timeoutMs: number): Deadline {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(new DOMException('time is up', 'TimeoutError')), timeoutMs)
  const late = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true })
  })
  late.catch(() => {}) // It may fire when nothing waits for it.
  return {
    signal: controller.signal,
    race: (promise) => Promise.race([promise, late]),
    end: (reason) => controller.abort(reason),
    clear: () => clearTimeout(timer),
  }
}

async function readWhole(
  response: Response,
  maxBytes: number,
  deadline: Deadline,
  timeoutMs: number,
): Promise<WholeAnswer> {
  const { status, headers } = response
  // Of the announced size, so that a long list is in memory once; the announcement is not trusted.
  const announced = Number(headers.get('content-length') ?? 0)
  const expected = announced >= 0 && announced <= maxBytes ? announced : 0
  let buffer = new Uint8Array(0)
  let size = 0
  const reader = response.body?.getReader()
  try {
    while (reader !== undefined) {
      const { done, value } = await deadline.race(reader.read())
      if (done) break
      if (size + value.byteLength > maxBytes)
        throw new BrokenAnswer(status, `the answer (${status}) is larger than ${maxBytes} bytes`)
      // Most answers come in one piece, which need not be copied.
      if (size === 0) buffer = value
      else {
        const needed = size + value.byteLength
        // The first piece is the stream's own, and too small.
        if (needed > buffer.byteLength) buffer = enlarged(buffer, size, Math.max(needed, expected))
        buffer.set(value, size)
      }
      size += value.byteLength
    }
  } catch (error) {
    deadline.end()
    if (error instanceof BrokenAnswer) throw error
    const what = isTimeout(error)
      ? `was not complete after ${timeoutMs} ms`
      : isNamed('AbortError', error)
        ? 'was dropped before its end: the signal has aborted'
        : 'stopped before its end'
    throw new BrokenAnswer(status, `the answer (${status}) ${what}`, { cause: error })
  }
  const body = buffer.subarray(0, size)
  if (nestsDeeperThan(maxLevels, body))
    throw new BrokenAnswer(status, `the answer (${status}) nests deeper than ${maxLevels} levels`)
  if (status < 200 || status > 599) throw new BrokenAnswer(status, `the answer has the invalid status ${status}`)
  return { status, headers, body }
}

/** A copy of the first bytes, with room for more. */
function enlarged(bytes: Bytes, size: number, atLeast: number): Bytes {
  const larger = new Uint8Array(Math.max(atLeast, 2 * size))
  larger.set(bytes.subarray(0, size))
  return larger
}

function unreachable(origin: string, timeoutMs: number, error: unknown): TargetUnreachable {
  if (isTimeout(error))
    return new TargetUnreachable('timeout', `${origin} did not answer within ${timeoutMs} ms`, { cause: error })
  const codes = causesOf(error).flatMap((cause) =>
    'code' in cause && typeof cause.code === 'string' ? [cause.code] : [],
  )
  // Without the advice that newer versions of Node append: it is about Node's own options.
  const [innermost = ''] = (causesOf(error).at(-1)?.message ?? String(error)).split(/; if |\n/)
  const reason =
    codes.map(reasonOf).find((known) => known !== undefined) ?? (innermost === 'bad port' ? 'blocked' : 'reset')
  const sentences: Record<NoAnswer, string> = {
    refused: `nothing listens at ${origin}: the connection was refused`,
    'no-route': `no route to ${origin}: ${innermost}`,
    name: `unknown host in ${origin}: ${innermost}`,
    certificate: `the certificate of ${origin} is not trusted: ${innermost}`,
    timeout: `connecting to ${origin} took too long`,
    'not-tls': `${origin} does not speak TLS; it may be an http server`,
    blocked: `fetch refuses the port of ${origin}, as browsers do`,
    proxy: innermost,
    reset: `connection to ${origin} lost before an answer came: ${innermost}`,
  }
  return new TargetUnreachable(reason, sentences[reason], { cause: error })
}

/** What `connect` tells apart by its option `over` is a lost connection here. */
type NoAnswer = Exclude<UnreachableReason, 'aborted'>

function reasonOf(code: string): NoAnswer | undefined {
  if (code === 'ERR_PROXY') return 'proxy'
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return 'no-route'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name'
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'EPROTO') return 'not-tls'
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') return 'timeout'
  if (/CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS/.test(code)) return 'certificate'
  return undefined
}

function isTimeout(error: unknown): boolean {
  return isNamed('TimeoutError', error)
}

function isNamed(wanted: string, error: unknown): boolean {
  return causesOf(error).some(({ name }) => name === wanted)
}

/** An error and its causes, outermost first; of several attempts to connect, the last. */
function causesOf(error: unknown): Error[] {
  if (!(error instanceof Error) && !(error instanceof DOMException)) return []
  const inner = error instanceof AggregateError ? error.errors.at(-1) : error.cause
  return [error, ...causesOf(inner)]
}
