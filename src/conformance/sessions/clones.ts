import type { SessionService } from '../../client/service.ts'
import type { Account } from './account.ts'
import type { TestSession } from './session-registry.ts'
import { ensureAlive, type SharedSession } from './shared-session.ts'

/** The sessions that others are cloned from, once it is known that a clone is a session in its own right. */
export interface Clones {
  /** The session to clone for a user; undefined where it has to log in. */
  parentOf(account: Account): Promise<TestSession | undefined>
  /** Whether sessions are opened as clones. */
  readonly areTrusted: boolean
  /** From now on, sessions are opened as clones. */
  trust(): void
  /** A clone was refused: where it was that of a shared parent, that one may have ended, and is read before it is cloned again. @returns whether it was. */
  suspect(parent: TestSession): boolean
}

/**
 * @param createParent creates the session of a user that is cloned; opened when it is first needed.
 * @param service reads whether it is still alive, where a clone was refused.
 */
export function createClones(createParent: (account: Account) => SharedSession, service: SessionService): Clones {
  const parents = new Map<string, SharedSession>()
  const suspected = new Set<string>()
  let areTrusted = false
  return {
    get areTrusted() {
      return areTrusted
    },
    trust() {
      areTrusted = true
    },
    suspect(parent) {
      const isShared = parents.get(parent.userName)?.includes(parent) === true
      if (isShared) suspected.add(parent.userName)
      return isShared
    },
    async parentOf(account) {
      if (!areTrusted) return undefined
      const { userName } = account
      const parent = parents.get(userName) ?? createParent(account)
      parents.set(userName, parent)
      if (!suspected.delete(userName)) return parent.current()
      return ensureAlive(service, parent)
    },
  }
}
