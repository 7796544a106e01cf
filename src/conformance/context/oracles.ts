import { TargetUnreachable } from '../../client/errors.ts'
import type { Answer } from '../../client/outcome.ts'
import type { SessionService, UserSession } from '../../client/service.ts'
import { faultName } from '../errors/verdict-error.ts'
import type { Ownership, TestSession } from '../sessions/session-registry.ts'

/**
 * What one oracle says of one session. `saw` completes the sentence "the oracle saw …". A `stranger` is what a token shows that has come to
 * stand for another session; it says no more than `unreadable`, and must not be logged out.
 */
export interface Sight {
  state: 'alive' | 'dead' | 'unreadable' | 'stranger'
  saw: string
}

/** What both oracles say of one session. */
export interface Sighting {
  /** The controller reads sessionList. */
  list: Sight
  /** The session's own token reads currentSession. */
  self: Sight
}

/** What both oracles say of sessions, at one moment. */
export interface Look {
  sightings: Map<TestSession, Sighting>
  /** Whether the controller itself was still logged on. */
  controller: Sight
}

/** The faults by which a server says that a token is no (longer) good. The last three are of 9.1. */
const notLoggedOn: readonly string[] = ['NotAuthenticated', 'AuthenticationRequired', 'InvalidToken', 'SessionNotFound']

/** Asks both oracles about sessions: one sessionList for all of them, one currentSession for each. */
export async function look(
  service: SessionService,
  ownership: Ownership,
  controller: TestSession,
  sessions: readonly TestSession[],
): Promise<Look> {
  const [listed, ...own] = await Promise.all([
    patiently(() => service.sessionList(controller.token)),
    ...sessions.map(({ token }) => patiently(() => service.currentSession(token))),
  ])
  ownership.noteListed(keysIn(listed) ?? [])
  const sightings = new Map(
    sessions.map((session, index) => {
      const answer = own[index] ?? { kind: 'unexpected', status: 0, body: '' }
      return [session, { list: listSight(listed, session), self: selfSight(answer, session) }]
    }),
  )
  for (const [session, { list, self }] of sightings) {
    if (list.state === 'dead' && self.state === 'dead') session.state = 'dead'
  }
  return { sightings, controller: await controllerSight(service, listed, controller) }
}

/** Whether the controller is logged on. A list that does not show it is believed only where its token says the same. */
async function controllerSight(
  service: SessionService,
  listed: Answer<UserSession[] | null>,
  controller: TestSession,
): Promise<Sight> {
  const sight = listSight(listed, controller)
  if (sight.state !== 'dead') return sight
  const self = selfSight(await service.currentSession(controller.token), controller)
  if (self.state === 'dead') return { state: 'dead', saw: `${sight.saw}, and by its own token ${self.saw}` }
  return { state: 'unreadable', saw: `${sight.saw}, while its own token showed ${self.saw}` }
}

/** A read that got no answer is made once more: it changes nothing, and a connection may break for no fault of the target. */
async function patiently<Value>(read: () => Promise<Value>): Promise<Value> {
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

function listSight(answer: Answer<UserSession[] | null>, session: TestSession): Sight {
  if (answer.kind !== 'value') return refusal(answer)
  const keys = keysIn(answer)
  if (keys === undefined) return { state: 'unreadable', saw: 'no list of sessions' }
  return keys.includes(session.key) ? { state: 'alive', saw: 'it listed' } : { state: 'dead', saw: 'it not listed' }
}

/** What a session's own token says of it. */
export function selfSight(answer: Answer<UserSession | null>, session: TestSession): Sight {
  if (answer.kind !== 'value') return refusal(answer)
  if (answer.value === null) return { state: 'dead', saw: 'nobody logged on' }
  if (keyOf(answer.value) === session.key) return { state: 'alive', saw: 'it logged on' }
  const isSession = keyOf(answer.value) !== undefined
  return { state: isSession ? 'stranger' : 'unreadable', saw: 'something that is not this session' }
}

/** An oracle that is refused: because the session that asks is over, or for a reason that says nothing. */
function refusal(answer: Refusal): Sight {
  const saw = answer.kind === 'fault' ? `the fault ${faultName(answer.fault)}` : `status ${answer.status}`
  return { state: isLoggedOff(answer) ? 'dead' : 'unreadable', saw }
}

type Refusal = Exclude<Answer<unknown>, { kind: 'value' }>

/** Whether an answer says that the token it was asked with is no longer good. */
export function isLoggedOff(answer: Refusal): boolean {
  // 9.1 announces these statuses for missing or bad credentials; where a session is alive, the answer is another.
  return answer.kind === 'fault'
    ? notLoggedOn.includes(answer.fault._typeName)
    : [400, 401, 403].includes(answer.status)
}
