import { unreached } from '../errors/verdict-error.ts'

/** A session that the run has opened. */
export interface TestSession {
  /** What findings call it: `session 2`, `the controller`. */
  label: string
  /** Used by many checks: the controller, or a witness. Closed last. */
  isShared: boolean
  key: string
  token: string
  userName: string
  /** When it began, by the target's clock, in milliseconds since 1970; not a number where the target does not say. */
  loginTime: number
  /** `closed`: it was logged out, or its token says that it is over. `dead`: both oracles say so. */
  state: 'open' | 'closed' | 'dead'
}

/** What a login was answered with. Times as in {@link TestSession}. */
export interface OfferedSession extends Pick<TestSession, 'key' | 'token' | 'loginTime'> {
  lastActiveTime: number
}

/** Why a session is not taken for the run's own. */
interface Rejection {
  /** In words that follow "Login". */
  reason: string
  /** It may be the run's all the same, and is left open then: clocks may differ, and keys may be used again. */
  mayBeOwn: boolean
}

/** What is the run's own, and what is not. The guard and the clean-up go by it. */
export interface SessionRegistry {
  readonly opened: readonly TestSession[]
  /** Logins after which the target may hold a session that the run cannot close. */
  unclosable: number
  /** Sessions of such logins whose token could not be asked whose it is: it is asked again at the end. */
  readonly unverified: TestSession[]
  /** Now, for {@link SessionRegistry.rejectionReason}: to be asked for when a login is sent. */
  listCount(): number
  /** Notes the target's clock, in milliseconds since 1970, before anybody has logged in. */
  noteClock(time: number): void
  /**
   * Why a session that a login was answered with cannot be the one that it has begun: its key was listed before the login was sent, it is older
   * than the run, it was in use before it began, or the run has it already. `undefined` where nothing speaks against it.
   */
  rejectionReason(session: OfferedSession, loginSentAt: number): Rejection | undefined
  /** Makes a session the run's own. */
  register(session: TestSession): void
  /** Takes that back: the session turned out to be somebody's. */
  unregister(session: TestSession): void
  /**
   * Declares an id that no session has.
   *
   * @param isHazardous whether a lenient server might take it for a session of others.
   * @throws Error where a session that is not the run's has it.
   */
  invent(id: string, isHazardous?: boolean): string
  /** Notes what a sessionList showed, when its answer is in. @throws Decided `unreached` where there is no end to them. */
  noteListed(keys: readonly string[]): void
  /** Whether the run opened the session of that id, or invented the id. */
  isOwn(id: string): boolean
  isDisruptive(id: string): boolean
  ownsToken(token: string): boolean
  /** Whether a text that is no JSON names a session of others that any sessionList has shown. Keys too short to be told from words are left out. */
  containsForeignKey(text: string): boolean
  /** Whether a session, of the run or of others, is known to have that key. */
  isTaken(id: string): boolean
  /** How many of the keys are sessions of others. */
  countForeign(keys: readonly string[]): number
}

/** How many sessions are kept account of: a target that shows new ones each time is not to fill the memory. */
const maxListedKeys = 200_000

/** Below this length a key might stand in a text by chance. */
const minKeyLength = 8

/** By how much times may seem to run backwards: they are told in whole seconds, and a cluster has more than one clock. */
const maxClockSkewMs = 5000

/** How long after it began a session that a login has just begun may have been active: a login may be slow. */
const maxLoginMs = 60_000

export function createSessionRegistry(): SessionRegistry {
  const opened: TestSession[] = []
  const invented = new Map<string, { isDisruptive: boolean }>()
  const firstListed = new Map<string, number>()
  let now = 0
  let startedAt = Number.NaN
  const isOpened = (id: string) => opened.some(({ key }) => key === id)
  const isForeign = (id: string) => firstListed.has(id) && !isOpened(id)
  return {
    opened,
    unclosable: 0,
    unverified: [],
    listCount: () => now,
    noteClock(time) {
      startedAt = time
    },
    rejectionReason({ key, token, loginTime, lastActiveTime }, loginSentAt) {
      const known = opened.find((other) => other.key === key || other.token === token)
      if (known !== undefined) {
        const reason = 'was answered with a session that it had been answered with before'
        return { reason, mayBeOwn: known.state !== 'open' }
      }
      // A key that is listed first while the login is under way is the login's own.
      const listedAt = firstListed.get(key)
      if (listedAt !== undefined && listedAt <= loginSentAt)
        return { reason: 'was answered with a session that had begun before it', mayBeOwn: false }
      if (loginTime < startedAt - maxClockSkewMs || loginTime < lastActiveTime - maxLoginMs)
        return { reason: 'was answered with a session that, by its loginTime, had begun before it', mayBeOwn: true }
      return undefined
    },
    register(session) {
      opened.push(session)
      if (Number.isNaN(startedAt)) startedAt = session.loginTime
    },
    unregister(session) {
      opened.splice(opened.indexOf(session), 1)
    },
    invent(id, isHazardous = false) {
      if (isForeign(id)) throw new Error('an invented id is the id of a session that is not the run’s')
      invented.set(id, { isDisruptive: isHazardous })
      return id
    },
    noteListed(keys) {
      if (firstListed.size + keys.length > maxListedKeys)
        throw unreached(`sessionList has shown more than ${maxListedKeys} sessions`)
      now += 1
      for (const key of keys) if (!firstListed.has(key)) firstListed.set(key, now)
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
