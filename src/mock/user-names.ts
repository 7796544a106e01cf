/** The name of a user as a vCenter lists it: `VSPHERE.LOCAL\administrator` of `administrator@vsphere.local`. One without a domain stays as it is. */
export function withDomainFirst(userName: string): string {
  const [, name, domain] = /^(.+)@([^@]+)$/.exec(userName) ?? []
  return name === undefined || domain === undefined ? userName : `${domain.toUpperCase()}\\${name}`
}

/** Whether a login may give this name for a user: letter case is of no account, and the domain may stand first. */
export function isNameOf(userName: string, given: string): boolean {
  return [userName, withDomainFirst(userName)].some((form) => form.toLowerCase() === given.toLowerCase())
}
