import { type Connection, type Credentials, FaultRaised, type Session, UnexpectedAnswer } from '../../client/index.ts'
import { domainAdvice, loginAdvice } from '../login-advice.ts'
import { type CallError, failedCall, faultInWords, tried } from './call.ts'
import { fine, type Line, wrong } from './line.ts'
import { saying } from './words.ts'

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
  yield isLoggedOff
    ? wrong('account', 'the session in VIJSON_SESSION is not logged on', 'begin a session, and give its token')
    : failedCall('account', 'currentSession', error, 'System.View')
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

/** Why a login was refused, by its fault and in the server's own words. */
function refusal(error: CallError, userName: string, step: Line['step']): Line {
  const check =
    step === 'account'
      ? 'check the user name, and VIJSON_PASSWORD'
      : 'check VIJSON_LIMITED_USERNAME and VIJSON_LIMITED_PASSWORD'
  const call = `login as ${userName}`
  if (error instanceof FaultRaised) {
    const words = faultInWords(error)
    const said = `${call} was refused (${words})`
    const advice = loginAdvice(words)
    if (advice !== undefined) return wrong(step, said, advice)
    if (error.fault._typeName === 'InvalidLogin') {
      const todo = [check, domainAdvice(userName), 'each further attempt may lock the account']
      return wrong(step, said, todo.filter((one) => one !== undefined).join('; '))
    }
  }
  return error instanceof UnexpectedAnswer
    ? notLoggedOn(error, call, step, check)
    : failedCall(step, call, error, 'System.View')
}

/** A login with an answer that is neither a session nor a fault. */
function notLoggedOn(error: UnexpectedAnswer, call: string, step: Line['step'], check: string): Line {
  const { status, body } = error
  const said = `${call} was answered with status ${status}`
  if (status < 300)
    return wrong(
      step,
      `${said}, without a session key or without the header vmware-api-session-id`,
      `${lookBetween}; a session may have begun and stay open: look for it in the vSphere Client, and end it there`,
    )
  const advice = loginAdvice(`status ${status}`)
  if (advice !== undefined) return wrong(step, status === 401 ? said : `${said}${saying(body)}`, advice)
  if (status >= 500) return failedCall(step, call, error, 'System.View')
  // These two blame what was sent.
  const isAboutName = status === 400 || status === 403
  return wrong(step, `${said}${saying(body)}`, isAboutName ? check : lookBetween)
}

const lookBetween = 'look at what is between: it answers a login itself, or changes it'
