import { unreached } from '../errors/verdict-error.ts'
import type { TestSession } from './session-registry.ts'

/** A session that many checks use and none endangers: the controller, or a bystander of another user. */
export interface SharedSession {
  /** The session of the moment, opened where there is none. @throws Decided `unreached` where there is none to be had. */
  current(): Promise<TestSession>
  /** Gives up a session that is no longer logged on; the next check gets a new one. */
  discard(lost: TestSession): void
}

/** How many are opened in the place of lost ones: logins are dear, and a target that ends this many is condemned already. */
const maxOpened = 8

export function createSharedSession(label: string, open: () => Promise<TestSession>): SharedSession {
  let current: Promise<TestSession> | undefined
  let given: TestSession | undefined
  let opened = 0
  return {
    async current() {
      if (current === undefined) {
        if (opened === maxOpened)
          throw unreached(`the target ended ${label} ${maxOpened} times; no further one is opened`)
        current = open()
      }
      const opening = current
      try {
        const session = await opening
        if (session !== given) opened += 1
        given = session
        return session
      } catch (error) {
        if (current === opening) current = undefined // The next check may have better luck.
        throw error
      }
    },
    discard(lost) {
      if (lost !== given) return
      given = undefined
      current = undefined
    },
  }
}
