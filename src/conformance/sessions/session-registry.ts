import { unreached } from '../errors/verdict-error.ts'
import type { OwnSessions } from '../types.ts'

/** A session that the run opened. */
export interface TestSession {
  /** Its name in findings: `session 2`, `the controller`. */
  label: string
  /** Used by many checks: the controller, or the bystander of disruptive checks. Closed last. */
  isShared: boolean
  key: string
  token: string
  userName: string
  /** When it began, by the target's clock, in milliseconds since 1970; NaN where the target does not say. */
  loginTime: number
  /** `closed`: logged out, or its token says that it is over. `dead`: both oracles say so. */
  state: 'open' | 'closed' | 'dead'
}

/** The session in the answer to a login. Times as in {@link TestSession}. */
export interface OfferedSession extends Pick<TestSession, 'key' | 'token' | 'loginTime'> {
  lastActiveTime: number
}

/** Why a session is not registered as the run's own. */
interface Rejection {
  /** In words that follow "Login". */
  reason: string
  /** It may be the run's own all the same, and is then left open: clocks may differ, and keys may be used again. */
  mayBeOwn: boolean
}

/** Knows which sessions and ids are the run's own. The guard and the cleanup go by it. */
export interface SessionRegistry extends OwnSessions {
  readonly opened: readonly TestSession[]
  /** Logins after which the target may hold a session that the run cannot close. */
  unclosable: number
  /** Sessions of such logins whose token could not be read: it is read again at the end. */
  readonly unverified: TestSession[]
  /** How many sessionLists have been noted; to be read when a login is sent, for {@link SessionRegistry.rejectionReason}. */
  listCount(): number
  /** Notes the target's clock, in milliseconds since 1970, before the first login. */
  noteClock(time: number): void
  /**
   * Why the session in the answer to a login cannot be the one that the login has begun: its key was listed before the login was sent, it is
   * older than the run, it was in use before it began, or it is registered already. `undefined` where nothing speaks against it.
   */
  rejectionReason(session: OfferedSession, listCountAtLogin: number): Rejection | undefined
  /** Makes a session the run's own. */
  register(session: TestSession): void
  /** Takes that back: the session turned out not to be the run's own. */
  unregister(session: TestSession): void
  /**
   * Declares an id that no session has.
   *
   * @param isDisruptive whether a lenient server might take it for another user's session.
   * @throws Error where a session of others has it.
   */
  invent(id: string, isDisruptive?: boolean): string
  /** Notes the keys in a sessionList, when its answer is in. @throws VerdictError `unreached` above {@link maxListedKeys}. */
  noteListed(keys: readonly string[]): void
  /** Whether a session, of the run or of others, is known to have this key. */
  isTaken(id: string): boolean
  /** How many of the keys belong to sessions of others. */
  countForeign(keys: readonly string[]): number
}

/** How many keys are remembered: a target that lists new ones each time must not fill the memory. */
const maxListedKeys = 200_000

/** A shorter key might stand in a text by chance. */
const minKeyLength = 8

/** By how much times may seem to run backwards: they are given in whole seconds, and a cluster has more than one clock. */
const maxClockSkewMs = 5000

/** How long after its beginning a session that a login has just begun may have been active: a login may be slow. */
const maxLoginMs = 60_000

export function createSessionRegistry(): SessionRegistry {
  const opened: TestSession[] = []
  const invented = new Map<string, { isDisruptive: boolean }>()
  const firstListed = new Map<string, number>()
  let lists = 0
  let startedAt = Number.NaN
  const isOpened = (id: string) => opened.some(({ key }) => key === id)
  const isForeign = (id: string) => firstListed.has(id) && !isOpened(id)
  return {
    opened,
    unclosable: 0,
    unverified: [],
    listCount: () => lists,
    noteClock(time) {
      startedAt = time
    },
    rejectionReason({ key, token, loginTime, lastActiveTime }, listCountAtLogin) {
      const known = opened.find((other) => other.key === key || other.token === token)
      if (known !== undefined) {
        const reason = 'returned a session that an earlier login of this run had returned'
        return { reason, mayBeOwn: known.state !== 'open' }
      }
      // A key that is listed first while the login is under way is the login's own.
      const listedAt = firstListed.get(key)
      if (listedAt !== undefined && listedAt <= listCountAtLogin)
        return { reason: 'returned a session that existed before the login', mayBeOwn: false }
      if (loginTime < startedAt - maxClockSkewMs || loginTime < lastActiveTime - maxLoginMs)
        return { reason: 'returned a session that, by its loginTime, existed before the login', mayBeOwn: true }
      return undefined
    },
    register(session) {
      opened.push(session)
      if (Number.isNaN(startedAt)) startedAt = session.loginTime
    },
    unregister(session) {
      opened.splice(opened.indexOf(session), 1)
    },
    invent(id, isDisruptive = false) {
      if (isForeign(id)) throw new Error("an invented id is the id of a session that is not the run's own")
      invented.set(id, { isDisruptive })
      return id
    },
    noteListed(keys) {
      if (firstListed.size + keys.length > maxListedKeys)
        throw unreached(`sessionList has shown more than ${maxListedKeys} sessions`)
      lists += 1
      for (const key of keys) if (!firstListed.has(key)) firstListed.set(key, lists)
    },
    isOwn: (id) => isOpened(id) || (invented.has(id) && !isForeign(id)),
    isDisruptive: (id) => invented.get(id)?.isDisruptive ?? false,
    ownsToken: (token) => opened.some((session) => session.token === token),
    containsForeignKey: (text) =>
      [...firstListed.keys()].some((key) => key.length >= minKeyLength && !isOpened(key) && text.includes(key)),
    isTaken: (id) => isOpened(id) || firstListed.has(id),
    countForeign: (keys) => keys.filter((key) => !isOpened(key)).length,
  }
}
