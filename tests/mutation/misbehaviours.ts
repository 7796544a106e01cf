import type { Session, VCenter } from '../../src/mock/index.ts'

/** Ends what can be ended, by the rules; the first fault is thrown at the end. */
export function goOn(vcenter: VCenter, caller: Session, keys: readonly string[]): void {
  const faults = keys.flatMap((key) => {
    try {
      vcenter.terminateSessions(caller, [key])
      return []
    } catch (error) {
      return [error]
    }
  })
  if (faults.length > 0) throw faults[0]
}

/** Ends a list by the rules; where it fails, those who are meant are logged on again. */
export function takeBack(
  vcenter: VCenter,
  caller: Session,
  keys: readonly string[],
  isMeant: (key: string) => boolean = () => true,
): void {
  const before: [string, Session][] = [...vcenter.sessions]
  try {
    vcenter.terminateSessions(caller, keys)
  } catch (error) {
    for (const [key, session] of before) if (isMeant(key)) vcenter.sessions.set(key, session)
    throw error
  }
}

/** Ends sessions, while their tokens live on. */
export function tokenLivesOn(vcenter: VCenter): Partial<VCenter> {
  const ended = new Map<string, Session>()
  return {
    authenticate: (token) => vcenter.authenticate(token) ?? ended.get(token),
    terminateSessions(caller, keys) {
      for (const session of keys.flatMap((key) => vcenter.sessions.get(key) ?? [])) ended.set(session.token, session)
      vcenter.terminateSessions(caller, keys)
    },
  }
}
