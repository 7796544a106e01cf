import { type Connection, type Credentials, FaultRaised, type Session, UnexpectedAnswer } from '../../client/index.ts'
import type { Principals } from '../account-settings.ts'
import { fine, type Line, wrong } from './line.ts'

/** Logs on as each account, looks at what it may do, and logs off again. */
export async function checkAccounts(connection: Connection, { controller, limited }: Principals): Promise<Line[]> {
  const lines: Line[] = []
  const first = await ('token' in controller
    ? lookAtLent(connection, controller.token)
    : logOn(connection, controller, 'account'))
  lines.push(...first.lines)
  if (first.session === undefined) return lines
  try {
    lines.push(...(await lookAround(first.session)))
    lines.push(
      ...(limited === undefined
        ? [
            fine(
              'second account',
              'none is named: terminate.privilege.required and terminate.privilege.fault are skipped',
            ),
          ]
        : await checkLimited(connection, limited, first.session)),
    )
  } finally {
    // One that is lent stays logged on.
    if (!('token' in controller)) await first.session.logout()
  }
  return lines
}

interface LoggedOn {
  session?: Session
  lines: Line[]
}

async function logOn(connection: Connection, credentials: Credentials, step: Line['step']): Promise<LoggedOn> {
  try {
    const session = await connection.login(credentials)
    return { session, lines: [fine(step, `logged on as ${session.userName}`)] }
  } catch (error) {
    return { lines: [refusal(error, credentials.userName, step)] }
  }
}

/** The session that is lent to a run: it is looked at, and stays logged on. */
async function lookAtLent(connection: Connection, token: string): Promise<LoggedOn> {
  try {
    const session = await connection.fromToken(token)
    return { session, lines: [fine('account', `the session in VIJSON_SESSION is that of ${session.userName}`)] }
  } catch (error) {
    if (!(error instanceof UnexpectedAnswer)) throw error
    const todo = 'begin a session, and give its token'
    return { lines: [wrong('account', 'the session in VIJSON_SESSION is not logged on', todo)] }
  }
}

/** Why a login was refused, by its fault and in the server's own words. */
function refusal(error: unknown, userName: string, step: Line['step']): Line {
  const check =
    step === 'account'
      ? 'check the user name, and VIJSON_PASSWORD'
      : 'check VIJSON_LIMITED_USERNAME and VIJSON_LIMITED_PASSWORD'
  if (error instanceof FaultRaised) {
    const { _typeName: name, faultstring = '' } = error.fault
    const said = `login as ${userName} was refused (${name}${faultstring === '' ? '' : `: "${faultstring}"`})`
    if (/lock/i.test(faultstring)) return wrong(step, said, 'unlock the account, or wait until it is unlocked')
    if (/expir/i.test(`${name} ${faultstring}`)) return wrong(step, said, 'set a new password for the account')
    if (name === 'NoPermission') return wrong(step, said, 'give the account a role on the vCenter')
    return wrong(step, said, `${check}; each further attempt may lock the account`)
  }
  if (error instanceof UnexpectedAnswer) {
    const said = `login as ${userName} was answered with status ${error.status}`
    if (error.status === 401)
      return wrong(step, said, 'use a local account: the site may take passwords only through its identity provider')
    if (error.status === 503 || error.status === 429)
      return wrong(step, `${said}: ${error.message}`, 'wait, or end sessions of the account: there may be a limit')
    return wrong(step, `${said}: ${error.message}`, check)
  }
  throw error
}

/** What the account of a run may do, how many sessions there are, and what time it is. */
async function lookAround(session: Session): Promise<Line[]> {
  const clock = clockLine((await session.currentSession())?.loginTime)
  try {
    const sessions = await session.sessionList()
    const own = sessions.filter(({ userName }) => userName === session.userName).length - 1
    return [
      fine('account', 'it may read sessionList, which needs the same privilege as TerminateSession'),
      ...(await validation(session)),
      fine(
        'sessions',
        `${sessions.length - 1} of others stand, ${own} of them of this account${sessions.length > 1 ? '; disruptive checks are skipped beside them' : ''}`,
      ),
      clock,
    ]
  } catch (error) {
    if (!(error instanceof FaultRaised)) throw error
    return [
      wrong(
        'account',
        `it may not read sessionList (${error.fault._typeName})`,
        'give it the privilege Sessions.TerminateSession (vSphere Client: Sessions, View and stop sessions)',
      ),
      clock,
    ]
  }
}

/** Whether the account may ask which sessions are active, which one requirement needs; nothing where it may. */
async function validation(session: Session): Promise<Line[]> {
  try {
    await session.sessionIsActive(session.key, session.userName)
    return []
  } catch (error) {
    if (!(error instanceof FaultRaised)) throw error
    return [
      fine(
        'account',
        `it may not call SessionIsActive (${error.fault._typeName}; Sessions.ValidateSession): terminate.effect.session-is-active is not decided`,
      ),
    ]
  }
}

async function checkLimited(connection: Connection, credentials: Credentials, first: Session): Promise<Line[]> {
  const step = 'second account'
  const { session, lines } = await logOn(connection, credentials, step)
  if (session === undefined) return lines
  try {
    if (session.userName === first.userName)
      return [
        ...lines,
        wrong(
          step,
          `both names are one account, ${session.userName}`,
          'name another account, one without the privilege',
        ),
      ]
    await session.sessionList()
    return [
      ...lines,
      wrong(
        step,
        'it may read sessionList, so it seems to have Sessions.TerminateSession',
        'use an account without it, also through its groups; with it, terminate.privilege.* is not met although the server is correct',
      ),
    ]
  } catch (error) {
    if (!(error instanceof FaultRaised)) throw error
    return [...lines, fine(step, 'it has no Sessions.TerminateSession, as it should')]
  } finally {
    await session.logout()
  }
}

/** The server's clock beside that of this machine. Nothing is decided by it. */
function clockLine(loginTime = ''): Line {
  const seconds = Math.round((Date.parse(loginTime) - Date.now()) / 1000)
  if (Number.isNaN(seconds)) return fine('clock', 'the server sends no time that can be read')
  const by = Math.abs(seconds) < 2 ? 'as here' : `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`
  return fine('clock', `the server's clock is ${by}; no verdict depends on it`)
}
