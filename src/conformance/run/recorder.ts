import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import type { Fetch } from '../../client/transport.ts'
import type { Exchange, ExchangeAnswer, Purpose } from '../evidence/exchange.ts'
import type { Pseudonyms } from '../evidence/pseudonyms.ts'
import { cleaned, hideHandedOver, redacted } from '../evidence/redaction.ts'

/** What carries a request to the target, and may be told what it is made for. */
export type Carrier = (request: Request, purpose: Purpose) => Promise<Response>

/** Keeps account of every exchange of a run. */
export interface Recorder {
  /** A fetch whose exchanges are put down to a purpose. `onAnswer` sees each answer before its caller does; it reads a clone. */
  recording(carry: Carrier, purpose: Purpose, onAnswer?: (request: Request, response: Response) => void): Fetch
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

/** Characters of answers that are kept, in all: some ten runs' worth, or the lists of a few hundred other sessions. */
const mostKept = 64 * 1024 * 1024

export function createRecorder({ now, pseudonyms, isOwn, settled }: RecorderMeans): Recorder {
  const purposes: Purpose[] = []
  const kept: Promise<Exchange>[] = []
  let events = 0
  let length = 0

  /** Nothing is kept before it is known what of it has to be redacted. */
  function keep(exchange: Exchange): void {
    kept[exchange.index] = settled().then(() => redacted(exchange, pseudonyms, isOwn))
  }

  function bounded(text: string): { kind: 'kept'; text: string } | { kind: 'left-out'; length: number } {
    if (length + text.length > mostKept) return { kind: 'left-out', length: text.length }
    length += text.length
    return { kind: 'kept', text }
  }

  async function answerOf(response: Response, place: number): Promise<ExchangeAnswer> {
    const body = bounded(await response.clone().text())
    return { kind: 'answered', place, status: response.status, headers: [...response.headers], body }
  }

  return {
    recording: (carry, purpose, onAnswer) => async (request) => {
      const startedAt = now()
      const { pathname: path, search: query } = new URL(request.url)
      const { requirement, stage } = purpose
      const index = purposes.push(purpose) - 1
      const sentAs = events++
      const body = request.body === null ? undefined : await request.clone().text()
      const { method, headers } = request
      const made = { index, sentAs, requirement, stage, startedAt, method, path, query, headers: [...headers], body }
      const response = await carry(request, purpose).catch((error: unknown) => {
        keep({ ...made, durationMs: now() - startedAt, answer: failureOf(error, () => events++) })
        throw error
      })
      const place = events++
      const durationMs = now() - startedAt
      hideHandedOver(headers, response, pseudonyms)
      onAnswer?.(request, response)
      keep({ ...made, durationMs, answer: await answerOf(response, place) })
      return response
    },
    indexesFor: (requirement) =>
      purposes.flatMap((purpose, index) => (purpose.requirement === requirement ? [index] : [])),
    // Once more: what has become known since may stand in what was kept before.
    exchanges: async () => (await Promise.all(kept)).map((exchange) => cleaned(exchange, pseudonyms)),
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
