import type { SessionService } from '../../client/service.ts'
import { unreached } from '../errors/verdict-error.ts'
import { readOwnSession } from './readings.ts'
import type { TestSession } from './session-registry.ts'

/** A session that many checks use and none puts at risk: the controller, or the bystander of disruptive checks. */
export interface SharedSession {
  /** The session, opened where there is none. @throws VerdictError `unreached` where none can be opened. */
  current(): Promise<TestSession>
  /** Gives up a session that is no longer logged on; the next check gets a new one. */
  discard(lost: TestSession): void
  /** Whether a session is, or was, this shared session. */
  includes(session: TestSession): boolean
}

/** How many are opened in place of lost ones: logins are expensive, and a target that ends this many has failed already. */
const maxOpened = 8

export function createSharedSession(label: string, open: () => Promise<TestSession>): SharedSession {
  const opened = new Set<TestSession>()
  let opening: Promise<TestSession> | undefined
  let latest: TestSession | undefined
  return {
    async current() {
      if (opening === undefined) {
        if (opened.size === maxOpened)
          throw unreached(`the target ended ${label} ${maxOpened} times; the run begins no further one`)
        opening = open()
      }
      const awaited = opening
      try {
        latest = await awaited
        opened.add(latest)
        return latest
      } catch (error) {
        if (opening === awaited) opening = undefined // The next check may succeed.
        throw error
      }
    },
    discard(lost) {
      if (lost !== latest) return
      latest = undefined
      opening = undefined
    },
    includes: (session) => opened.has(session),
  }
}

/** The shared session, opened anew where it has ended since it was last read: that must not be attributed to the next call. */
export async function ensureAlive(
  service: SessionService,
  shared: Pick<SharedSession, 'current' | 'discard'>,
): Promise<TestSession> {
  const session = await shared.current()
  const reading = await readOwnSession(service, session)
  if (reading?.state !== 'dead') return session
  shared.discard(session)
  return shared.current()
}
