import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { type Fetch, hasNoBody } from '../../client/transport.ts'
import type { AnswerBody, Exchange, ExchangeAnswer, Purpose } from '../evidence/exchange.ts'
import type { Pseudonyms } from '../evidence/pseudonyms.ts'
import { cleaned, hideHandedOver, redacted } from '../evidence/redaction.ts'

/** What carries a request to the target, and may be told what it is made for. */
export type Carrier = (request: Request, purpose: Purpose) => Promise<Response>

export type OnAnswer = (request: Request, answered: () => Response) => void

/** Keeps account of every exchange of a run. */
export interface Recorder {
  /** A fetch whose exchanges are put down to a purpose. `onAnswer` sees each answer before its caller does, if it asks for it. */
  recording(carry: Carrier, purpose: Purpose, onAnswer?: OnAnswer): Fetch
  /** The indexes of the exchanges that were made for a requirement so far. */
  indexesFor(requirement: string): number[]
  /** All exchanges so far, in the order in which they were sent. */
  exchanges(): Promise<Exchange[]>
}

/** What a recorder goes by. */
export interface RecorderMeans {
  now: () => number
  pseudonyms: Pseudonyms
  /** Whether a key is that of a session of the run. */
  isOwn: (key: string) => boolean
  /** Waits for the logins that are under way: a session that an answer shows may be the one that a login is just beginning. */
  settled: () => Promise<void>
}

/** Characters of answers that are kept, in all: of a run alone it is one in twenty of that, beside 500 others some 20 MB. */
const mostKept = 24 * 1024 * 1024
/** And of one answer that is no list: a fault with its cause takes a hundredth of that. */
const mostOfOne = 64 * 1024

export function createRecorder({ now, pseudonyms, isOwn, settled }: RecorderMeans): Recorder {
  const purposes: Purpose[] = []
  const kept: Promise<{ exchange: Exchange; privateCount: number }>[] = []
  let events = 0
  let length = 0

  /** Nothing is kept before it is known what of it has to be redacted. */
  function keep(exchange: Exchange): void {
    kept[exchange.index] = settled().then(() => {
      const kept = redacted(exchange, pseudonyms, isOwn)
      return { exchange: kept, privateCount: pseudonyms.privateCount() }
    })
  }

  function bounded(bytes: ArrayBuffer, isList: boolean): AnswerBody {
    if (!isList && bytes.byteLength > mostOfOne) return { kind: 'left-out', length: bytes.byteLength }
    const text = new TextDecoder().decode(bytes)
    if (length + text.length > mostKept) return { kind: 'left-out', length: text.length }
    length += text.length
    return { kind: 'kept', text }
  }

  function answerOf(path: string, { status, headers }: Response, bytes: ArrayBuffer, place: number): ExchangeAnswer {
    const body = bounded(bytes, isList(path))
    return { kind: 'answered', place, status, headers: [...headers], body }
  }

  return {
    recording: (carry, purpose, onAnswer) => async (request) => {
      const startedAt = now()
      const { pathname: path, search: query } = new URL(request.url)
      const { requirement, stage } = purpose
      const index = purposes.push(purpose) - 1
      const sentAs = events++
      const body = request.body === null ? undefined : await request.text()
      const { method, headers } = request
      const sent = body === undefined ? request : new Request(request.url, { method, headers, body: encoded(body) })
      const made = { index, sentAs, requirement, stage, startedAt, method, path, query, headers: [...headers], body }
      const response = await carry(sent, purpose).catch((error: unknown) => {
        keep({ ...made, durationMs: now() - startedAt, answer: failureOf(error, () => events++) })
        throw error
      })
      const place = events++
      const durationMs = now() - startedAt
      hideHandedOver(headers, response, pseudonyms)
      const announced = Number(response.headers.get('content-length') ?? 0)
      if (!isList(path) && announced > mostOfOne) {
        // It is not even read: it would be left out, and a target may send many of them.
        const body = { kind: 'left-out' as const, length: announced }
        const { status, headers } = response
        keep({ ...made, durationMs, answer: { kind: 'answered', place, status, headers: [...headers], body } })
        onAnswer?.(sent, () => response.clone())
        return response
      }
      const bytes = await response.arrayBuffer()
      const answered = () => rebuilt(response, bytes)
      onAnswer?.(sent, answered)
      keep({ ...made, durationMs, answer: answerOf(path, response, bytes, place) })
      return answered()
    },
    indexesFor: (requirement) =>
      purposes.flatMap((purpose, index) => (purpose.requirement === requirement ? [index] : [])),
    // Once more, where something has become known since that may stand in what was kept before.
    async exchanges() {
      const isUpToDate = (count: number) => count === pseudonyms.privateCount()
      return (await Promise.all(kept)).map(({ exchange, privateCount }) =>
        isUpToDate(privateCount) ? exchange : cleaned(exchange, pseudonyms),
      )
    },
  }
}

/** An answer that has been read, to be read once more: dearer by far would be to read a clone of each. */
function rebuilt({ status, headers }: Response, bytes: ArrayBuffer): Response {
  return new Response(hasNoBody(status) ? null : bytes, { status, headers })
}

/** As bytes: to a string, a Content-Type would be added. */
function encoded(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

function isList(path: string): boolean {
  return path.endsWith('/sessionList')
}

function failureOf(error: unknown, nextPlace: () => number): ExchangeAnswer {
  if (error instanceof BrokenAnswer) {
    return { kind: 'broken', place: nextPlace(), status: error.status, message: error.message }
  }
  if (error instanceof TargetUnreachable) {
    return { kind: 'unreachable', place: nextPlace(), reason: error.reason, message: error.message }
  }
  return { kind: 'unsent' }
}
