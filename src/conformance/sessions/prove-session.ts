import type { BeginningMethod } from '../transport/beginning-methods.ts'
import { signOnName } from './account.ts'
import { hasTag } from './login-tag.ts'
import type { SessionRegistry, ShownSession, TestSession } from './session-registry.ts'

/** What a login was sent with, and what it returned. */
export interface LoginAttempt {
  method: BeginningMethod
  userName: string
  loginTag: string
  key: string
  token: string
  /** The number of sessionLists noted when it was sent. */
  noteCount: number
  /** Tags of other logins that its User-Agent may end with: of the session that was cloned, and of the one whose User-Agent it was sent with. */
  otherTags: readonly string[]
}

/** Whether a shown session is this one: by its key, the name of its user and, where the target keeps User-Agents, the tag of its login. */
export function isStill(
  { key, loginTag, shownName }: Pick<TestSession, 'key' | 'loginTag' | 'shownName'>,
  shown: ShownSession,
): boolean {
  const isOfUser = shownName === undefined || shown.userName === shownName
  return shown.key === key && isOfUser && (loginTag === undefined || hasTag(shown.userAgent, loginTag))
}

/** Why a session is not registered as the run's own, in words that follow "Login as NAME". */
export interface Rejection {
  reason: string
  /** Nobody else's session is known to have its key: the target may hold one that the run began, which is counted. */
  mayBeOwn?: boolean
  /** It is the run's own, but must not be named in a call: it is logged out by its token, which ends nobody else. */
  isProved?: true
}

/**
 * Why the session in the answer to a login is not proved to be the one that the login has begun; undefined where it is. No decision rests on a clock.
 *
 * @param shown what currentSession shows with the token of the login.
 */
export function rejectionReason(
  attempt: LoginAttempt,
  shown: ShownSession,
  registry: SessionRegistry,
): Rejection | undefined {
  if (registry.wasListed(attempt.key, attempt.noteCount))
    return { reason: 'returned a session that existed before the login', mayBeOwn: false }
  if (shown.key !== attempt.key) return { reason: 'returned the token of another session', mayBeOwn: true }
  if (registry.wasInventedSince(attempt.key, attempt.noteCount))
    return { reason: 'returned a key that was sent meanwhile as one that no session has', mayBeOwn: true }
  if (!isExpectedName(attempt.userName, shown.userName, registry))
    return { reason: 'returned a session of another user', mayBeOwn: true }
  const tag = tagIn(shown, attempt)
  const isShown = registry.keepsUserAgents === false ? shown.userAgent === '' : tag !== undefined
  if (!isShown) return { reason: 'returned a session that does not show the User-Agent of the login', mayBeOwn: true }
  registry.noteProved(attempt, shown.userName, tag)
  if (!registry.isLikeForeign(attempt.key)) return undefined
  const reason = "returned a key that a server might take for that of another user's session"
  return registry.keepsUserAgents === false ? { reason, mayBeOwn: true } : { reason, isProved: true }
}

/** Whether a session proves to be the run's own, so that its token may log it out; it need not be fit to be named in a call. */
export function isProvedOwn(attempt: LoginAttempt, shown: ShownSession, registry: SessionRegistry): boolean {
  const rejection = rejectionReason(attempt, shown, registry)
  return rejection === undefined || rejection.isProved === true
}

/** The tag of the run's that a session shows: its own, or that of another login. */
function tagIn(
  { userAgent }: ShownSession,
  { loginTag, otherTags }: Pick<LoginAttempt, 'loginTag' | 'otherTags'>,
): string | undefined {
  return [loginTag, ...otherTags].find((tag) => hasTag(userAgent, tag))
}

/** What a session that has been proved is known by from then on. */
export function proofOf(
  { userName, loginTag }: Pick<LoginAttempt, 'userName' | 'loginTag'>,
  { keepsUserAgents, shownNames }: Pick<SessionRegistry, 'keepsUserAgents' | 'shownNames'>,
): Pick<TestSession, 'loginTag' | 'shownName'> {
  return { loginTag: keepsUserAgents === false ? undefined : loginTag, shownName: shownNames.get(userName) }
}

/** A session that has been proved, as it is registered. */
export function provedSession(
  attempt: Pick<LoginAttempt, 'userName' | 'loginTag' | 'otherTags' | 'key' | 'token'>,
  { label, isShared = false }: { label: string; isShared?: boolean },
  registry: SessionRegistry,
  shown: ShownSession,
): TestSession {
  const { key, token, userName, loginTag } = attempt
  const proof = proofOf({ userName, loginTag: tagIn(shown, attempt) ?? loginTag }, registry)
  return { label, isShared, key, token, userName, ...proof, state: 'open' }
}

/**
 * Whether a session shows the name of the user who logged in, as the target writes it: the same as at the first login of that user. Where no User-Agent
 * proves the first one, it has to name the same account.
 */
function isExpectedName(
  userName: string,
  shownName: string,
  { shownNames, keepsUserAgents }: SessionRegistry,
): boolean {
  const known = shownNames.get(userName)
  if (known !== undefined) return known === shownName
  if (userName === signOnName) return true
  return keepsUserAgents !== false || isSameAccount(userName, shownName)
}

/** Whether two spellings name one account: a target shows `DOMAIN\Name`, whatever was used at the login (vmware/govmomi #2336, #1918). */
export function isSameAccount(one: string, other: string): boolean {
  return accountOf(one) === accountOf(other)
}

function accountOf(userName: string): string {
  const withoutPrefix = userName.split('\\').at(-1) ?? ''
  return (withoutPrefix.split('@')[0] ?? '').toLowerCase()
}
