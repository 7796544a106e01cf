import { TargetUnreachable } from '../../client/errors.ts'
import type { Answer } from '../../client/outcome.ts'
import type { SessionService, UserSession } from '../../client/service.ts'
import { faultName } from '../errors/verdict-error.ts'
import type { SessionRegistry, TestSession } from '../sessions/session-registry.ts'

/**
 * What one oracle says of one session. `saw` completes the sentence "the oracle saw …". A `stranger` is what a token shows that has come to
 * stand for another session; it says no more than `unreadable`, and must not be logged out.
 */
export interface Reading {
  state: 'alive' | 'dead' | 'unreadable' | 'stranger'
  detail: string
}

/** What both oracles say of one session. */
export interface SessionReadings {
  /** The controller reads sessionList. */
  list: Reading
  /** The session's own token reads currentSession. */
  self: Reading
}

/** What both oracles say of sessions, at one moment. */
export interface Readings {
  sessions: Map<TestSession, SessionReadings>
  /** Whether the controller itself was still logged on. */
  controller: Reading
}

/** The faults by which a server says that a token is no (longer) good. The last three are of 9.1. */
const notLoggedOn: readonly string[] = ['NotAuthenticated', 'AuthenticationRequired', 'InvalidToken', 'SessionNotFound']

/** Asks both oracles about sessions: one sessionList for all of them, one currentSession for each. */
export async function readOracles(
  service: SessionService,
  ownership: SessionRegistry,
  controller: TestSession,
  sessions: readonly TestSession[],
): Promise<Readings> {
  const [listed, ...own] = await Promise.all([
    retryOnReset(() => service.sessionList(controller.token)),
    ...sessions.map(({ token }) => retryOnReset(() => service.currentSession(token))),
  ])
  ownership.noteListed(keysIn(listed) ?? [])
  const readings = new Map(
    sessions.map((session, index) => {
      const answer = own[index] ?? { kind: 'unexpected', status: 0, body: '' }
      return [session, { list: listReading(listed, session), self: selfReading(answer, session) }]
    }),
  )
  for (const [session, { list, self }] of readings) {
    if (list.state === 'dead' && self.state === 'dead') session.state = 'dead'
  }
  return { sessions: readings, controller: await controllerReading(service, listed, controller) }
}

/** Whether the controller is logged on. A list that does not show it is believed only where its token says the same. */
async function controllerReading(
  service: SessionService,
  listed: Answer<UserSession[] | null>,
  controller: TestSession,
): Promise<Reading> {
  const sight = listReading(listed, controller)
  if (sight.state !== 'dead') return sight
  const self = selfReading(await service.currentSession(controller.token), controller)
  if (self.state === 'dead') return { state: 'dead', detail: `${sight.detail}, and by its own token ${self.detail}` }
  return { state: 'unreadable', detail: `${sight.detail}, while its own token showed ${self.detail}` }
}

/** A read that got no answer is made once more: it changes nothing, and a connection may break for no fault of the target. */
async function retryOnReset<Value>(read: () => Promise<Value>): Promise<Value> {
  return read().catch((error: unknown) => {
    if (error instanceof TargetUnreachable && error.reason === 'reset') return read()
    throw error
  })
}

/** The keys that a sessionList shows, none where it is `null`; `undefined` where it is no list of sessions. */
export function keysIn(answer: Answer<UserSession[] | null>): string[] | undefined {
  if (answer.kind !== 'value') return undefined
  // What a target sends need not have the declared shape.
  const list: unknown = answer.value ?? []
  const keys = Array.isArray(list) ? list.map((element: unknown) => keyOf(element)) : [undefined]
  return keys.every((key) => key !== undefined) ? keys : undefined
}

function keyOf(session: unknown): string | undefined {
  const hasKey = typeof session === 'object' && session !== null && 'key' in session
  return hasKey && typeof session.key === 'string' ? session.key : undefined
}

function listReading(answer: Answer<UserSession[] | null>, session: TestSession): Reading {
  if (answer.kind !== 'value') return refusal(answer)
  const keys = keysIn(answer)
  if (keys === undefined) return { state: 'unreadable', detail: 'no list of sessions' }
  return keys.includes(session.key)
    ? { state: 'alive', detail: 'it listed' }
    : { state: 'dead', detail: 'it not listed' }
}

/** What a session's own token says of it. */
export function selfReading(answer: Answer<UserSession | null>, session: TestSession): Reading {
  if (answer.kind !== 'value') return refusal(answer)
  if (answer.value === null) return { state: 'dead', detail: 'nobody logged on' }
  if (keyOf(answer.value) === session.key) return { state: 'alive', detail: 'it logged on' }
  const isSession = keyOf(answer.value) !== undefined
  return { state: isSession ? 'stranger' : 'unreadable', detail: 'something that is not this session' }
}

/** An oracle that is refused: because the session that asks is over, or for a reason that says nothing. */
function refusal(answer: Refusal): Reading {
  const detail = answer.kind === 'fault' ? `the fault ${faultName(answer.fault)}` : `status ${answer.status}`
  return { state: isLoggedOff(answer) ? 'dead' : 'unreadable', detail }
}

type Refusal = Exclude<Answer<unknown>, { kind: 'value' }>

/** Whether an answer says that the token it was asked with is no longer good. */
export function isLoggedOff(answer: Refusal): boolean {
  // 9.1 announces these statuses for missing or bad credentials; where a session is alive, the answer is another.
  return answer.kind === 'fault'
    ? notLoggedOn.includes(answer.fault._typeName)
    : [400, 401, 403].includes(answer.status)
}
