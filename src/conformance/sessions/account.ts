import { secretsIn } from '../../client/authorization.ts'
import type { Credentials } from '../../client/service.ts'
import type { SessionToken, Target } from '../types.ts'

/**
 * A session that somebody has begun, and lends to the run. Sessions are begun as clones of it; besides, it is read once. It is never logged out, and no call
 * names it: to the run, it is a session of others.
 */
export interface LentSession {
  /** Its user, as the target writes it. */
  userName: string
  token: string
}

/** A token of single sign-on. Whose it is, only the target says. */
export interface SignOn {
  userName: typeof signOnName
  authorization: string
}

/** Stands where the name of a user would: `LoginByToken with the token of single sign-on was refused`. */
export const signOnName = 'the token of single sign-on'

/** By which sessions are begun: by logins, or as clones of a session that is lent. */
export type Account = Credentials | LentSession

/** What nobody else may learn of it. */
export function secretOf(account: Credentials | SessionToken): string {
  return 'token' in account ? account.token : account.password
}

/** The same of any account of a run, by itself and in its parts: a server may repeat one of them. */
export function secretsOf(account: Target['controller']): string[] {
  return 'authorization' in account ? secretsIn(account.authorization) : [secretOf(account)]
}
