/** The methods that begin a session. */
export const beginningMethods = ['Login', 'LoginByToken', 'CloneSession'] as const

export type BeginningMethod = (typeof beginningMethods)[number]

/** Whether a member is a method that begins a session. */
export function isBeginning(member: string): boolean {
  return beginningMethods.some((method) => method === member)
}

/** The same of the path of a request. */
export function isBeginningPath(path: string): boolean {
  return beginningMethods.some((method) => path.endsWith(`/${method}`))
}
