import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import type { Answer } from '../../client/outcome.ts'
import type { Credentials, LoggedIn, SessionService } from '../../client/service.ts'
import { unreached } from '../finding.ts'
import type { Ownership, TestSession } from '../run/ownership.ts'

/**
 * Logs in and makes the session the run's own.
 *
 * @throws Decided `unreached` where the target does not let in who it should.
 */
export async function openSession(
  service: SessionService,
  ownership: Ownership,
  credentials: Credentials,
  label: string,
): Promise<TestSession> {
  const answer = await service.login(credentials).catch((error: unknown) => {
    throw loginFailure(error, ownership)
  })
  if (answer.kind !== 'value') throw unreached(`Login as ${credentials.userName} ${refusalOf(answer)}`)
  const { session, token } = answer.value
  const opened: TestSession = { label, key: session.key, token, userName: credentials.userName, ended: false }
  ownership.adopt(opened)
  return opened
}

/** A login that got no whole answer may have begun a session all the same, whose token nobody knows. */
function loginFailure(error: unknown, ownership: Ownership): unknown {
  if (error instanceof BrokenAnswer) {
    ownership.unanswered += 1
    return unreached(`Login was not answered whole: ${error.message}`)
  }
  if (!(error instanceof TargetUnreachable)) return error
  if (error.reason === 'timeout' || error.reason === 'reset') ownership.unanswered += 1
  return unreached(`Login was not answered: ${error.message}`)
}

function refusalOf(answer: Exclude<Answer<LoggedIn>, { kind: 'value' }>): string {
  if (answer.kind === 'fault') return `was refused with the fault ${answer.fault._typeName}`
  return answer.status === 200
    ? 'was answered without a session key or without the header vmware-api-session-id'
    : `was answered with status ${answer.status}`
}

/** Logs a session out, unless it is over already. @returns whether it is over now. */
export async function closeSession(service: SessionService, session: TestSession): Promise<boolean> {
  if (session.ended) return true
  const answer = await service.logout(session.token).catch((error: unknown) => {
    // Out of reach: not closed, which the sweep at the end of the run finds out and counts.
    if (error instanceof TargetUnreachable || error instanceof BrokenAnswer) return undefined
    throw error
  })
  session.ended = answer?.kind === 'value'
  return session.ended
}
