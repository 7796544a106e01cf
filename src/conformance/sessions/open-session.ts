import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { Credentials, SessionService } from '../../client/service.ts'
import { NotRecorded } from '../errors/not-recorded.ts'
import { failed, unanswered, unreached, unsupported } from '../errors/verdict-error.ts'
import type { BeginningMethod } from '../transport/beginning-methods.ts'
import { isLimitOnSessions, isPassing } from '../transport/passing.ts'
import type { Weather } from '../transport/weather.ts'
import type { Account, LentSession, SignOn } from './account.ts'
import { closeSession } from './close-session.ts'
import {
  closeUnregistered,
  describeRefusal,
  isLost,
  isRefusal,
  loginFailure,
  mayHaveBegun,
  openingFailure,
} from './login-answer.ts'
import type { LoginTags } from './login-tag.ts'
import { type LoginAttempt, provedSession, rejectionReason } from './prove-session.ts'
import { selfReading, sessionsIn, shownSession } from './readings.ts'
import type { SessionLimits } from './session-limits.ts'
import type { SessionRegistry, ShownSession, TestSession } from './session-registry.ts'

/** What opening a session needs. */
export interface OpeningParts {
  /** Sends the login. */
  service: SessionService
  /** Reads the new session with its own token, also when the run has just been interrupted: a session that has begun has to be closed. */
  closing: SessionService
  registry: SessionRegistry
  loginTags: LoginTags
  limits: SessionLimits
  weather: Pick<Weather, 'wait' | 'note' | 'hasGivenUp' | 'isStuck' | 'noteStuck'>
  /** For which it is opened; undefined for the run as a whole. */
  requirement: string | undefined
}

/** A session to be opened. */
export interface Opening {
  account: Account | SignOn
  /** Its name in findings: `session 2`. */
  label: string
  /** Its name in the User-Agent of the login. */
  loginName: string
  isShared?: boolean
  /** Begun as a clone of this session, in place of a login. */
  parent?: TestSession
  /** Awaited between the ticket and the clone. */
  afterTicket?: ((ticket: string) => Promise<void>) | undefined
  /** The language of a login, in place of the target's own. */
  locale?: string
  /** Sent with the token of this session, which has ended, in the header. What keeps a client for each token, as a gateway may, shows its User-Agent. */
  ended?: Pick<TestSession, 'token' | 'loginTag'>
  /** Sent with the User-Agent of this session, in place of one that no other session has. */
  withAgentOf?: TestSession | undefined
  /** Sent with the User-Agent of a browser before its own. */
  asBrowser?: boolean
  /** Proved by what this session reads in sessionList: the new one itself is left unused. */
  readBy?: TestSession
}

/**
 * Logs in, or clones a session, and registers the new one as the run's own where it proves to be.
 *
 * @throws VerdictError `unreached` where that is refused, or the session is not proved to be new and the run's own.
 */
export async function openSession(parts: OpeningParts, opening: Opening): Promise<TestSession> {
  for (let opened = 1; ; opened += 1) {
    const session = await openOnce(parts, opening, opened < maxUnfitKeys)
    if (session !== undefined) return session
  }
}

/** So many sessions are opened in place of one, where by chance a key is like that of another user's session. */
const maxUnfitKeys = 3

/** @returns undefined where its key is not fit to be named beside the sessions of others, while those of other sessions are: it is logged out. */
async function openOnce(parts: OpeningParts, opening: Opening, mayRepeat: boolean): Promise<TestSession | undefined> {
  const giveBack = parts.limits.requireRoom()
  try {
    return await openInRoom(parts, opening, mayRepeat)
  } finally {
    giveBack()
  }
}

async function openInRoom(parts: OpeningParts, opening: Opening, mayRepeat: boolean): Promise<TestSession | undefined> {
  const { registry } = parts
  const attempt = await logIn(parts, opening)
  const shown = await (opening.readBy === undefined ? readNew(parts, attempt) : findNew(parts, attempt, opening.readBy))
  if (registry.keepsUserAgents === undefined) await learnUserAgents(parts, opening, attempt, shown)
  const rejection = rejectionReason(attempt, shown, registry)
  if (rejection === undefined) return registry.register(provedSession(attempt, opening, registry, shown))
  if (rejection.isProved) {
    const session = registry.register(provedSession(attempt, opening, registry, shown))
    await closeSession(parts.closing, registry, session)
    if (mayRepeat && registry.opened.some(({ key }) => !registry.isLikeForeign(key))) return undefined
  } else if (rejection.mayBeOwn) registry.unclosable += 1
  throw unreached(`${attempt.method} as ${attempt.userName} ${rejection.reason}`)
}

function methodOf({ parent, account }: Opening): BeginningMethod {
  if (parent !== undefined || 'token' in account) return 'CloneSession'
  return 'password' in account ? 'Login' : 'LoginByToken'
}

/** What is sent to begin a session. @throws VerdictError `unreached` where the one that is to be cloned gets no ticket. */
async function beginningOf(
  { service, limits }: Pick<OpeningParts, 'service' | 'limits'>,
  { parent, account }: Opening,
): Promise<{ credentials: Credentials } | { authorization: string } | { ticket: string }> {
  if (parent !== undefined) return { ticket: await ticketOf(service, parent, limits) }
  if ('password' in account) return { credentials: account }
  return 'authorization' in account ? account : { ticket: await ticketOf(service, account, limits) }
}

/** Sends a login, and again where what came says nothing about it. @returns what it claims to have begun. */
async function logIn(parts: OpeningParts, opening: Opening): Promise<LoginAttempt> {
  for (let sent = 1; ; sent += 1) {
    const attempt = await logInOnce(parts, opening, sent <= maxRepeats)
    if (attempt !== undefined) return attempt
  }
}

/** How often a login is sent again that a busy server, or a gateway before it, has answered, or whose connection was lost. */
const maxRepeats = 3

/** @returns undefined where the login is to be sent again. */
async function logInOnce(
  { service, closing, registry, loginTags, limits, weather, requirement }: OpeningParts,
  opening: Opening,
  mayRepeat: boolean,
): Promise<LoginAttempt | undefined> {
  const { account, parent } = opening
  const method = methodOf(opening)
  const login = `${method} as ${account.userName}`
  limits.requireLogin(method)
  // Numbered before the ticket is asked for: in a recorded run that is judged again, answers of several may come in another order.
  const loginTag = loginTags.tagOf(opening.loginName)
  const beginning = await beginningOf({ service, limits }, opening)
  if ('ticket' in beginning) await opening.afterTicket?.(beginning.ticket)
  const shownTag = opening.withAgentOf?.loginTag
  const otherTags = [shownTag, parent?.loginTag, opening.ended?.loginTag].filter((tag) => tag !== undefined)
  const sent = { method, userName: account.userName, loginTag, otherTags, noteCount: registry.noteCount() }
  const recorded = { tag: loginTag, userName: account.userName, ...(shownTag === undefined ? {} : { shownTag }) }
  registry.noteLoginSent(recorded)
  const again = (reason: string) => {
    if (!mayRepeat) weather.noteStuck(method)
    if (weather.isStuck(method) || weather.hasGivenUp) return false
    weather.note({ request: method, reason, ...(requirement === undefined ? {} : { requirement }) })
    return true
  }
  const userAgent = loginTags.userAgentOf(shownTag ?? loginTag, opening.asBrowser)
  const send = () => {
    if ('ticket' in beginning) return service.cloneSession(beginning.ticket, userAgent)
    if ('authorization' in beginning) return service.loginByToken(beginning.authorization, userAgent)
    return service.login(beginning.credentials, userAgent, { locale: opening.locale, token: opening.ended?.token })
  }
  const answer = await send().catch((error: unknown) => {
    if (mayHaveBegun(error)) registry.noteUncertain(recorded)
    else registry.record.loginFailed(loginTag)
    if (isLost(error) && again('connection lost')) return undefined
    throw openingError(error, method, limits)
  })
  if (answer === undefined) return undefined
  if (answer.kind !== 'value') {
    if (isRefusal(answer)) registry.record.loginFailed(loginTag)
    else
      await closeUnregistered(
        closing,
        registry,
        { sent, recorded },
        answer.kind === 'unexpected' ? answer.token : undefined,
      )
    if (answer.kind === 'unexpected' && isPassing(answer.status) && !isLimitOnSessions(answer.status, answer.body)) {
      if (again(`status ${answer.status}`)) return undefined
      throw unanswered(`${login} ${describeRefusal(answer)}`)
    }
    throw openingFailure(answer, method, account.userName)
  }
  const { session, token } = answer.value
  if (token.includes(',')) {
    registry.noteUncertain(recorded)
    throw unreached(`${login} was answered with two tokens, or with one that no header can carry`)
  }
  if (hasLoneSurrogate(session.key)) {
    registry.unclosable += 1
    throw unreached(`${login} returned a key with a lone surrogate, which no request can carry`)
  }
  // Claimed first: two logins that return one session must not both register it.
  if (!registry.claim(session.key, token)) {
    registry.unclosable += 1
    const [earlier] = registry.opened.filter((one) => one.token === token)
    if (earlier?.state === 'dead')
      throw failed(
        'unexpected-success',
        `${login} returned the token of a session that was terminated (${earlier.label})`,
        { expected: `${login} returns a new token`, seen: `that of a session that was terminated (${earlier.label})` },
      )
    throw unreached(`${login} returned a session that an earlier login had returned`)
  }
  return { ...sent, key: session.key, token }
}

/** A recorded run with limits left some sessions out, which need not be the same where cases ran side by side. */
function openingError(error: unknown, method: string, { areSet }: SessionLimits): unknown {
  return areSet && error instanceof NotRecorded
    ? unsupported('limit', 'the recorded run left this out: it might have few sessions')
    : loginFailure(error, method)
}

/** @throws VerdictError `unreached` where the session gets none. */
async function ticketOf(service: SessionService, parent: LentSession, limits: SessionLimits): Promise<string> {
  const answer = await service.acquireCloneTicket(parent.token).catch((error: unknown) => {
    throw openingError(error, 'AcquireCloneTicket', limits)
  })
  if (answer.kind === 'value' && typeof answer.value === 'string') return answer.value
  throw answer.kind === 'value'
    ? unreached(`AcquireCloneTicket as ${parent.userName} was answered without a ticket`)
    : openingFailure(answer, 'AcquireCloneTicket', parent.userName)
}

/** Reads the new session with its own token. @throws VerdictError `unreached` where that shows no session. */
async function readNew({ closing, registry }: OpeningParts, attempt: LoginAttempt): Promise<ShownSession> {
  const answer = await ignoreUnreachable(closing.currentSession(attempt.token))
  const shown = answer?.kind === 'value' ? shownSession(answer.value) : undefined
  if (shown !== undefined) return shown
  const reading = answer && selfReading(answer, { key: attempt.key, loginTag: undefined, shownName: undefined })
  if (reading === undefined || reading.state === 'unreadable') registry.unverified.push(attempt)
  registry.unclosable += 1
  const detail = reading?.detail ?? 'currentSession with its own token: no answer'
  throw unreached(`${attempt.method} as ${attempt.userName} returned a session that could not be verified (${detail})`)
}

/** Finds the new session in sessionList. Its token proves nothing yet: before it is logged out, it is read. @throws VerdictError `unreached` where the list does not show it. */
async function findNew(
  { closing, registry, weather }: OpeningParts,
  attempt: LoginAttempt,
  by: TestSession,
): Promise<ShownSession> {
  let listed: readonly ShownSession[] | undefined
  let shown: ShownSession | undefined
  let noteCount = 0
  // A list may be a moment behind.
  for (const ms of [0, 100, 300, 600]) {
    if (ms > 0) await weather.wait(ms)
    noteCount = registry.noteCount()
    const answer = await ignoreUnreachable(closing.sessionList(by.token))
    listed = answer && sessionsIn(answer)
    shown = listed?.find(({ key }) => key === attempt.key)
    // Without an answer, nothing is behind: an interrupted run has to close its sessions.
    if (shown !== undefined || answer === undefined) break
  }
  if (shown === undefined) {
    registry.unverified.push(attempt)
    registry.unclosable += 1
    throw unreached(`Login as ${attempt.userName} returned a session that sessionList does not show`)
  }
  registry.noteListed(listed ?? [], noteCount)
  return shown
}

/**
 * Learns from the first login whether the target shows User-Agents. A session without one says nothing yet: it may be another user's. So a second
 * login has to show none either, and to begin another session: one that the first cannot see yet. No session that the first can see may show one.
 */
async function learnUserAgents(
  parts: OpeningParts,
  opening: Opening,
  first: LoginAttempt,
  shown: ShownSession,
): Promise<void> {
  const { registry, closing } = parts
  if (shown.userAgent !== '') {
    registry.keepsUserAgents = true
    return
  }
  const listed = await ignoreUnreachable(closing.sessionList(first.token))
  registry.noteListed((listed && sessionsIn(listed)) ?? [])
  if (registry.keepsUserAgents !== undefined) return
  registry.unclosable += 1 // The first, until the second is read.
  const second = await logIn(parts, opening)
  if (registry.wasListed(second.key, second.noteCount)) {
    registry.unclosable += 1
    throw unreached(`Login as ${second.userName} returned a session that existed before the login`)
  }
  const secondShown = await readNew(parts, second)
  registry.unclosable -= 1
  registry.keepsUserAgents = secondShown.userAgent !== ''
  const rejection = rejectionReason(second, secondShown, registry)
  if (rejection === undefined) {
    const label = 'the session of a second login'
    registry.register(provedSession(second, { label }, registry, secondShown))
  } else if (rejection.mayBeOwn) registry.unclosable += 1
}

/** Such a key fits into no URL, and into no text except JSON. */
function hasLoneSurrogate(key: string): boolean {
  return /\p{Surrogate}/u.test(key)
}
