import { userNameForms } from '../dimensions/logins.ts'
import { OpeningRefused, unreached, unreachedBy, unsupported } from '../errors/verdict-error.ts'
import type { Account } from '../sessions/account.ts'
import { closeSession } from '../sessions/close-session.ts'
import { type Opening, openSession } from '../sessions/open-session.ts'
import { readOwnSession } from '../sessions/readings.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { ensureAlive } from '../sessions/shared-session.ts'
import { openClosingPipeline, openLoginPipeline, type RequestPipeline } from '../transport/request-pipeline.ts'
import type { Purpose } from '../types.ts'
import { allSettled } from './all-settled.ts'
import type { CheckContext, Sessions } from './check-context.ts'
import type { Observations } from './observations.ts'
import type { RunContext } from './run-context.ts'

/** Those of the controller's user first; in the same order in each run with the same seed. */
function orderOf({ userName, loginTag = '' }: TestSession, first: string): string {
  return `${userName === first ? 0 : 1} ${loginTag}`
}

/** Opens and logs out the sessions of one case. @param sessions those of the case; each that is opened is added. */
export function createCaseSessions(
  run: RunContext,
  purpose: Purpose,
  { service }: RequestPipeline,
  controller: TestSession,
  observations: Observations,
  sessions: TestSession[],
): Pick<
  CheckContext,
  | 'open'
  | 'openLimited'
  | 'openUnused'
  | 'openByLogin'
  | 'openOrReuse'
  | 'onlySession'
  | 'openClone'
  | 'userAgentOf'
  | 'sendLogout'
  | 'logout'
> {
  const { registry, loginTags } = run
  const parts = {
    service: openLoginPipeline(run, purpose).service,
    closing: openClosingPipeline(run, purpose).service,
    registry,
    loginTags,
    limits: run.limits,
    weather: run.weather,
    requirement: purpose.requirement,
  }
  const loginName = [purpose.requirement, purpose.caseName].filter(Boolean).join('/')
  let begun = 0

  /** @param queueName another one than that of the user where a refusal says nothing about the account, or a limit on sessions. */
  async function openAs(
    account: Account,
    how: Omit<Opening, 'account' | 'label' | 'loginName' | 'isShared'> = {},
    queueName = account.userName,
  ): Promise<TestSession> {
    begun += 1
    const label = `session ${begun}`
    const openOnce = (from: typeof how) =>
      run.loginQueue.login(
        queueName,
        () => openSession(parts, { account, label, loginName, ...from }),
        from.parent === undefined ? 'login' : 'clone',
      )
    const session = await openOnce(how).catch(async (error: unknown) => {
      if (!(error instanceof OpeningRefused) || how.parent === undefined || !run.clones.suspect(how.parent)) throw error
      // The session that is cloned had ended.
      return openOnce(await howToOpen(account))
    })
    sessions.push(session)
    observations.recordOpened(session)
    return session
  }

  async function sendLogout(session: TestSession): Promise<boolean> {
    const reading = await readOwnSession(service, session)
    if (reading?.state === 'stranger') throw unreached(`the token of ${session.label} now belongs to another session`)
    const answer = await service.logout(session.token)
    observations.recordLogout(session)
    return answer.kind === 'value'
  }

  /** @param by asks for logins, which a run that may send few has not always. */
  async function howToOpen(account: Account, by?: 'login'): Promise<Pick<Opening, 'parent'>> {
    const parent = by === 'login' && !run.limits.areLoginsKept ? undefined : await run.clones.parentOf(account)
    return parent === undefined ? {} : { parent }
  }

  async function openSeveral(count: number, by?: 'login'): Promise<TestSession[]> {
    const { controller } = run.accounts
    const how = await howToOpen(controller, by)
    return allSettled(Array.from({ length: count }, () => openAs(controller, how)))
  }

  /** Makes a session of the run one of this check. */
  function takeOver(given: TestSession): TestSession {
    begun += 1
    const session = registry.rename(given, `session ${begun}`)
    sessions.push(session)
    observations.recordOpened(session)
    return session
  }

  return {
    async open(count, by) {
      return (await openSeveral(count, by)) as Sessions<typeof count> // As many as were asked for, which the compiler cannot see.
    },
    async openLimited(by) {
      const limited = requireLimited(run)
      return openAs(limited, await howToOpen(limited, by))
    },
    async openUnused(of, withAgentOf) {
      const account = of === 'second account' ? requireLimited(run) : run.accounts.controller
      const how = await howToOpen(account, of === 'clone' ? undefined : 'login')
      return openAs(account, { readBy: controller, withAgentOf, ...how })
    },
    async openByLogin(form) {
      const { controller } = run.accounts
      // CloneSession takes neither a language nor a name.
      if (!('password' in controller)) return undefined
      // Whether that token, or that language, is taken says nothing about the account.
      if ('ended' in form) return openAs(controller, form, 'with the token of an ended session')
      if ('locale' in form) return openAs(controller, form, 'in another language')
      if (!('userName' in form)) return openAs(controller, form)
      const userName = userNameForms[form.userName](controller.userName)
      return userName === controller.userName ? undefined : openAs({ ...controller, userName })
    },
    async openOrReuse(count) {
      const { userName } = controller
      run.left.sort((one, other) => (orderOf(one, userName) < orderOf(other, userName) ? -1 : 1))
      const reused = run.left.splice(0, count).map(takeOver)
      return [...reused, ...(await openSeveral(count - reused.length))]
    },
    async onlySession(which) {
      // One for each account, in this order.
      const idle = run.idleSessions.at(which === 'the only session of the second account' ? 1 : 0)
      if (idle === undefined) throw unsupported('second-principal', noSecondAccount)
      const { key } = await ensureAlive(service, idle)
      // Where the check is run again, it has another label by now.
      const oldest = registry.opened.find((one) => one.key === key)
      if (oldest === undefined) throw unreached(`${which} is none that the run has opened`)
      const isOther = (one: TestSession) =>
        one.userName === oldest.userName && one !== oldest && !run.controllers.includes(one)
      await Promise.all(registry.opened.filter(isOther).map((one) => closeSession(parts.closing, registry, one)))
      return takeOver(oldest)
    },
    async openClone(parent, { afterTicket, withAgentOf, isUnused = false, mayBeRefused = false } = {}) {
      const { accounts } = run
      const isOfSecond = accounts.limited !== undefined && parent.userName === accounts.limited.userName
      const account = isOfSecond ? requireLimited(run) : accounts.controller
      const how = { parent, afterTicket, withAgentOf, ...(isUnused ? { readBy: controller } : {}) }
      return mayBeRefused ? openAs(account, how, `by a ticket of ${parent.key}`) : openAs(account, how)
    },
    userAgentOf: ({ loginTag }) => (loginTag === undefined ? undefined : loginTags.userAgentOf(loginTag)),
    sendLogout,
    async logout(session) {
      if (!(await sendLogout(session)))
        throw unreachedBy('terminate.current-session.logout-instead', 'Logout was refused')
    },
  }
}

function requireLimited(run: RunContext): Account {
  const { limited } = run.accounts
  if (limited !== undefined) return limited
  throw withoutSecondAccount(run)
}

/** Why there is no account without the privilege. */
export function withoutSecondAccount({ accounts: { limitedProblem } }: RunContext): unknown {
  return limitedProblem ?? unsupported('second-principal', noSecondAccount)
}

const noSecondAccount = 'the run has no second account (an account without Sessions.TerminateSession)'
