/** A session that the run has opened. */
export interface TestSession {
  /** What findings call it: `session 2`, `the controller`. */
  label: string
  key: string
  token: string
  userName: string
  /** Known to be over: logged out, or dead by both oracles. */
  ended: boolean
}

/** What is the run's own, and what is not. The guard and the clean-up go by it. */
export interface Ownership {
  readonly opened: readonly TestSession[]
  /** Logins that were sent and never answered: the target may hold their sessions. */
  unanswered: number
  adopt(session: TestSession): void
  /** Declares an id that no session has. @throws where a session that is not the run's has it. */
  invent(id: string): string
  /** Notes what a sessionList showed. */
  noteListed(keys: readonly string[]): void
  /** Whether the run opened the session of that id, or invented the id. */
  isOwn(id: string): boolean
  ownsToken(token: string): boolean
  /** How many sessions of others the latest sessionList showed. */
  foreignCount(): number
}

export function createOwnership(): Ownership {
  const opened: TestSession[] = []
  const invented = new Set<string>()
  let listed: readonly string[] = []
  const everListed = new Set<string>()
  const isOpened = (id: string) => opened.some(({ key }) => key === id)
  const isForeign = (id: string) => everListed.has(id) && !isOpened(id)
  return {
    opened,
    unanswered: 0,
    adopt(session) {
      opened.push(session)
    },
    invent(id) {
      if (isForeign(id)) throw new Error('an invented id is the id of a session that is not the run’s')
      invented.add(id)
      return id
    },
    noteListed(keys) {
      listed = keys
      for (const key of keys) everListed.add(key)
    },
    isOwn: (id) => isOpened(id) || (invented.has(id) && !isForeign(id)),
    ownsToken: (token) => opened.some((session) => session.token === token),
    foreignCount: () => listed.filter((key) => !isOpened(key)).length,
  }
}
