/**
 * What to do about a refused login.
 *
 * @param said how the server refused it, in its own words, without the user name: a name may contain any word.
 * @returns undefined where the name and the password are to be checked.
 */
export function loginAdvice(said: string): string | undefined {
  if (/lock/i.test(said)) return 'unlock the account, or wait until it is unlocked'
  if (/expir/i.test(said)) return 'set a new password for the account'
  if (/\bNoPermission\b/.test(said)) return 'give the account a role on the vCenter'
  if (/\bstatus 401\b/.test(said))
    return 'use a local account: the site may take passwords only through its identity provider'
  if (/\bstatus (429|503)\b/.test(said)) return 'wait, or end sessions of the account: there may be a limit'
  return undefined
}

/** What else to check about a user name that was refused; undefined where it has a domain. */
export function domainAdvice(userName: string): string | undefined {
  return /[@\\]/.test(userName)
    ? undefined
    : 'a user name has a domain: write name@domain, for example administrator@vsphere.local'
}
