import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { jsonOf } from '../../client/json.ts'
import { type PlainRequest, type Send, textOf, type WholeAnswer } from '../../client/message.ts'
import { learnSessions } from '../redaction/mask-sessions.ts'
import type { Masker } from '../redaction/masker.ts'
import { maskExchange, maskHandedOver, maskTicket, withoutOthers } from '../redaction/redact-exchange.ts'
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
  /** Whether exchanges are kept; by default, they are. Where not, only what has to be masked is learned from them. */
  keeps?: boolean
  /** Called with each exchange that is kept, masked, when no login is under way any more. */
  onExchange?: ((exchange: Exchange) => void) | undefined
  /** Waits for the logins that are under way: a session that an answer shows may be the one that a login is just beginning. */
  settled: () => Promise<void>
}

/** How many bytes of answers are kept in all. A run alone on its target uses a twentieth, one beside 500 other sessions most of it. */
const maxRecordedLength = 24 * 1024 * 1024
/** How many bytes are kept of an answer that is not a list. A fault with its cause takes a hundredth. */
const maxAnswerLength = 64 * 1024
/** How many bytes are kept of a sessionList: that of 750 sessions. A run beside more could not be judged again, because not all of its lists would fit, and to mask those that do takes seconds. */
const maxListLength = 256 * 1024

const tooLate = 'no answer came before the run ended'

export function createRecorder({ now, masker, isOwn, settled, keeps = true, onExchange }: RecorderOptions): Recorder {
  const indexes = new Map<string | undefined, number[]>()
  const recorded: Exchange[] = []
  /** The bodies of answers, of which one may serve several requests. */
  const bodies = new WeakMap<WholeAnswer, AnswerBody>()
  const underWay = new Map<number, Omit<Exchange, 'answer' | 'durationMs'>>()
  const learning: Promise<void>[] = []
  const learned = new WeakSet<WholeAnswer>()
  let sent = 0
  let events = 0
  let length = 0
  let hasLearned = false
  const learnedKeys = new Set<string>()
  let told = Promise.resolve()

  /** Whether a list is the first of a run that is not kept: one is enough, because it takes time, and the number of masked values is limited. */
  function isFirstUnkept(kept: AnswerBody): boolean {
    if (hasLearned || kept.kind === 'kept') return false
    hasLearned = true
    return true
  }

  /** Masked at the end, when all that has to be masked is known. */
  function keep(exchange: Exchange): void {
    // A request that was still under way when the run ended is recorded as such; what comes of it later is not.
    if (!underWay.delete(exchange.index)) return
    recorded[exchange.index] = exchange
    if (onExchange === undefined) return
    // Only then is it known whose session a list, or the answer to a login, shows.
    told = told.then(settled).then(() => onExchange(maskExchange(withoutOthers(exchange, masker, isOwn), masker)))
  }

  function maskSecretsOf({ url, headers }: PlainRequest, answer: WholeAnswer): void {
    maskHandedOver(headers, answer.headers, masker)
    if (url.endsWith('/AcquireCloneTicket')) maskTicket(answer, masker)
  }

  /** Sends a request that is not recorded, and learns from its answer what has to be masked elsewhere. */
  async function learningSend(
    transport: Transport,
    purpose: Purpose,
    request: PlainRequest,
    onAnswer: OnAnswer | undefined,
  ): Promise<WholeAnswer> {
    const answer = await transport(request, purpose)
    maskSecretsOf(request, answer)
    onAnswer?.(request, answer)
    if (request.url.endsWith('/sessionList') && !learned.has(answer)) {
      learned.add(answer)
      // Of those that are too large to be kept, one is enough, as above.
      const isLarge = answer.body.byteLength > maxListLength
      if (!(isLarge && hasLearned)) learning.push(learnFrom(answer))
      hasLearned ||= isLarge
    }
    return answer
  }

  /** Learns the names and keys in a list that is not kept: they may stand in other answers. */
  async function learnFrom({ body, sharedJson }: WholeAnswer): Promise<void> {
    await settled()
    learnSessions(sharedJson === undefined ? jsonOf(textOf({ body })) : sharedJson(), masker, isOwn, learnedKeys)
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
      if (!keeps) return learningSend(transport, purpose, request, onAnswer)
      const startedAt = now()
      const { pathname: path, search: query } = new URL(request.url)
      const { method, headers, body } = request
      const index = sent++
      const sentAs = events++
      const ofRequirement = indexes.get(purpose.requirement)
      if (ofRequirement === undefined) indexes.set(purpose.requirement, [index])
      else ofRequirement.push(index)
      const made = { ...purpose, index, sentAs, startedAt, method, path, query, headers: [...headers], body }
      underWay.set(index, made)
      const answer = await transport(request, purpose).catch((error: unknown) => {
        keep({ ...made, durationMs: now() - startedAt, answer: failureOf(error, () => events++) })
        throw error
      })
      const place = events++
      const durationMs = now() - startedAt
      maskSecretsOf(request, answer)
      onAnswer?.(request, answer)
      const isList = path.endsWith('/sessionList')
      const keptBody = bodies.get(answer) ?? bounded(answer, isList)
      bodies.set(answer, keptBody)
      const { status } = answer
      keep({
        ...made,
        durationMs,
        answer: { kind: 'answered', place, status, headers: [...answer.headers], body: keptBody },
      })
      if (isList && isFirstUnkept(keptBody)) learning.push(learnFrom(answer))
      return answer
    },
    indexesFor: (requirement) => [...(indexes.get(requirement) ?? [])],
    async exchanges() {
      // A request that is still under way is recorded, too.
      for (const made of [...underWay.values()]) {
        const answer = { kind: 'unreachable' as const, place: events++, reason: 'timeout' as const, message: tooLate }
        keep({ ...made, durationMs: now() - made.startedAt, answer })
      }
      await Promise.all(learning)
      await settled()
      await told
      // What the lists make known may stand in what was recorded before.
      const prepared = oncePerBody(recorded, (exchange) => withoutOthers(exchange, masker, isOwn))
      return oncePerBody(prepared, (exchange) => maskExchange(exchange, masker))
    },
  }
}

/** Changes exchanges; the body of an answer that several of them share is changed once. */
function oncePerBody(exchanges: readonly Exchange[], change: (exchange: Exchange) => Exchange): Exchange[] {
  const changed = new Map<AnswerBody, AnswerBody>()
  return exchanges.map((exchange) => {
    const { answer } = exchange
    if (answer.kind !== 'answered') return change(exchange)
    const known = changed.get(answer.body)
    const made = change(known === undefined ? exchange : { ...exchange, answer: { ...answer, body: noText } })
    if (made.answer.kind !== 'answered') return made
    if (known !== undefined) return { ...made, answer: { ...made.answer, body: known } }
    changed.set(answer.body, made.answer.body)
    return made
  })
}

const noText: AnswerBody = { kind: 'kept', text: '' }

function failureOf(error: unknown, nextPlace: () => number): ExchangeAnswer {
  if (error instanceof BrokenAnswer) {
    return { kind: 'broken', place: nextPlace(), status: error.status, message: error.message }
  }
  if (error instanceof TargetUnreachable) {
    return { kind: 'unreachable', place: nextPlace(), reason: error.reason, message: error.message }
  }
  return { kind: 'unsent' }
}
