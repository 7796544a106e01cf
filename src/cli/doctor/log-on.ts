import { type Connection, type Credentials, FaultRaised, type Session, UnexpectedAnswer } from '../../client/index.ts'
import { describeRefusal } from '../../conformance/sessions/login-answer.ts'
import { type CallError, failedCall, tried } from './call.ts'
import { fine, type Line } from './line.ts'
import { notLoggedOn, refusedLogin } from './refused.ts'

/** Logs on as an account. @returns its session, where it has begun. */
export async function* logOn(
  connection: Connection,
  credentials: Credentials,
  step: Line['step'],
): AsyncGenerator<Line, Session | undefined> {
  const login = await tried(connection.login(credentials))
  if (!login.isDone) {
    yield refusal(login.error, credentials.userName, step)
    return undefined
  }
  yield fine(step, `logged on as ${login.value.userName}`)
  return login.value
}

/** Looks at the session that is lent to a run, which stays logged on. @returns it, where it is logged on. */
export async function* lookAtLent(connection: Connection, token: string): AsyncGenerator<Line, Session | undefined> {
  const found = await tried(connection.fromToken(token))
  if (found.isDone) {
    yield fine('account', `the session in VIJSON_SESSION is that of ${found.value.userName}`)
    return found.value
  }
  const { error } = found
  const isLoggedOff =
    (error instanceof UnexpectedAnswer && (error.status === 200 || error.status === 401)) ||
    (error instanceof FaultRaised && error.fault._typeName === 'NotAuthenticated')
  yield isLoggedOff ? notLoggedOn : failedCall('account', 'currentSession', error, 'System.View')
  return undefined
}

/** Logs off. A session that may stay open is named by its key, which is no secret. */
export async function* logOff(session: Session, step: Line['step']): AsyncGenerator<Line> {
  const logout = await tried(session.logout())
  if (logout.isDone) return
  const { text, todo, ...line } = failedCall(step, 'Logout', logout.error, 'System.View')
  const end = `end the session where it stays open: govc session.rm ${session.key}`
  yield { ...line, text: `${text}, so the session ${session.key} may stay open`, todo: `${todo}; ${end}` }
}

/** Why a login came to nothing. */
function refusal(error: CallError, userName: string, step: Line['step']): Line {
  if (error instanceof FaultRaised)
    return refusedLogin(step, userName, describeRefusal({ kind: 'fault', fault: error.fault }))
  if (!(error instanceof UnexpectedAnswer)) return failedCall(step, `login as ${userName}`, error, 'System.View')
  const { status, body } = error
  return refusedLogin(step, userName, describeRefusal({ kind: 'unexpected', status, body }))
}
