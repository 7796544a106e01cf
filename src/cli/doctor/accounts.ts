import type { Connection, Credentials, Session } from '../../client/index.ts'
import { isLoginTag, tagLikeIn } from '../../conformance/sessions/login-tag.ts'
import type { Principals } from '../account-settings.ts'
import { failedCall, faultOf, tried } from './call.ts'
import { fine, type Line, warning, wrong } from './line.ts'
import { logOff, logOn, lookAtLent } from './log-on.ts'
import { withoutPrivilege } from './refused.ts'
import { ownIn, userAgents } from './user-agents.ts'

const terminate = 'Sessions.TerminateSession'

/** Logs on as each account, looks at what it may do, and logs off again. @param loginTag the part of the User-Agent of its logins that no other login has. */
export async function* checkAccounts(
  connection: Connection,
  { controller, limited }: Principals,
  loginTag: string,
): AsyncGenerator<Line> {
  const isLent = 'token' in controller
  const session = yield* isLent ? lookAtLent(connection, controller.token) : logOn(connection, controller, 'account')
  if (session === undefined) return
  yield* lookAround(session, isLent ? undefined : loginTag)
  if (limited === undefined)
    yield warning(
      'second account',
      'none is named: terminate.privilege.required and terminate.privilege.fault are skipped',
    )
  else yield* checkLimited(connection, limited, session)
  // One that is lent stays logged on.
  if (!isLent) yield* logOff(session, 'account')
}

/** What the account of a run may do, how many sessions there are, and what time it is. @param loginTag undefined for a session that was begun elsewhere. */
async function* lookAround(session: Session, loginTag: string | undefined): AsyncGenerator<Line> {
  const own = await tried(session.currentSession())
  if (!own.isDone) yield failedCall('account', 'currentSession', own.error, 'System.View')
  const list = await tried(session.sessionList())
  if (list.isDone) {
    yield fine('account', 'it may read sessionList, which needs the same privilege as TerminateSession')
    yield* validation(session)
    yield fine('sessions', inWords(list.value, session, loginTag === undefined))
    const ofRuns = list.value.filter((one) => one.key !== session.key && isOfRun(one.userAgent)).length
    if (ofRuns > 0)
      yield fine(
        'sessions',
        `${ofRuns} of them ${ofRuns === 1 ? 'is' : 'are'} of runs of vijson test: what an interrupted one has left, vijson cleanup ends`,
      )
    if (own.isDone) yield* userAgents(own.value, ownIn(list.value, session), loginTag)
  } else if (faultOf(list.error) === 'NoPermission') yield withoutPrivilege
  else yield failedCall('account', 'sessionList', list.error, terminate)
  if (own.isDone) yield clockLine(own.value?.loginTime)
}

/** Whether a User-Agent is that of a login of some run. */
function isOfRun(userAgent: unknown): boolean {
  const tag = typeof userAgent === 'string' ? tagLikeIn(userAgent) : undefined
  return tag !== undefined && isLoginTag(tag)
}

/** How many sessions of others are open. A run ends none of them, nor the one that is lent to it, by what a defective server might answer by ending all. */
function inWords(
  sessions: readonly { key: string; userName: string }[],
  { key, userName }: Session,
  isLent: boolean,
): string {
  const others = sessions.filter((one) => one.key !== key)
  if (others.length === 0)
    return `no other session is open${isLent ? '; disruptive checks are skipped beside the one in VIJSON_SESSION' : ''}`
  const own = others.filter((one) => one.userName === userName).length
  const open = others.length === 1 ? '1 other session is open' : `${others.length} other sessions are open`
  return `${open}, ${own === 0 ? 'none' : own} of this account; disruptive checks are skipped beside ${others.length === 1 ? 'it' : 'them'}`
}

/** Whether the account may ask which sessions are active, which one requirement needs; nothing where it may. */
async function* validation(session: Session): AsyncGenerator<Line> {
  const active = await tried(session.sessionIsActive(session.key, session.userName))
  if (active.isDone) return
  yield faultOf(active.error) === 'NoPermission'
    ? warning(
        'account',
        'it may not call SessionIsActive (NoPermission; Sessions.ValidateSession): terminate.effect.session-is-active is skipped',
      )
    : failedCall('account', 'SessionIsActive', active.error, 'Sessions.ValidateSession')
}

/** Whether the second account is another one, and has not the privilege. */
async function* checkLimited(connection: Connection, credentials: Credentials, first: Session): AsyncGenerator<Line> {
  const step = 'second account'
  const session = yield* logOn(connection, credentials, step)
  if (session === undefined) return
  if (session.userName === first.userName)
    yield wrong(
      step,
      'both names are of one account, so the run has no second account',
      'name another account, one without the privilege',
    )
  else {
    const list = await tried(session.sessionList())
    if (list.isDone)
      yield wrong(
        step,
        `it may read sessionList, so it seems to have ${terminate}`,
        'use an account without it, also through its groups; with it, terminate.privilege.* is not decided',
      )
    else if (faultOf(list.error) === 'NoPermission') yield fine(step, `it has no ${terminate}, as it should`)
    else yield failedCall(step, 'sessionList', list.error, terminate)
  }
  yield* logOff(session, step)
}

/** The server's clock beside that of this machine. Nothing is decided by it. */
function clockLine(loginTime = ''): Line {
  const seconds = Math.round((Date.parse(loginTime) - Date.now()) / 1000)
  if (Number.isNaN(seconds)) return fine('clock', 'the server sends no time that can be read')
  const by = Math.abs(seconds) < 2 ? 'as here' : `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead' : 'behind'}`
  return fine('clock', `the server's clock is ${by}; no verdict depends on it`)
}
