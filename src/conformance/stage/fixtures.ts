import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import type { Answer } from '../../client/outcome.ts'
import type { Credentials, LoggedIn, SessionService } from '../../client/service.ts'
import { faultName, unanswered, unreached } from '../finding.ts'
import type { Ownership, TestSession } from '../run/ownership.ts'
import { isLoggedOff, type Sight, selfSight } from './oracles.ts'

/**
 * Logs in and makes the session the run's own.
 *
 * @throws Decided `unreached` where the target does not let in who it should, or hands over a session that is not new.
 */
export async function openSession(
  service: SessionService,
  ownership: Ownership,
  credentials: Credentials,
  label: string,
): Promise<TestSession> {
  const sentAt = ownership.moment()
  const answer = await service.login(credentials).catch((error: unknown) => {
    throw loginFailure(error, ownership)
  })
  if (answer.kind !== 'value') {
    if (answer.kind === 'unexpected') await undo(service, ownership, answer)
    throw unreached(`Login as ${credentials.userName} ${refusalOf(answer)}`)
  }
  const { session, token } = answer.value
  const opened: TestSession = { label, key: session.key, token, userName: credentials.userName, state: 'open' }
  // A session that is not new is somebody's: it is neither used nor logged out.
  const objection = ownership.adopt(opened, sentAt)
  if (objection !== undefined) throw unreached(`Login as ${credentials.userName} ${objection}`)
  return opened
}

/** A login that got no whole answer may have begun a session all the same, whose token nobody knows. */
function loginFailure(error: unknown, ownership: Ownership): unknown {
  if (error instanceof BrokenAnswer) {
    ownership.unclosable += 1
    return unanswered(`Login was not answered whole: ${error.message}`)
  }
  if (!(error instanceof TargetUnreachable)) return error
  if (error.reason === 'timeout' || error.reason === 'reset') ownership.unclosable += 1
  return unanswered(`Login was not answered: ${error.message}`)
}

/** Ends what a login has begun that was answered as no login should be; where there is no token to do it with, it is counted. */
async function undo(
  service: SessionService,
  ownership: Ownership,
  { status, token }: { status: number; token?: string },
): Promise<void> {
  const isRefusal = status >= 400
  if (token === undefined) ownership.unclosable += isRefusal ? 0 : 1
  else if ((await outOfReach(service.logout(token)))?.kind !== 'value') ownership.unclosable += 1
}

function refusalOf(answer: Exclude<Answer<LoggedIn>, { kind: 'value' }>): string {
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
export async function closeSession(service: SessionService, session: TestSession, seen?: Sight): Promise<void> {
  if (session.state !== 'open') return
  const sight = seen ?? (await ownSight(service, session))
  if (sight === undefined || sight.state === 'stranger') return
  if (sight.state === 'dead') {
    session.state = 'closed'
    return
  }
  const answer = await outOfReach(service.logout(session.token))
  if (answer === undefined) return
  // A 200 that carries something is no answer to Logout.
  if (answer.kind === 'value' ? answer.value === null : isLoggedOff(answer)) session.state = 'closed'
}

/** What a session's own token shows now; `undefined` where the target does not answer. */
export async function ownSight(service: SessionService, session: TestSession): Promise<Sight | undefined> {
  const answer = await outOfReach(service.currentSession(session.token))
  return answer && selfSight(answer, session)
}

/** `undefined` for a target that does not answer: what it holds is then found out, or counted, at the end of the run. */
export async function outOfReach<Value>(call: Promise<Value>): Promise<Value | undefined> {
  return call.catch((error: unknown) => {
    if (error instanceof TargetUnreachable || error instanceof BrokenAnswer) return undefined
    throw error
  })
}
