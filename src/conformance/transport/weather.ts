import type { PlainRequest, Send } from '../../client/message.ts'
import type { Purpose, Retry } from '../types.ts'
import {
  backOff,
  connectionLost,
  isJudged,
  isRepeatable,
  mayStand,
  memberOf,
  passingReason,
  type RequestOutcome,
  requestOutcome,
  retryAfter,
  settledValue,
} from './passing.ts'

/** How often a request is sent again: more often where any request is answered so now and then. */
const maxRepeats = { usual: 3, unsettled: 6 }
/** The longest wait that a server is granted, for one request and for all of a run, in milliseconds. Where it asks for a longer one, it gets the usual delays: a run cannot wait for minutes, and one such answer is still no verdict. */
const maxDelay = { each: 5000, inAll: 120_000 }

/** So many requests that were answered so, and then by the target, show that this befalls any request. Fewer are a moment, beside which a server has its own answers. */
const unsettledFrom = 3

/** Repeats what was answered in passing, and knows what was. */
export interface Weather {
  /** Every repetition so far. */
  readonly retries: readonly Retry[]
  /** Whether the answers to TerminateSession that a busy server gives are its own, because it gives them again and again while it answers other requests. They are findings then, unless others are answered so now and then, too. */
  readonly isStanding: boolean
  /** Whether something has been answered, by the target itself, that was sent after that many requests. */
  hasAnsweredSince(sent: number): boolean
  /** How many requests were sent so far. */
  readonly sent: number
  noteStanding(): void
  /** Notes that a call was answered so, and by the target when it was made again. */
  noteRecovered(): void
  /** Whether an operation was answered in passing again and again, the last time too: it is not repeated until it is answered. */
  isStuck(member: string): boolean
  noteStuck(member: string): void
  /** Whether all of the time for waiting is spent: nothing is sent again. */
  readonly hasGivenUp: boolean
  /** Notes that something was repeated. */
  note(retry: Omit<Retry, 'afterMs'>): void
  /** Waits; at once where a recorded run is judged again. */
  wait(ms: number): Promise<void>
  /**
   * A send that repeats reads, waits after what others may repeat, and passes on every other answer.
   *
   * @param unjudged what came in place of answers to requests that are not sent again by themselves, such as judged calls, is noted there.
   */
  patient(send: Send, purpose: Purpose, unjudged?: Unjudged): Send
}

/** Requests that came to nothing, and why: `status 503`. Each by its position among the requests of its check or case that are not reads. */
export type Unjudged = Map<number, string>

export interface WeatherOptions {
  /** Waits; at once where a recorded run is judged again. */
  wait: (ms: number) => Promise<void>
  /** Milliseconds since the run began. */
  sinceStart: () => number
}

export function createWeather({ wait, sinceStart }: WeatherOptions): Weather {
  const retries: Retry[] = []
  const stuck = new Set<string>()
  /** How often in a row each operation was answered in passing. */
  const inARow = new Map<string, number>()
  let sent = 0
  let lastAnswered = 0
  let isStanding = false
  let recovered = 0
  let hasGivenUp = false
  let waited = 0
  let waitingUntil = 0

  function note(retry: Omit<Retry, 'afterMs'>): void {
    retries.push({ ...retry, afterMs: sinceStart() })
  }

  /** The delay before a request may be sent again; undefined where that would take too long. */
  function delayAfter(outcome: RequestOutcome, member: string): number | undefined {
    const times = inARow.get(member) ?? 1
    const named = retryAfter(outcome)
    const usual = backOff[Math.min(times, backOff.length) - 1] ?? 0
    const delay = named === undefined || named > maxDelay.each ? usual : named
    // What waits at the same time is counted once.
    const until = sinceStart() + delay
    const added = Math.max(0, until - Math.max(waitingUntil, sinceStart()))
    if (waited + added > maxDelay.inAll) {
      hasGivenUp = true
      return undefined
    }
    waited += added
    waitingUntil = Math.max(waitingUntil, until)
    return delay
  }

  async function sendOnce(send: Send, request: PlainRequest, member: string) {
    const number = ++sent
    const outcome = await requestOutcome(send(request))
    const reason = passingReason(outcome, request)
    if (reason !== undefined) inARow.set(member, (inARow.get(member) ?? 0) + 1)
    else if ('answer' in outcome) {
      for (const cause of [member, connectionLost]) stuck.delete(cause)
      inARow.delete(member)
      lastAnswered = Math.max(lastAnswered, number)
    }
    return { outcome, reason }
  }

  function noteInVain(member: string, reason: string, before: number): void {
    const othersAreAnswered = hasAnsweredSince(before)
    if (member === 'TerminateSession' && othersAreAnswered && mayStand(reason)) isStanding = true
    else stuck.add(member)
    // Where nothing else is answered, the connection is lost for every operation.
    if (reason === connectionLost && !othersAreAnswered) stuck.add(connectionLost)
  }

  function isHopeless(member: string, reason: string): boolean {
    return stuck.has(member) || stuck.has(reason) || (member === 'TerminateSession' && stands())
  }

  const hasAnsweredSince = (before: number) => lastAnswered > before
  const isUnsettled = () => recovered >= unsettledFrom
  const stands = () => isStanding && !isUnsettled()
  return {
    retries,
    note,
    wait,
    get sent() {
      return sent
    },
    hasAnsweredSince,
    get isStanding() {
      return stands()
    },
    noteStanding() {
      isStanding = true
    },
    noteRecovered() {
      recovered += 1
    },
    isStuck: (member) => stuck.has(member),
    noteStuck(member) {
      stuck.add(member)
    },
    get hasGivenUp() {
      return hasGivenUp
    },
    patient(send, { requirement }, unjudged) {
      let calls = 0
      return async (request) => {
        const member = memberOf(request)
        const place = isJudged(request, member) ? ++calls : undefined
        const before = sent
        for (let tries = 1; ; tries += 1) {
          const { outcome, reason } = await sendOnce(send, request, member)
          if (reason === undefined) {
            if (tries > 1 && member !== 'TerminateSession') recovered += 1
            return settledValue(outcome)
          }
          const mayRepeat = isRepeatable(request, member, outcome)
          const most = isUnsettled() ? maxRepeats.unsettled : maxRepeats.usual
          if (mayRepeat && tries > most) noteInVain(member, reason, before)
          const isRepeated = mayRepeat && tries <= most && !isHopeless(member, reason)
          // What others repeat is given back to them after the delay.
          const delay =
            isRepeated || !(mayRepeat || isHopeless(member, reason)) ? delayAfter(outcome, member) : undefined
          if (delay !== undefined) await wait(delay)
          if (!isRepeated || delay === undefined) {
            if (place !== undefined) unjudged?.set(place, reason)
            return settledValue(outcome)
          }
          note({ request: member, reason, ...(requirement === undefined ? {} : { requirement }) })
        }
      }
    },
  }
}
