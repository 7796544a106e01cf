import { type Connection, type Credentials, FaultRaised, type Session, UnexpectedAnswer } from '../../client/index.ts'
import type { Refusal, SignOnToken } from '../../conformance/index.ts'
import { refusalBy } from '../../conformance/sessions/login-answer.ts'
import { type CallError, failedCall, tried } from './call.ts'
import { fine, type Line } from './line.ts'
import { notLoggedOn, refusedLogin, refusedToken } from './refused.ts'

/** Logs on as an account, or by a token of single sign-on. @returns its session, where it has begun. */
export async function* logOn(
  connection: Connection,
  account: Credentials | SignOnToken,
  step: Line['step'],
): AsyncGenerator<Line, Session | undefined> {
  const isByToken = 'authorization' in account
  const login = await tried(isByToken ? connection.loginByToken(account.authorization) : connection.login(account))
  if (!login.isDone) {
    yield isByToken
      ? refusal(login.error, 'LoginByToken', (by) => refusedToken(step, by), step)
      : refusal(login.error, `login as ${account.userName}`, (by) => refusedLogin(step, account, by), step)
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

/** Why a login came to nothing. @param refused the line about how it was answered. */
function refusal(error: CallError, called: string, refused: (by: Refusal) => Line, step: Line['step']): Line {
  const kind = called === 'LoginByToken' ? called : 'Login'
  if (error instanceof FaultRaised) return refused(refusalBy({ kind: 'fault', fault: error.fault }, kind))
  if (!(error instanceof UnexpectedAnswer)) return failedCall(step, called, error, 'System.View')
  const { status, body } = error
  return refused(refusalBy({ kind: 'unexpected', status, body }, kind))
}
