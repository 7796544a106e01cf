import type { Credentials } from '../../client/index.ts'
import type { Problem, Refusal } from '../../conformance/index.ts'
import { signOnName } from '../../conformance/sessions/account.ts'
import type { Principals } from '../account-settings.ts'
import { domainAdvice, loginAdvice, passwordAdvice } from '../login-advice.ts'
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
export function ofAccount({ code, message, refusal }: Problem, controller: Principals['controller']): Line | undefined {
  if (code === 'privilege') return withoutPrivilege
  if (code !== 'login') return undefined
  switch (refusal?.kind) {
    case 'currentSession':
      return notLoggedOn
    case 'LoginByToken':
      return refusedToken('account', refusal)
    case 'Login':
      return refusedLogin('account', 'password' in controller ? controller : noCredentials, refusal)
    default:
      return wrong('account', message, lookBetween)
  }
}

/** A run without a password sends no Login. */
const noCredentials: Credentials = { userName: '', password: '' }

/** The line about a login that has begun no session. */
export function refusedLogin(step: Line['step'], account: Credentials, refusal: Refusal): Line {
  return wrong(step, `Login as ${account.userName} ${refusal.said}`, todo(step, account, refusal))
}

/** The same about a token of single sign-on. */
export function refusedToken(step: Line['step'], { said, fault }: Refusal): Line {
  return wrong(
    step,
    `LoginByToken with ${signOnName} ${said}`,
    fault === undefined
      ? 'the server may take such a token in another way: log in over SOAP, as govc does, and give the token of that session in VIJSON_SESSION'
      : 'get a new token: one is good for a short time, and where its single sign-on is trusted',
  )
}

function todo(step: Line['step'], { userName, password }: Credentials, refusal: Refusal): string {
  const { fault, status = 0 } = refusal
  const advice = loginAdvice(refusal)
  if (advice !== undefined) return advice
  const check =
    step === 'account' ? 'check the user name and the password' : 'check VIJSON_LIMITED_USERNAME and its password'
  if (fault === 'InvalidLogin')
    return [check, passwordAdvice(password), domainAdvice(userName), 'each further attempt may lock the account']
      .filter((one) => one !== undefined)
      .join('; ')
  if (fault === 'NotAuthenticated') return 'look what ends its sessions: a limit, a time-out, or a clean-up job'
  if (fault !== undefined) return 'look into the log of the vCenter, and ask its administrator'
  if (status < 300)
    return `${lookBetween}; a session may have begun and stay open: look for it in the vSphere Client, and end it there`
  // These two blame what was sent.
  if (status === 400 || status === 403) return check
  return status >= 500 ? 'look again; where it stays so, look at what is between' : lookBetween
}

const lookBetween = 'look at what is between: it answers a login itself, or changes it'
