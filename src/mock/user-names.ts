/** The name of a user as a vCenter lists it: `VSPHERE.LOCAL\administrator` of `administrator@vsphere.local`. One without a domain stays as it is. */
export function withDomainFirst(userName: string): string {
  const [, name, domain] = /^(.+)@([^@]+)$/.exec(userName) ?? []
  return name === undefined || domain === undefined ? userName : `${domain.toUpperCase()}\\${name}`
}
