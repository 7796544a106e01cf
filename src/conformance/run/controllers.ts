import { unreached } from '../finding.ts'
import type { TestSession } from './ownership.ts'

/** The session that makes the calls and reads sessionList, shared by the checks that do not endanger it. */
export interface Controllers {
  /** The controller of the moment. @throws Decided `unreached` where there is none to be had. */
  current(): Promise<TestSession>
  /** Gives up a controller that is no longer logged on; the next check gets a new one. */
  giveUp(lost: TestSession): void
}

/** How many controllers a run opens at most: logins are dear, and a target that ends this many is condemned already. */
const most = 8

/** What a controller is called. */
export const controllerLabel = 'the controller'

export function createControllers(open: () => Promise<TestSession>): Controllers {
  let current: Promise<TestSession> | undefined
  let given: TestSession | undefined
  let opened = 0
  return {
    async current() {
      if (current === undefined) {
        if (opened === most) throw unreached(`the target ended ${most} controllers; no further one is opened`)
        opened += 1
        current = open()
      }
      given = await current
      return given
    },
    giveUp(lost) {
      if (lost === given) current = undefined
    },
  }
}
