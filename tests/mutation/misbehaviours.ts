import type { MockSession, VCenter } from '../../src/mock/index.ts'

/** Ends every session of a list that may be ended, and throws the first fault afterwards. */
export function goOn(vcenter: VCenter, caller: MockSession, keys: readonly string[]): void {
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

/** Ends a list as the mock does; where it fails, restores the sessions that `isRestored` selects. */
export function takeBack(
  vcenter: VCenter,
  caller: MockSession,
  keys: readonly string[],
  isRestored: (key: string) => boolean = () => true,
): void {
  const before: [string, MockSession][] = [...vcenter.sessions]
  try {
    vcenter.terminateSessions(caller, keys)
  } catch (error) {
    for (const [key, session] of before) if (isRestored(key)) vcenter.sessions.set(key, session)
    throw error
  }
}

/** Removes sessions from sessionList, while their tokens stay valid. */
export function tokenLivesOn(vcenter: VCenter): Partial<VCenter> {
  const ended = new Map<string, MockSession>()
  return {
    authenticate: (token) => vcenter.authenticate(token) ?? ended.get(token),
    terminateSessions(caller, keys) {
      for (const session of keys.flatMap((key) => vcenter.sessions.get(key) ?? [])) ended.set(session.token, session)
      vcenter.terminateSessions(caller, keys)
    },
  }
}
