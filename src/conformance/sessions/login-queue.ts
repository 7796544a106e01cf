import pLimit from 'p-limit'
import { VerdictError } from '../errors/verdict-error.ts'

/** How many logins are under way at once: single sign-on handles them one by one, and the last has to be answered in time, too. */
const maxConcurrentLogins = 6

/** Sends logins, a limited number at once. */
export interface LoginQueue {
  /**
   * Sends a login. The first login of a user goes alone; where it is refused, no other of that user follows, because an account with
   * too many failed logins is locked.
   */
  login<Opened>(userName: string, login: () => Promise<Opened>): Promise<Opened>
  /** Waits for all logins that are under way now. */
  settled(): Promise<void>
}

export function createLoginQueue(): LoginQueue {
  const limit = pLimit(maxConcurrentLogins)
  const firsts = new Map<string, Promise<unknown>>()
  const underWay = new Set<Promise<unknown>>()

  async function send<Opened>(login: () => Promise<Opened>): Promise<Opened> {
    const sent = limit(login)
    underWay.add(sent)
    try {
      return await sent
    } finally {
      underWay.delete(sent)
    }
  }

  return {
    async login(userName, login) {
      const first = firsts.get(userName)
      if (first !== undefined) {
        await first
        return send(login)
      }
      const sent = send(login)
      firsts.set(userName, sent)
      return sent.catch((error: unknown) => {
        // Only a refusal speaks of the account; where no answer came, the next login may try.
        if (!(error instanceof VerdictError) || error.finding.code !== 'prerequisite') firsts.delete(userName)
        throw error
      })
    },
    async settled() {
      await Promise.allSettled(underWay)
    },
  }
}
