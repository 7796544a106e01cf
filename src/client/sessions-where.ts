import type { UserSession } from '../../generated/openapi.ts'

/** Which sessions are meant: those that meet every criterion. */
export interface SessionCriteria {
  /**
   * The name of the user: `VSPHERE.LOCAL\Administrator` and `administrator@vsphere.local` are one. Without a domain, the user of that name in every domain. `CORP` and
   * `corp.example.com` are two domains: which short name belongs to which domain, only the server knows.
   */
  userName?: string | undefined
  /** The address of the client. */
  ipAddress?: string | undefined
  /** A part of the User-Agent, or a pattern for it, which must not match the empty string: nearly every such pattern matches everything. */
  userAgent?: string | RegExp | undefined
  /** Made no call for more than so many milliseconds, by the server's clock. */
  idleForMs?: number | undefined
  /** Logged on for more than so many milliseconds, by the server's clock. */
  loggedOnForMs?: number | undefined
  /** Whether sessions of extensions are meant, too: services of the vCenter, which log on again only after a failure. By default, they are not. */
  extensions?: boolean | undefined
}

/**
 * The sessions of a list that meet all criteria, except one.
 *
 * What time it is on the server is told by the calling session: reading the list was its last call. A session is never taken for idle longer than it is.
 *
 * @param ownKey the key of the calling session, which is never among them.
 * @throws TypeError without any criterion, or with one that every session meets.
 */
export function sessionsWhere(
  sessions: readonly UserSession[],
  criteria: SessionCriteria,
  ownKey: string,
): UserSession[] {
  refuseWide(criteria)
  const { userName, ipAddress, userAgent, idleForMs, loggedOnForMs, extensions = false } = criteria
  const now = timeOf(sessions.find(({ key }) => key === ownKey)?.lastActiveTime)
  // Times are compared in whole milliseconds, and a server tells microseconds.
  const isLongAgo = (time: unknown, ms: number | undefined) => ms === undefined || now - timeOf(time) >= ms + 1
  return sessions.filter(
    (session) =>
      session.key !== ownKey &&
      (extensions || !session.extensionSession) &&
      (userName === undefined || isUser(session.userName, userName)) &&
      (ipAddress === undefined || session.ipAddress === ipAddress) &&
      (userAgent === undefined || isLike(session.userAgent, userAgent)) &&
      isLongAgo(session.lastActiveTime, idleForMs) &&
      isLongAgo(session.loginTime, loggedOnForMs),
  )
}

const isText = (value: unknown) => typeof value === 'string' && value !== ''
const isDuration = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value > 0
// Told by its name: one of another realm is no instance of this one's class.
const isPattern = (value: unknown): value is RegExp => Object.prototype.toString.call(value) === '[object RegExp]'

/** What each criterion has to be, so that it leaves anything out, and in words. An empty text and a time of zero come from a variable that is not set. */
const narrowing: Record<Exclude<keyof SessionCriteria, 'extensions'>, [(value: unknown) => boolean, string]> = {
  userName: [isText, 'a text that is not empty'],
  ipAddress: [isText, 'a text that is not empty'],
  userAgent: [
    (value) => (isPattern(value) ? ''.search(value) === -1 : isText(value)),
    'a text that is not empty, or a pattern that does not match the empty string',
  ],
  idleForMs: [isDuration, 'milliseconds above 0'],
  loggedOnForMs: [isDuration, 'milliseconds above 0'],
}

/** Criteria that would mean everybody, or are no criteria. @throws TypeError. */
function refuseWide(criteria: SessionCriteria): void {
  if (typeof criteria !== 'object' || criteria === null) throw new TypeError('no criteria are given')
  const given: Record<string, unknown> = { ...criteria }
  const names = Object.keys(narrowing).filter((name) => given[name] !== undefined)
  if (names.length === 0) throw new TypeError('no criterion is given: every session would be meant')
  for (const [name, [isNarrow, what]] of Object.entries(narrowing))
    if (names.includes(name) && !isNarrow(given[name])) throw new TypeError(`invalid ${name}: give ${what}`)
  if (!['undefined', 'boolean'].includes(typeof criteria.extensions))
    throw new TypeError('invalid extensions: give true or false')
}

/** RFC 3339, with its zone: other texts are read differently by different platforms. */
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** Not a number where it is no time: then no session is old enough. */
function timeOf(text: unknown): number {
  return typeof text === 'string' && rfc3339.test(text) ? Date.parse(text) : Number.NaN
}

function isLike(userAgent: unknown, wanted: string | RegExp): boolean {
  if (typeof userAgent !== 'string') return false
  return typeof wanted === 'string' ? userAgent.includes(wanted) : userAgent.search(wanted) !== -1
}

function isUser(shown: unknown, wanted: string): boolean {
  if (typeof shown !== 'string') return false
  const [one, other] = [accountOf(shown), accountOf(wanted)]
  return one.name === other.name && (other.domain === undefined || one.domain === other.domain)
}

/** `DOMAIN\name`, or `name@domain`, in any letter case. What stands behind a backslash is the name, with every `@` in it. */
function accountOf(userName: string): { name: string; domain: string | undefined } {
  // Of letters beyond ASCII, some are the same in small and another one in capitals.
  const folded = userName.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
  const backslash = folded.indexOf('\\')
  if (backslash !== -1) return { domain: folded.slice(0, backslash), name: folded.slice(backslash + 1) }
  const at = folded.lastIndexOf('@')
  return at === -1 ? { name: folded, domain: undefined } : { name: folded.slice(0, at), domain: folded.slice(at + 1) }
}
