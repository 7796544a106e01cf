import { TargetUnreachable } from '../../client/errors.ts'
import type { PlainRequest, Send, WholeAnswer } from '../../client/message.ts'
import type { Purpose, Retry } from '../types.ts'

/**
 * What a busy server, or a gateway before it, says in passing: too many requests (RFC 6585), and the three statuses of a gateway (RFC 9110, 15.6). They are no verdict on
 * the operation.
 */
const passingStatuses: readonly number[] = [429, 502, 503, 504]

/** How often a request is sent again. */
const maxRepeats = 3
/** The delays where the server names none, in milliseconds. */
const backOff = [100, 300, 900]
/** A server that asks to wait longer is taken at its word: its answer stands. In milliseconds, for one request and for all of a run. */
const maxDelay = { each: 5000, inAll: 300_000 }

/** Repeats what was answered in passing, and knows what was. */
export interface Weather {
  /** Every repetition so far. */
  readonly retries: readonly Retry[]
  /** What came in place of answers for a requirement, to requests that are not sent again by themselves, such as judged calls. */
  unrepeated(requirement: string): readonly Unrepeated[]
  /** Whether an operation was answered so again and again: that is no passing matter, and it is not repeated any more. */
  isPersistent(member: string): boolean
  notePersistent(member: string): void
  /** Whether the server has asked to wait for too long, or too much was waited for already: nothing is sent again. */
  readonly hasGivenUp: boolean
  /** Notes that something was repeated. */
  note(retry: Omit<Retry, 'afterMs'>): void
  /** Waits; at once where a recorded run is judged again. */
  wait(ms: number): Promise<void>
  /** A send that repeats reads, waits after what others may repeat, and passes on every other answer. */
  patient(send: Send, purpose: Purpose): Send
}

/** A request that came to nothing: `status 503`, in the case and step of its check. */
interface Unrepeated {
  reason: string
  where: string
}

export interface WeatherOptions {
  /** Waits; at once where a recorded run is judged again. */
  wait: (ms: number) => Promise<void>
  /** Milliseconds since the run began. */
  sinceStart: () => number
}

export function createWeather({ wait, sinceStart }: WeatherOptions): Weather {
  const retries: Retry[] = []
  const unrepeated = new Map<string | undefined, readonly Unrepeated[]>()
  let waited = 0
  let hasGivenUp = false
  const persistent = new Set<string>()

  function note(retry: Omit<Retry, 'afterMs'>): void {
    retries.push({ ...retry, afterMs: sinceStart() })
  }

  function noteUnrepeated({ requirement, caseName, step }: Purpose, reason: string): void {
    const before = unrepeated.get(requirement) ?? []
    unrepeated.set(requirement, [...before, { reason, where: `${caseName}/${step}` }])
  }

  /** The delay before a request may be sent again; undefined where that would take too long. */
  function delayAfter(outcome: Outcome, sent: number): number | undefined {
    const delay = retryAfter(outcome) ?? backOff[sent - 1] ?? maxDelay.each
    if (delay > maxDelay.each || waited + delay > maxDelay.inAll) {
      hasGivenUp = true
      return undefined
    }
    waited += delay
    return delay
  }

  return {
    retries,
    note,
    wait,
    isPersistent: (member) => persistent.has(member),
    notePersistent(member) {
      persistent.add(member)
    },
    unrepeated: (requirement) => unrepeated.get(requirement) ?? [],
    get hasGivenUp() {
      return hasGivenUp
    },
    patient: (send, purpose) => async (request) => {
      const { requirement } = purpose
      const member = memberOf(request)
      for (let sent = 1; ; sent += 1) {
        const outcome = await outcomeOf(send(request))
        const reason = passingReason(outcome)
        if (reason === undefined) return settledValue(outcome)
        const mayRepeat = isRepeatable(request, member, outcome)
        // What begins a session is sent again by itself; of all others, the check is run again.
        if (!mayRepeat && !beginning.includes(member)) noteUnrepeated(purpose, reason)
        // A connection that is lost again and again is lost for every operation.
        const cause = 'error' in outcome ? reason : member
        if (sent > maxRepeats) persistent.add(cause)
        const delay = persistent.has(cause) ? undefined : delayAfter(outcome, sent)
        if (delay === undefined) {
          // A call that must end nothing, and was sent again in vain, has not been judged either.
          if (mayRepeat && member === 'TerminateSession' && !persistent.has(cause)) noteUnrepeated(purpose, reason)
          return settledValue(outcome)
        }
        await wait(delay)
        if (!mayRepeat) return settledValue(outcome)
        note({ request: member, reason, ...(requirement === undefined ? {} : { requirement }) })
      }
    },
  }
}

type Outcome = { answer: WholeAnswer } | { error: unknown }

async function outcomeOf(answering: Promise<WholeAnswer>): Promise<Outcome> {
  try {
    return { answer: await answering }
  } catch (error) {
    return { error }
  }
}

function settledValue(outcome: Outcome): WholeAnswer {
  if ('error' in outcome) throw outcome.error
  return outcome.answer
}

/** Why an outcome says nothing about the operation; undefined where it does. */
function passingReason(outcome: Outcome): string | undefined {
  if ('answer' in outcome) return isPassing(outcome.answer.status) ? `status ${outcome.answer.status}` : undefined
  const { error } = outcome
  return error instanceof TargetUnreachable && error.reason === 'reset' ? 'connection lost' : undefined
}

/** Whether a status is one of a busy server or a gateway. */
export function isPassing(status: number): boolean {
  return passingStatuses.includes(status)
}

/** The methods that begin sessions. */
const beginning: readonly string[] = ['Login', 'CloneSession']

/** The last segment of the path of hello, which is a POST that changes nothing. */
const helloMember = 'system'

/** Methods that change no session: asked by POST, but no more than a read. */
const harmless: readonly string[] = ['AcquireCloneTicket', 'SessionIsActive']

/** Reads change nothing. A Logout that was answered so may be sent again; one without an answer may have been carried out. */
function isRepeatable({ method, repeatable }: PlainRequest, member: string, outcome: Outcome): boolean {
  if (repeatable === true) return true
  if (member === 'Logout') return 'answer' in outcome
  return member === helloMember || harmless.includes(member) || (method === 'GET' && member !== 'TerminateSession')
}

/** Milliseconds; undefined where the server names none. A date is not used: it would be compared with another clock. */
function retryAfter(outcome: Outcome): number | undefined {
  const seconds = 'answer' in outcome ? outcome.answer.headers.get('retry-after') : null
  return seconds !== null && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined
}

function memberOf({ url }: PlainRequest): string {
  return new URL(url).pathname.split('/').at(-1) ?? ''
}
