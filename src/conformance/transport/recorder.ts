import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { type PlainRequest, type Send, textOf, type WholeAnswer } from '../../client/message.ts'
import type { Masker } from '../redaction/masker.ts'
import { maskExchange, maskHandedOver, redactExchange } from '../redaction/redact-exchange.ts'
import type { AnswerBody, Exchange, ExchangeAnswer, Purpose } from './exchange.ts'

/** What carries a request to the target, and may be told what it is made for. */
export type Transport = (request: PlainRequest, purpose: Purpose) => Promise<WholeAnswer>

export type OnAnswer = (request: PlainRequest, answer: WholeAnswer) => void

/** Keeps account of every exchange of a run. */
export interface Recorder {
  /** A way to send whose exchanges are put down to a purpose. `onAnswer` sees each answer before its caller does. */
  record(carry: Transport, purpose: Purpose, onAnswer?: OnAnswer): Send
  /** The indexes of the exchanges that were made for a requirement so far. */
  indexesFor(requirement: string): number[]
  /** All exchanges so far, in the order in which they were sent. */
  exchanges(): Promise<Exchange[]>
}

/** What a recorder goes by. */
export interface RecorderOptions {
  now: () => number
  masker: Masker
  /** Whether a key is that of a session of the run. */
  isOwn: (key: string) => boolean
  /** Waits for the logins that are under way: a session that an answer shows may be the one that a login is just beginning. */
  settled: () => Promise<void>
}

/** Characters of answers that are kept, in all: of a run alone it is one in twenty of that, beside 500 others some 20 MB. */
const maxRecordedLength = 24 * 1024 * 1024
/** And of one answer that is no list: a fault with its cause takes a hundredth of that. */
const maxAnswerLength = 64 * 1024

const tooLate = 'the run ended before it was answered'

/** An exchange, and how many private values were hidden in it. */
interface Recorded {
  exchange: Exchange
  privateCount: number
}

export function createRecorder({ now, masker, isOwn, settled }: RecorderOptions): Recorder {
  const indexes = new Map<string | undefined, number[]>()
  const kept: Promise<Recorded>[] = []
  const underWay = new Map<number, Omit<Exchange, 'answer' | 'durationMs'>>()
  let sent = 0
  let events = 0
  let length = 0

  async function redactedOf(exchange: Exchange): Promise<Recorded> {
    await settled()
    const kept = redactExchange(exchange, masker, isOwn)
    return { exchange: kept, privateCount: masker.privateCount() }
  }

  /** Nothing is kept before it is known what of it has to be redacted. */
  function keep(exchange: Exchange): void {
    underWay.delete(exchange.index)
    const keeping = redactedOf(exchange)
    kept[exchange.index] = keeping
    keeping.catch(() => {}) // It is told when the exchanges are asked for: until then, sessions have to be closed.
  }

  function bounded(answer: WholeAnswer, isList: boolean): AnswerBody {
    const size = answer.body.byteLength
    if (!isList && size > maxAnswerLength) return { kind: 'left-out', length: size }
    const text = textOf(answer)
    if (length + text.length > maxRecordedLength) return { kind: 'left-out', length: text.length }
    length += text.length
    return { kind: 'kept', text }
  }

  return {
    record: (carry, purpose, onAnswer) => async (request) => {
      const startedAt = now()
      const { pathname: path, search: query } = new URL(request.url)
      const { method, headers, body } = request
      const index = sent++
      const sentAs = events++
      indexes.set(purpose.requirement, [...(indexes.get(purpose.requirement) ?? []), index])
      const made = { ...purpose, index, sentAs, startedAt, method, path, query, headers: [...headers], body }
      underWay.set(index, made)
      const answer = await carry(request, purpose).catch((error: unknown) => {
        keep({ ...made, durationMs: now() - startedAt, answer: failureOf(error, () => events++) })
        throw error
      })
      const place = events++
      const durationMs = now() - startedAt
      maskHandedOver(headers, answer.headers, masker)
      onAnswer?.(request, answer)
      const kept = bounded(answer, path.endsWith('/sessionList'))
      const { status } = answer
      keep({
        ...made,
        durationMs,
        answer: { kind: 'answered', place, status, headers: [...answer.headers], body: kept },
      })
      return answer
    },
    indexesFor: (requirement) => indexes.get(requirement) ?? [],
    // Once more, where something has become known since that may stand in what was kept before.
    async exchanges() {
      // A request whose answer nobody waits for any more is told, too.
      for (const made of [...underWay.values()]) {
        const answer = { kind: 'unreachable' as const, place: events++, reason: 'timeout' as const, message: tooLate }
        keep({ ...made, durationMs: now() - made.startedAt, answer })
      }
      const isUpToDate = (count: number) => count === masker.privateCount()
      return (await Promise.all(kept)).map(({ exchange, privateCount }) =>
        isUpToDate(privateCount) ? exchange : maskExchange(exchange, masker),
      )
    },
  }
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
