import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { type PlainRequest, type Send, textOf, type WholeAnswer } from '../../client/message.ts'
import { maskSessions } from '../redaction/mask-sessions.ts'
import type { Masker } from '../redaction/masker.ts'
import { maskExchange, maskHandedOver, redactExchange } from '../redaction/redact-exchange.ts'
import type { AnswerBody, Exchange, ExchangeAnswer, Purpose, Transport } from '../types.ts'

export type OnAnswer = (request: PlainRequest, answer: WholeAnswer) => void

/** Records every exchange of a run. */
export interface Recorder {
  /** Sends requests over a transport and records them for a purpose, as it is when each is sent. `onAnswer` sees each answer before the caller. */
  record(transport: Transport, purpose: Purpose, onAnswer?: OnAnswer): Send
  /** The indexes of the exchanges that were made for a requirement so far. */
  indexesFor(requirement: string): number[]
  /** All exchanges so far, in the order in which they were sent. */
  exchanges(): Promise<Exchange[]>
}

export interface RecorderOptions {
  now: () => number
  masker: Masker
  /** Whether a key belongs to a session of the run. */
  isOwn: (key: string) => boolean
  /** Waits for the logins that are under way: a session that an answer shows may be the one that a login is just beginning. */
  settled: () => Promise<void>
}

/** How many bytes of answers are kept in all. A run alone on its target uses a twentieth, one beside 500 other sessions most of it. */
const maxRecordedLength = 24 * 1024 * 1024
/** How many bytes are kept of an answer that is not a list. A fault with its cause takes a hundredth. */
const maxAnswerLength = 64 * 1024
/** How many bytes are kept of a sessionList: that of 3,000 sessions. A run beside more could not be judged again, because not all of its lists would be kept. */
const maxListLength = 1024 * 1024

const tooLate = 'no answer came before the run ended'

/** A recorded exchange, and how many private values were known when it was masked. */
interface Recorded {
  exchange: Exchange
  privateCount: number
}

export function createRecorder({ now, masker, isOwn, settled }: RecorderOptions): Recorder {
  const indexes = new Map<string | undefined, number[]>()
  const recorded: Promise<Recorded>[] = []
  const underWay = new Map<number, Omit<Exchange, 'answer' | 'durationMs'>>()
  let sent = 0
  let events = 0
  let length = 0
  let hasLearned = false

  /** The first list of a run that is not kept: one is enough, because it takes time, and the number of masked values is limited. */
  function firstUnkept(answer: WholeAnswer, kept: AnswerBody): string | undefined {
    if (hasLearned || kept.kind === 'kept') return undefined
    hasLearned = true
    return textOf(answer)
  }

  async function redactedOf(exchange: Exchange, unkeptList?: string): Promise<Recorded> {
    await settled()
    // Its names and keys may stand in other answers.
    if (unkeptList !== undefined) maskSessions(unkeptList, true, masker, isOwn)
    const redacted = redactExchange(exchange, masker, isOwn)
    return { exchange: redacted, privateCount: masker.privateCount() }
  }

  /** Nothing is kept before it is known what of it has to be masked. */
  function keep(exchange: Exchange, unkeptList?: string): void {
    underWay.delete(exchange.index)
    const redacting = redactedOf(exchange, unkeptList)
    recorded[exchange.index] = redacting
    redacting.catch(() => {}) // Thrown by exchanges(): until then, sessions have to be closed.
  }

  function bounded(answer: WholeAnswer, isList: boolean): AnswerBody {
    const size = answer.body.byteLength
    if (size > (isList ? maxListLength : maxAnswerLength)) return { kind: 'left-out', length: size }
    if (length + size > maxRecordedLength) return { kind: 'left-out', length: size }
    length += size
    return { kind: 'kept', text: textOf(answer) }
  }

  return {
    record: (transport, purpose, onAnswer) => async (request) => {
      const startedAt = now()
      const { pathname: path, search: query } = new URL(request.url)
      const { method, headers, body } = request
      const index = sent++
      const sentAs = events++
      indexes.set(purpose.requirement, [...(indexes.get(purpose.requirement) ?? []), index])
      const made = { ...purpose, index, sentAs, startedAt, method, path, query, headers: [...headers], body }
      underWay.set(index, made)
      const answer = await transport(request, purpose).catch((error: unknown) => {
        keep({ ...made, durationMs: now() - startedAt, answer: failureOf(error, () => events++) })
        throw error
      })
      const place = events++
      const durationMs = now() - startedAt
      maskHandedOver(headers, answer.headers, masker)
      onAnswer?.(request, answer)
      const isList = path.endsWith('/sessionList')
      const keptBody = bounded(answer, isList)
      const { status } = answer
      keep(
        {
          ...made,
          durationMs,
          answer: { kind: 'answered', place, status, headers: [...answer.headers], body: keptBody },
        },
        isList ? firstUnkept(answer, keptBody) : undefined,
      )
      return answer
    },
    indexesFor: (requirement) => indexes.get(requirement) ?? [],
    async exchanges() {
      // A request that is still under way is recorded, too.
      for (const made of [...underWay.values()]) {
        const answer = { kind: 'unreachable' as const, place: events++, reason: 'timeout' as const, message: tooLate }
        keep({ ...made, durationMs: now() - made.startedAt, answer })
      }
      // Masked again where a private value has become known since.
      const isUpToDate = (count: number) => count === masker.privateCount()
      return (await Promise.all(recorded)).map(({ exchange, privateCount }) =>
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
