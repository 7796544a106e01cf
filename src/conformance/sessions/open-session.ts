import type { Credentials, SessionService } from '../../client/service.ts'
import { unanswered, unreached } from '../errors/verdict-error.ts'
import { ignoreUnreachable } from '../transport/ignore-unreachable.ts'
import { isPassing, type Weather } from '../transport/weather.ts'
import { closeUnregistered, describeRefusal, isLost, isRefusal, loginFailure, mayHaveBegun } from './login-answer.ts'
import type { LoginTags } from './login-tag.ts'
import { type LoginAttempt, provedSession, rejectionReason } from './prove-session.ts'
import { selfReading, sessionsIn, shownSession } from './readings.ts'
import type { SessionRegistry, ShownSession, TestSession } from './session-registry.ts'

/** What opening a session needs. */
export interface OpeningParts {
  /** Sends the login. */
  service: SessionService
  /** Reads the new session with its own token, also when the run has just been interrupted: a session that has begun has to be closed. */
  closing: SessionService
  registry: SessionRegistry
  loginTags: LoginTags
  weather: Pick<Weather, 'note' | 'hasGivenUp' | 'isPersistent' | 'notePersistent'>
  /** For which it is opened; undefined for the run as a whole. */
  requirement: string | undefined
}

/** A session to be opened. */
export interface Opening {
  credentials: Credentials
  /** Its name in findings: `session 2`. */
  label: string
  /** Its name in the User-Agent of the login. */
  loginName: string
  isShared?: boolean
}

/**
 * Logs in, and registers the session as the run's own where it proves to be.
 *
 * @throws VerdictError `unreached` where the login is refused, or its session is not proved to be new and the run's own.
 */
export async function openSession(parts: OpeningParts, opening: Opening): Promise<TestSession> {
  const { registry } = parts
  const attempt = await logIn(parts, opening)
  const shown = await readNew(parts, attempt)
  if (registry.keepsUserAgents === undefined) await learnUserAgents(parts, opening, attempt, shown)
  const rejection = rejectionReason(attempt, shown, registry)
  if (rejection === undefined) return registry.register(provedSession(attempt, opening, registry))
  if (rejection.mayBeOwn) registry.unclosable += 1
  throw unreached(`Login as ${opening.credentials.userName} ${rejection.reason}`)
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
  { service, closing, registry, loginTags, weather, requirement }: OpeningParts,
  opening: Opening,
  mayRepeat: boolean,
): Promise<LoginAttempt | undefined> {
  const { credentials } = opening
  const login = `Login as ${credentials.userName}`
  const loginTag = loginTags.tagOf(opening.loginName)
  const sent = { userName: credentials.userName, loginTag, noteCount: registry.noteCount() }
  const recorded = { tag: loginTag, userName: credentials.userName }
  registry.noteLoginSent(recorded)
  const again = (reason: string) => {
    if (!mayRepeat) weather.notePersistent('Login')
    if (weather.isPersistent('Login') || weather.hasGivenUp) return false
    weather.note({ request: 'Login', reason, ...(requirement === undefined ? {} : { requirement }) })
    return true
  }
  const answer = await service.login(credentials, loginTags.userAgentOf(loginTag)).catch((error: unknown) => {
    if (mayHaveBegun(error)) registry.noteUncertain(recorded)
    else registry.record.loginFailed(loginTag)
    if (isLost(error) && again('connection lost')) return undefined
    throw loginFailure(error)
  })
  if (answer === undefined) return undefined
  if (answer.kind !== 'value') {
    if (isRefusal(answer)) registry.record.loginFailed(loginTag)
    else await closeUnregistered(closing, registry, sent, answer.kind === 'unexpected' ? answer.token : undefined)
    if (answer.kind === 'unexpected' && isPassing(answer.status)) {
      if (again(`status ${answer.status}`)) return undefined
      throw unanswered(`${login} ${describeRefusal(answer)}`)
    }
    throw unreached(`${login} ${describeRefusal(answer)}`)
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
    throw unreached(`${login} returned a session that an earlier login had returned`)
  }
  return { ...sent, key: session.key, token }
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
  throw unreached(`Login as ${attempt.userName} returned a session that could not be verified (${detail})`)
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
    registry.register(provedSession(second, { label }, registry))
  } else if (rejection.mayBeOwn) registry.unclosable += 1
}

/** Such a key fits into no URL, and into no text except JSON. */
function hasLoneSurrogate(key: string): boolean {
  return /\p{Surrogate}/u.test(key)
}
