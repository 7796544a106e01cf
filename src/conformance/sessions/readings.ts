import type { UserSession } from '../../../generated/openapi.ts'
import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { Answer } from '../../client/outcome.ts'
import type { SessionService } from '../../client/service.ts'
import { faultName } from '../errors/fault-name.ts'
import type { SessionState } from '../types.ts'
import { isStill } from './prove-session.ts'
import type { ShownSession, TestSession } from './session-registry.ts'

/** The reading of one oracle for one session. */
export interface Reading {
  state: SessionState
  /** The evidence, as a phrase: `not in sessionList (read by the controller)`. */
  detail: string
}

const list = 'sessionList (read by the controller)'
const self = 'currentSession with its own token'
const noLongerWorks = 'its own token does not work (currentSession)'

/**
 * The faults by which a server says that a token is not valid (any more). The last three are announced for 9.1 (published specification 9.1.0.0);
 * that 8.0.3 answers NotAuthenticated is a live report (evoila/meho #3566).
 */
export const invalidTokenFaults: readonly string[] = [
  'NotAuthenticated',
  'AuthenticationRequired',
  'InvalidToken',
  'SessionNotFound',
]

/** The sessions in an answer to sessionList, none where it is `null`; undefined where it is not a list of sessions. */
export function sessionsIn(answer: Answer<UserSession[] | null>): readonly ShownSession[] | undefined {
  if (answer.kind !== 'value') return undefined
  // The answer of a target need not have the declared form.
  const value: unknown = answer.value ?? []
  if (!Array.isArray(value)) return undefined
  const known = shownIn.get(value)
  if (known !== undefined) return known
  const sessions = value.map((element: unknown) => shownSession(element))
  if (!sessions.every((session) => session !== undefined)) return undefined
  shownIn.set(value, sessions)
  return sessions
}

/** What was found in a list: one that was read once serves many. */
const shownIn = new WeakMap<object, readonly ShownSession[]>()

/** The session that a target shows; undefined where the value is not a session. A missing name or User-Agent is empty. */
export function shownSession(value: unknown): ShownSession | undefined {
  if (typeof value !== 'object' || value === null || !('key' in value) || typeof value.key !== 'string')
    return undefined
  const text = (name: string) => {
    const member: unknown = Reflect.get(value, name)
    return typeof member === 'string' ? member : ''
  }
  const alsoKnownAs = [text('fullName'), text('ipAddress')].filter((name) => name !== '')
  return {
    key: value.key,
    userName: text('userName'),
    userAgent: text('userAgent'),
    ...(alsoKnownAs.length === 0 ? {} : { alsoKnownAs }),
    ...(text('loginTime') === '' ? {} : { loginTime: text('loginTime') }),
  }
}

/** The session that a token shows now; undefined where no complete answer comes, or it is not a session. */
export async function readShown(service: SessionService, token: string): Promise<ShownSession | undefined> {
  const answer = await ignoreUnreachable(service.currentSession(token))
  return answer?.kind === 'value' ? shownSession(answer.value) : undefined
}

/** The reading of sessionList for a session. @param sessions those in the answer, found once for many readings: there may be thousands. */
export function listReading(
  answer: Answer<UserSession[] | null>,
  session: TestSession,
  sessions: readonly ShownSession[] | undefined = sessionsIn(answer),
): Reading {
  if (answer.kind !== 'value') return refusalReading(list, answer)
  if (sessions === undefined) return { state: 'unreadable', detail: `${list}: not a list of sessions` }
  const shown = sessions.find(({ key }) => key === session.key)
  if (shown === undefined) return { state: 'dead', detail: `not in ${list}` }
  return isStill(session, shown)
    ? { state: 'alive', detail: `in ${list}` }
    : { state: 'stranger', detail: `${list}: its key with another user or User-Agent` }
}

/** The reading of currentSession for a session, with its own token. */
export function selfReading(
  answer: Answer<UserSession | null>,
  session: Pick<TestSession, 'key' | 'loginTag' | 'shownName'>,
): Reading {
  if (answer.kind !== 'value') return refusalReading(isLoggedOff(answer) ? noLongerWorks : self, answer)
  if (answer.value === null)
    return { state: 'dead', detail: 'its own token does not work (currentSession shows no session)' }
  const shown = shownSession(answer.value)
  if (shown === undefined) return { state: 'unreadable', detail: `${self}: not a session` }
  return isStill(session, shown)
    ? { state: 'alive', detail: 'its own token works (currentSession shows it)' }
    : { state: 'stranger', detail: 'its own token shows another session (currentSession)' }
}

/** The present reading with a session's own token; undefined where no complete answer comes. */
export async function readOwnSession(service: SessionService, session: TestSession): Promise<Reading | undefined> {
  const answer = await ignoreUnreachable(service.currentSession(session.token))
  return answer && selfReading(answer, session)
}

type Refusal = Exclude<Answer<unknown>, { kind: 'value' }>

/** An oracle that is refused: because the session that asks is over, or for a reason that says nothing about it. */
function refusalReading(oracle: string, answer: Refusal): Reading {
  const detail = answer.kind === 'fault' ? `the fault ${faultName(answer.fault)}` : `status ${answer.status}`
  return { state: isLoggedOff(answer) ? 'dead' : 'unreadable', detail: `${oracle}: ${detail}` }
}

/** Whether an answer says that the token of its request is not valid (any more). */
export function isLoggedOff(answer: Refusal): boolean {
  // These statuses are announced for 9.1, for missing or invalid credentials; a session that is alive gets another answer.
  return answer.kind === 'fault'
    ? invalidTokenFaults.includes(answer.fault._typeName)
    : [400, 401, 403].includes(answer.status)
}
