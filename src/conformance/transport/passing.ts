import { TargetUnreachable } from '../../client/errors.ts'
import { type PlainRequest, textOf, type WholeAnswer } from '../../client/message.ts'
import { beginningMethods, isBeginning } from './beginning-methods.ts'

/**
 * What a busy server, or a gateway before it, says in passing: too many requests (RFC 6585), and the three statuses of a gateway (RFC 9110, 15.6). They are no verdict on
 * the operation.
 */
const passingStatuses: readonly number[] = [429, 502, 503, 504]

/** Why a request came to nothing that got no answer. */
export const connectionLost = 'connection lost'

/** The delays before a request is sent again where the server names none, in milliseconds, by how often in a row an operation was answered so. In all, they outlast the restart of a gateway. */
export const backOff = [100, 400, 1500]

/** Whether a reason that comes again and again may be the server's own answer to a call. Too many requests are no answer to any one of them. */
export function mayStand(reason: string): boolean {
  return reason !== 'status 429'
}

/** What came of a request. */
export type RequestOutcome = { answer: WholeAnswer } | { error: unknown }

/** Waits for the answer, or for the error in its place. */
export async function requestOutcome(answering: Promise<WholeAnswer>): Promise<RequestOutcome> {
  try {
    return { answer: await answering }
  } catch (error) {
    return { error }
  }
}

/** @throws the error, where there was no answer. */
export function settledValue(outcome: RequestOutcome): WholeAnswer {
  if ('error' in outcome) throw outcome.error
  return outcome.answer
}

/** Why the outcome of a request says nothing about the operation; undefined where it does. */
export function passingReason(outcome: RequestOutcome, request: PlainRequest): string | undefined {
  if ('answer' in outcome) {
    const { status } = outcome.answer
    if (isPassing(status))
      return isOpening(request) && isLimitOnSessions(status, textOf(outcome.answer)) ? undefined : `status ${status}`
    return isRedirectAway(outcome.answer, request) ? `status ${status}, to another server` : undefined
  }
  const { error } = outcome
  return error instanceof TargetUnreachable && error.reason === 'reset' ? connectionLost : undefined
}

/** Whether a server refuses one session more: with 503 and a sentence, `User session count is limited to 550.` (vmware-tanzu/tanzu-cli #749). Sent again, it is refused again. */
export function isLimitOnSessions(status: number, words: string): boolean {
  return (status === 503 || status === 429) && speaksOfSessionLimit(words)
}

function isOpening(request: PlainRequest): boolean {
  return isBeginning(memberOf(request))
}

/** Whether the words of a refusal are those of a limit on sessions. */
export function speaksOfSessionLimit(words: string): boolean {
  return (
    /\b(sessions?|log[io]ns?|users?)\b/i.test(words) && /\b(limit(s|ed)?|too many|maximum|exceed(s|ed)?)\b/i.test(words)
  )
}

/** Whether a status is one of a busy server or a gateway. */
export function isPassing(status: number): boolean {
  return passingStatuses.includes(status)
}

/** The last segment of the path of hello, which is a POST that changes nothing. */
const helloMember = 'system'

/** Whether a gateway sends the client away, to a login page as a rule. Where it does so from the beginning, that is what hello is answered with, and nothing is judged. */
function isRedirectAway({ status, headers }: WholeAnswer, request: PlainRequest): boolean {
  const location = headers.get('location')
  if (status < 300 || status > 399 || location === null || memberOf(request) === helloMember) return false
  return URL.canParse(location, request.url) && new URL(location, request.url).host !== new URL(request.url).host
}

/** Methods that change no session: asked by POST, but no more than a read. */
const harmless: readonly string[] = [helloMember, 'AcquireCloneTicket', 'SessionIsActive']

/** What is sent again by itself: the methods that begin sessions, too. */
const sentAgain: readonly string[] = [...harmless, ...beginningMethods]

/** Reads change nothing. A Logout that was answered so may be sent again; one without an answer may have been carried out. */
export function isRepeatable({ method, repeatable }: PlainRequest, member: string, outcome: RequestOutcome): boolean {
  if (repeatable === true) return true
  if (member === 'Logout') return 'answer' in outcome
  return harmless.includes(member) || (method === 'GET' && member !== 'TerminateSession')
}

/** Whether a check or a case is run again where such a request comes to nothing: it is no read, and begins no session, for those are sent again by themselves. */
export function isJudged({ method }: PlainRequest, member: string): boolean {
  return member === 'TerminateSession' || member === 'Logout' || (method !== 'GET' && !sentAgain.includes(member))
}

/** Milliseconds; undefined where the server names none. A date is not used: it would be compared with another clock. */
export function retryAfter(outcome: RequestOutcome): number | undefined {
  const seconds = 'answer' in outcome ? outcome.answer.headers.get('retry-after') : null
  return seconds !== null && /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined
}

/** The operation: the last segment of the path. */
export function memberOf({ url }: PlainRequest): string {
  return new URL(url).pathname.split('/').at(-1) ?? ''
}
