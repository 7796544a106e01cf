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
  /** A part of the User-Agent, or a pattern for it. */
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
  const { userName, ipAddress, userAgent, idleForMs, loggedOnForMs, extensions = false } = criteria
  refuseWide({ userName, ipAddress, userAgent, idleForMs, loggedOnForMs })
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

/** An empty text and a time of zero come from a variable that is not set, and would mean everybody. @throws TypeError. */
function refuseWide(criteria: Omit<SessionCriteria, 'extensions'>): void {
  const given = Object.entries(criteria).filter(([, value]) => value !== undefined)
  if (given.length === 0) throw new TypeError('no criterion is given: every session would be meant')
  for (const [name, value] of given) {
    const isNarrow = typeof value === 'number' ? Number.isFinite(value) && value > 0 : value !== '' && value !== null
    if (!isNarrow) throw new TypeError(`invalid ${name}: ${value === '' ? 'the empty string' : value}`)
  }
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
