import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import type { Answer } from '../../client/outcome.ts'
import type { Credentials, LoggedIn, SessionService } from '../../client/service.ts'
import { isLoggedOff, type Reading, selfReading } from '../context/oracles.ts'
import { faultName, unanswered, unreached } from '../errors/verdict-error.ts'
import type { SessionRegistry, TestSession } from './session-registry.ts'
import type { SharedSession } from './shared-session.ts'

/**
 * Logs in and makes the session the run's own.
 *
 * @param proving asks the new session's token whose it is, also when the run has just been interrupted: what has begun has to be closed.
 * @throws Decided `unreached` where the target does not let in who it should, or hands over a session that is not new.
 */
export async function openSession(
  service: SessionService,
  proving: SessionService,
  ownership: SessionRegistry,
  credentials: Credentials,
  label: string,
  isShared = false,
): Promise<TestSession> {
  const sentAt = ownership.listCount()
  const answer = await service.login(credentials).catch((error: unknown) => {
    throw loginFailure(error, ownership)
  })
  if (answer.kind !== 'value') {
    if (!isRefusal(answer))
      await closeUnregistered(proving, ownership, sentAt, answer.kind === 'unexpected' ? answer.token : undefined)
    throw unreached(`Login as ${credentials.userName} ${describeRefusal(answer)}`)
  }
  const { session, token } = answer.value
  const opened: TestSession = {
    label,
    isShared,
    key: session.key,
    token,
    userName: credentials.userName,
    loginTime: Date.parse(session.loginTime),
    state: 'open',
  }
  // A session that is not new, or whose token stands for another one, is somebody's: it is neither used nor logged out.
  const objection = ownership.rejectionReason({ ...opened, lastActiveTime: Date.parse(session.lastActiveTime) }, sentAt)
  if (objection !== undefined) {
    if (objection.mayBeOwn) ownership.unclosable += 1
    throw unreached(`Login as ${credentials.userName} ${objection.reason}`)
  }
  if (hasLoneSurrogate(session.key)) {
    ownership.unclosable += 1
    throw unreached(`Login as ${credentials.userName} was answered with a key that holds half a character`)
  }
  // Before it is proved: two logins that are answered with one session must not both take it for theirs.
  ownership.register(opened)
  const proof = await readOwnSession(proving, opened)
  if (proof?.state !== 'alive') {
    ownership.unregister(opened)
    ownership.unclosable += 1
    if (proof === undefined || proof.state === 'unreadable') ownership.unverified.push(opened)
    const shown = proof?.detail ?? 'nothing'
    throw unreached(
      `Login as ${credentials.userName} was answered with a session of which its own token shows ${shown}`,
    )
  }
  return opened
}

/** Such a key fits into no URL, nor into any other text that is not JSON. */
function hasLoneSurrogate(key: string): boolean {
  return /\p{Surrogate}/u.test(key)
}

type UnusableAnswer = Exclude<Answer<LoggedIn>, { kind: 'value' }>

/** Whether an answer says that no session has begun: a fault of Login's own, or a status that blames the request. */
function isRefusal(answer: UnusableAnswer): boolean {
  if (answer.kind === 'fault') return ['InvalidLogin', 'InvalidLocale', 'NoPermission'].includes(answer.fault._typeName)
  return answer.status >= 400 && answer.status < 500 && answer.status !== 408
}

/** A login that got no whole answer may have begun a session all the same, whose token nobody knows. */
function loginFailure(error: unknown, ownership: SessionRegistry): unknown {
  if (error instanceof BrokenAnswer) {
    ownership.unclosable += 1
    return unanswered(`Login was not answered whole: ${error.message}`)
  }
  if (!(error instanceof TargetUnreachable)) return error
  if (error.reason === 'timeout' || error.reason === 'reset') ownership.unclosable += 1
  return unanswered(`Login was not answered: ${error.message}`)
}

/**
 * Ends what a login may have begun that was answered as no login should be. Only what its token shows to be a session that is new is logged
 * out: the token may be anybody's. What is not ended is counted.
 */
async function closeUnregistered(
  service: SessionService,
  ownership: SessionRegistry,
  sentAt: number,
  token: string | undefined,
): Promise<void> {
  ownership.unclosable += 1
  if (token === undefined) return
  const shown = await ignoreUnreachable(service.currentSession(token))
  if (shown?.kind !== 'value' || typeof shown.value?.key !== 'string') return
  const loginTime = Date.parse(shown.value.loginTime)
  // When it was last active says nothing: it is being asked.
  const begun = { key: shown.value.key, token, loginTime, lastActiveTime: loginTime }
  if (ownership.rejectionReason(begun, sentAt) !== undefined) return
  if ((await ignoreUnreachable(service.logout(token)))?.kind === 'value') ownership.unclosable -= 1
}

function describeRefusal(answer: UnusableAnswer): string {
  if (answer.kind === 'fault') return `was refused with the fault ${faultName(answer.fault)}`
  return answer.status === 200
    ? 'was answered without a session key or without the header vmware-api-session-id'
    : `was answered with status ${answer.status}`
}

/**
 * Logs a session out, unless its own token says that it is over already, or shows another session: a token that a server has given away
 * must not log out its new owner.
 *
 * @param seen what its token has just shown, where that is known.
 */
export async function closeSession(service: SessionService, session: TestSession, seen?: Reading): Promise<void> {
  if (session.state !== 'open') return
  const sight = seen ?? (await readOwnSession(service, session))
  if (sight === undefined || sight.state === 'stranger') return
  if (sight.state === 'dead') {
    session.state = 'closed'
    return
  }
  const answer = await ignoreUnreachable(service.logout(session.token))
  if (answer === undefined) return
  // A 200 that carries something is no answer to Logout.
  if (answer.kind === 'value' ? answer.value === null : isLoggedOff(answer)) session.state = 'closed'
}

/** What a session's own token shows now; `undefined` where the target does not answer. */
export async function readOwnSession(service: SessionService, session: TestSession): Promise<Reading | undefined> {
  const answer = await ignoreUnreachable(service.currentSession(session.token))
  return answer && selfReading(answer, session)
}

/** A shared session that is logged on now: what has ended it since it was last looked at is not to be put down to what comes next. */
export async function ensureAlive(service: SessionService, shared: SharedSession): Promise<TestSession> {
  const session = await shared.current()
  const sight = await readOwnSession(service, session)
  if (sight?.state !== 'dead') return session
  shared.discard(session)
  return shared.current()
}

/** `undefined` for a target that does not answer: what it holds is then found out, or counted, at the end of the run. */
export async function ignoreUnreachable<Value>(call: Promise<Value>): Promise<Value | undefined> {
  return call.catch((error: unknown) => {
    if (error instanceof TargetUnreachable || error instanceof BrokenAnswer) return undefined
    throw error
  })
}
