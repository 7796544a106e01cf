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
  /** Made no call for at least so many milliseconds, by the server's clock. */
  idleForMs?: number | undefined
  /** Logged on for at least so many milliseconds, by the server's clock. */
  loggedOnForMs?: number | undefined
  /** Whether sessions of extensions are meant, too: services of the vCenter, which log on again only after a failure. By default, they are not. */
  extensions?: boolean | undefined
}

/**
 * The sessions of a list that meet all criteria, except one.
 *
 * What time it is on the server is told by the list itself: nothing in it is later than now. A session is never taken for idle longer than it is.
 *
 * @param ownKey the key of the calling session, which is never among them.
 * @throws TypeError without any criterion: all sessions of everybody would be meant.
 */
export function sessionsWhere(
  sessions: readonly UserSession[],
  criteria: SessionCriteria,
  ownKey: string,
): UserSession[] {
  const { userName, ipAddress, userAgent, idleForMs, loggedOnForMs, extensions = false } = criteria
  const given = [userName, ipAddress, userAgent, idleForMs, loggedOnForMs]
  if (given.every((criterion) => criterion === undefined))
    throw new TypeError('no criterion is given: every session would be meant')
  const times = sessions.flatMap(({ lastActiveTime, loginTime }) => [timeOf(lastActiveTime), timeOf(loginTime)])
  const now = Math.max(...times.filter((time) => !Number.isNaN(time)))
  const isLongAgo = (time: string, ms: number | undefined) => ms === undefined || now - timeOf(time) >= ms
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

/** Not a number where the text is no time: such a session is never old enough. */
function timeOf(text: string): number {
  return Date.parse(text)
}

function isLike(userAgent: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? userAgent.includes(wanted) : userAgent.search(wanted) !== -1
}

function isUser(shown: string, wanted: string): boolean {
  const [one, other] = [accountOf(shown), accountOf(wanted)]
  return one.name === other.name && (other.domain === undefined || one.domain === other.domain)
}

/** `DOMAIN\name` and `name@domain`, in any letter case. */
function accountOf(userName: string): { name: string; domain: string | undefined } {
  const [, before, name = '', after] = /^(?:([^\\]*)\\)?(.*?)(?:@([^@]*))?$/s.exec(userName.toLowerCase()) ?? []
  return { name, domain: before ?? after }
}
