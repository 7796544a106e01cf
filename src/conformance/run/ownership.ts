/** A session that the run has opened. */
export interface TestSession {
  /** What findings call it: `session 2`, `the controller`. */
  label: string
  key: string
  token: string
  userName: string
  /** `closed`: it was logged out, or its token says that it is over. `dead`: both oracles say so. */
  state: 'open' | 'closed' | 'dead'
}

/** What is the run's own, and what is not. The guard and the clean-up go by it. */
export interface Ownership {
  readonly opened: readonly TestSession[]
  /** Logins after which the target may hold a session that the run cannot close. */
  unclosable: number
  /** Now, for {@link Ownership.adopt}: to be asked for when a login is sent. */
  moment(): number
  /**
   * Makes a session the run's own, unless it cannot be: its key was listed before its login was sent, or the run has it already.
   *
   * @returns why not, in words that follow "Login"; `undefined` where the session was adopted.
   */
  adopt(session: TestSession, loginSentAt: number): string | undefined
  /**
   * Declares an id that no session has.
   *
   * @param isHazardous whether a lenient server might take it for a session of others.
   * @throws Error where a session that is not the run's has it.
   */
  invent(id: string, isHazardous?: boolean): string
  /** Notes what a sessionList showed, when its answer is in. */
  noteListed(keys: readonly string[]): void
  /** Whether the run opened the session of that id, or invented the id. */
  isOwn(id: string): boolean
  isHazardous(id: string): boolean
  ownsToken(token: string): boolean
  /** Whether a text names a session of others that any sessionList has shown. */
  namesForeign(text: string): boolean
  /** How many of the keys are sessions of others. */
  foreignAmong(keys: readonly string[]): number
}

export function createOwnership(): Ownership {
  const opened: TestSession[] = []
  const invented = new Map<string, { isHazardous: boolean }>()
  const firstListed = new Map<string, number>()
  let now = 0
  const isOpened = (id: string) => opened.some(({ key }) => key === id)
  const isForeign = (id: string) => firstListed.has(id) && !isOpened(id)
  return {
    opened,
    unclosable: 0,
    moment: () => now,
    adopt(session, loginSentAt) {
      const { key, token } = session
      if (opened.some((other) => other.key === key || other.token === token)) {
        return 'was answered with a session that it had been answered with before'
      }
      // A key that is listed first while the login is under way is the login's own.
      const listedAt = firstListed.get(key)
      if (listedAt !== undefined && listedAt <= loginSentAt)
        return 'was answered with a session that had begun before it'
      opened.push(session)
      return undefined
    },
    invent(id, isHazardous = false) {
      if (isForeign(id)) throw new Error('an invented id is the id of a session that is not the run’s')
      invented.set(id, { isHazardous })
      return id
    },
    noteListed(keys) {
      now += 1
      for (const key of keys) if (!firstListed.has(key)) firstListed.set(key, now)
    },
    isOwn: (id) => isOpened(id) || (invented.has(id) && !isForeign(id)),
    isHazardous: (id) => invented.get(id)?.isHazardous ?? false,
    ownsToken: (token) => opened.some((session) => session.token === token),
    namesForeign: (text) => [...firstListed.keys()].some((key) => !isOpened(key) && text.includes(key)),
    foreignAmong: (keys) => keys.filter((key) => !isOpened(key)).length,
  }
}
