import type { Refusal } from '../conformance/index.ts'
import { isQuoted } from './quoted.ts'

/**
 * What to do about a refused login.
 *
 * @returns undefined where the name and the password are to be checked.
 */
export function loginAdvice({ said, fault, status }: Omit<Refusal, 'kind'>): string | undefined {
  // Which of them it is, only the server's own words say; the user name is not among them, which may contain any word.
  if (/\block(ed|out)\b|\block-out\b/i.test(said)) return 'unlock the account, or wait until it is unlocked'
  if (fault === 'PasswordExpired' || /\b(password|credentials?)\b[^.]*\bexpired?\b/i.test(said))
    return 'set a new password for the account'
  if (/\baccount\b[^.]*\b(disabled|expired)\b/i.test(said)) return 'have the account enabled, or name another one'
  if (fault === 'NoPermission') return 'give the account a role on the vCenter'
  if (status === 401 || /\bfederated\b|\bidentity provider\b/i.test(said))
    return 'use a local account: the site may take passwords only through its identity provider'
  if (status === 429 || status === 503) return 'wait, or end sessions of the account: there may be a limit'
  return undefined
}

/** What looks like a slip in a password that was refused, and may be a part of it; undefined where nothing does. Nothing of it is repeated. */
export function passwordAdvice(password: string): string | undefined {
  if (isQuoted(password)) return 'the password stands in quotation marks, which are sent as a part of it'
  return /^\s|\s$/.test(password)
    ? `the password ${/^\s/.test(password) ? 'begins' : 'ends'} with a blank, which is sent as a part of it`
    : undefined
}

/** What else to check about a user name that was refused; undefined where it has a domain. */
export function domainAdvice(userName: string): string | undefined {
  return /[@\\]/.test(userName)
    ? undefined
    : 'a user name has a domain: write name@domain, for example administrator@vsphere.local'
}
