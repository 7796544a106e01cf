import { BrokenAnswer, serverTextOf, TargetUnreachable } from '../../client/errors.ts'
import type { Answer } from '../../client/outcome.ts'
import type { LoggedIn, SessionService } from '../../client/service.ts'
import { faultName } from '../errors/fault-name.ts'
import { OpeningRefused, type Refused, unanswered, VerdictError } from '../errors/verdict-error.ts'
import type { BeginningMethod } from '../transport/beginning-methods.ts'
import { isLimitOnSessions, speaksOfSessionLimit } from '../transport/passing.ts'
import type { RecordedLogin, Refusal } from '../types.ts'
import { closeSession } from './close-session.ts'
import { isProvedOwn, type LoginAttempt, provedSession } from './prove-session.ts'
import { invalidTokenFaults, readShown } from './readings.ts'
import type { SessionRegistry } from './session-registry.ts'

/** An answer to Login without a session that can be used. */
export type UnusableAnswer = Exclude<Answer<LoggedIn>, { kind: 'value' }>

/** Whether an answer says that no session has begun: a fault, whatever its name, or a status that blames the request. */
export function isRefusal(answer: UnusableAnswer): boolean {
  if (answer.kind === 'fault') return true
  if (isLimitOnSessions(answer.status, answer.body)) return true
  return answer.status >= 400 && answer.status < 500 && answer.status !== 408
}

/** An answer in words that follow "Login as NAME". */
export function describeRefusal(answer: UnusableAnswer): string {
  if (answer.kind === 'fault') return `was refused with the fault ${faultName(answer.fault)}${ownWords(answer.fault)}`
  return answer.status === 200
    ? 'was answered without a session key or without the header vmware-api-session-id'
    : `was answered with status ${answer.status}${sentenceIn(answer.body)}`
}

/** The same with what the words are made of. */
export function refusalBy(answer: UnusableAnswer, kind: Refusal['kind']): Refusal {
  const said = describeRefusal(answer)
  return answer.kind === 'fault'
    ? { kind, said, fault: faultName(answer.fault) }
    : { kind, said, status: answer.status }
}

/** The error for an answer without a session that can be used. */
export function openingFailure(answer: UnusableAnswer, method: OpeningMethod, userName: string): VerdictError {
  const refusal = refusalBy(answer, method)
  const message = `${method} ${method === 'LoginByToken' ? 'with' : 'as'} ${userName} ${refusal.said}`
  if (!isRefusal(answer)) return new VerdictError('unreached', { code: 'prerequisite', message }, refusal)
  return new OpeningRefused(message, refusedBy(answer, method), refusal)
}

function refusedBy(answer: UnusableAnswer, method: OpeningMethod): Refused {
  if (answer.kind === 'unexpected') return isLimitOnSessions(answer.status, answer.body) ? 'more sessions' : 'session'
  if ((method === 'Login' || method === 'LoginByToken') && ofAccounts.includes(answer.fault._typeName)) return 'account'
  if (method === 'AcquireCloneTicket' && invalidTokenFaults.includes(answer.fault._typeName)) return 'caller'
  return speaksOfSessionLimit(ownWords(answer.fault)) ? 'more sessions' : 'session'
}

/** What is sent to open a session. */
export type OpeningMethod = BeginningMethod | 'AcquireCloneTicket'

/** The faults by which Login refuses an account (the published specification: InvalidLogin and the faults that extend it). */
const ofAccounts: readonly string[] = ['InvalidLogin', 'PasswordExpired']

/** What a fault says itself, shortened; empty where it says nothing. */
function ownWords(fault: object): string {
  const said = serverTextOf(fault)
  if (said === undefined) return ''
  const text = inOneLine(said)
  if (text === '') return ''
  return `: "${text.length > maxOwnWords ? `${text.slice(0, maxOwnWords)}…` : text}"`
}

/** What an answer says that is no fault, without the tags of a page; empty where it says nothing, or more than a sentence or two. */
function sentenceIn(body: string): string {
  const page = /^\s*</.test(body) ? body.replaceAll(/<(script|style|title)\b.*?<\/\1>|<[^>]*>/gis, ' ') : body
  const text = inOneLine(page)
  // Not shortened: half a secret that it repeats could not be told from other words.
  return text === '' || text.length > maxOwnWords ? '' : `: "${text}"`
}

function inOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').replace(/\.$/, '')
}

const maxOwnWords = 200

/** Whether a login without a complete answer may have begun a session. */
export function mayHaveBegun(error: unknown): boolean {
  if (error instanceof TargetUnreachable) return error.reason === 'timeout' || error.reason === 'reset'
  return error instanceof BrokenAnswer
}

/** Whether the connection of a login was lost before an answer began. */
export function isLost(error: unknown): boolean {
  return error instanceof TargetUnreachable && error.reason === 'reset'
}

/** The verdict for a login, or a clone, without a complete answer. */
export function loginFailure(error: unknown, method = 'Login'): unknown {
  if (error instanceof BrokenAnswer) return unanswered(`the answer to ${method} is incomplete: ${error.message}`)
  if (!(error instanceof TargetUnreachable)) return error
  return unanswered(`${method} got no answer: ${error.message}`)
}

/**
 * Closes the session that a login with an unusable answer may have begun. It is registered and logged out only where its token proves it to be the
 * run's own: the token may stand for another user's session. A session that is not closed is counted.
 */
export async function closeUnregistered(
  service: SessionService,
  registry: SessionRegistry,
  { sent, recorded }: { sent: Omit<LoginAttempt, 'key' | 'token'>; recorded: RecordedLogin },
  token: string | undefined,
): Promise<void> {
  registry.noteUncertain(recorded)
  if (token === undefined || registry.keepsUserAgents === false) return
  const shown = await readShown(service, token)
  if (shown === undefined || !registry.claim(shown.key, token)) return
  const attempt = { ...sent, key: shown.key, token }
  if (!isProvedOwn(attempt, shown, registry)) return
  const session = registry.register(
    provedSession(attempt, { label: 'a session of an unusable login' }, registry, shown),
  )
  registry.settleUncertain(sent.loginTag)
  await closeSession(service, registry, session)
}
