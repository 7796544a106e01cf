import type { Problem } from '../../conformance/index.ts'
import { signOnName } from '../../conformance/sessions/account.ts'
import { domainAdvice, loginAdvice } from '../login-advice.ts'
import { type Line, wrong } from './line.ts'

/** The line about an account that may not do what a run needs. */
export const withoutPrivilege = wrong(
  'account',
  'it may not read sessionList (NoPermission)',
  'give it the privilege Sessions.TerminateSession (vSphere Client: Sessions, View and stop sessions)',
)

/** The line about a session that is lent to a run, and has ended. */
export const notLoggedOn = wrong(
  'account',
  'the session in VIJSON_SESSION is not logged on',
  'begin a session, and give its token',
)

/** What a run says of its account, where it could not begin; undefined where it says nothing of it. No request is sent: each further login counts for the lock of an account. */
export function ofAccount({ code, message }: Problem, userName: string): Line | undefined {
  if (code === 'privilege') return withoutPrivilege
  if (code !== 'login') return undefined
  if (message.startsWith('the given session')) return notLoggedOn
  const byToken = `LoginByToken with ${signOnName} `
  if (message.startsWith(byToken)) return refusedToken('account', message.slice(byToken.length))
  const login = `Login as ${userName} `
  return message.startsWith(login)
    ? refusedLogin('account', userName, message.slice(login.length))
    : wrong('account', message, lookBetween)
}

/** The line about a login that has begun no session. @param said how it was answered: `was refused with the fault InvalidLogin: "Cannot complete login"`. */
export function refusedLogin(step: Line['step'], userName: string, said: string): Line {
  return wrong(step, `Login as ${userName} ${said}`, todo(step, userName, said))
}

/** The same about a token of single sign-on. */
export function refusedToken(step: Line['step'], said: string): Line {
  const isRefused = said.startsWith('was refused with the fault')
  return wrong(
    step,
    `LoginByToken with ${signOnName} ${said}`,
    isRefused
      ? 'get a new token: one is good for a short time, and where its single sign-on is trusted'
      : 'the server may take such a token in another way: log in over SOAP, as govc does, and give the token of that session in VIJSON_SESSION',
  )
}

function todo(step: Line['step'], userName: string, said: string): string {
  const advice = loginAdvice(said)
  if (advice !== undefined) return advice
  const check =
    step === 'account' ? 'check the user name and the password' : 'check VIJSON_LIMITED_USERNAME and its password'
  const [, fault] = /^was refused with the fault (\S+?):?(?= |$)/.exec(said) ?? []
  if (fault === 'InvalidLogin')
    return [check, domainAdvice(userName), 'each further attempt may lock the account']
      .filter((one) => one !== undefined)
      .join('; ')
  if (fault === 'NotAuthenticated') return 'look what ends its sessions: a limit, a time-out, or a clean-up job'
  if (fault !== undefined) return 'look into the log of the vCenter, and ask its administrator'
  const status = Number(/^was answered with status (\d+)/.exec(said)?.[1])
  if (status < 300 || said.startsWith('was answered without a session key'))
    return `${lookBetween}; a session may have begun and stay open: look for it in the vSphere Client, and end it there`
  // These two blame what was sent.
  if (status === 400 || status === 403) return check
  return status >= 500 ? 'look again; where it stays so, look at what is between' : lookBetween
}

const lookBetween = 'look at what is between: it answers a login itself, or changes it'
