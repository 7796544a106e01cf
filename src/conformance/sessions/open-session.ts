import type { Credentials, SessionService } from '../../client/service.ts'
import { unreached } from '../errors/verdict-error.ts'
import { ignoreUnreachable } from '../transport/ignore-unreachable.ts'
import { closeUnregistered, describeRefusal, isRefusal, loginFailure, mayHaveBegun } from './login-answer.ts'
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

/** Sends a login. @returns what it claims to have begun. */
async function logIn({ service, closing, registry, loginTags }: OpeningParts, opening: Opening): Promise<LoginAttempt> {
  const { credentials } = opening
  const login = `Login as ${credentials.userName}`
  const loginTag = loginTags.tagOf(opening.loginName)
  const sent = { userName: credentials.userName, loginTag, noteCount: registry.noteCount() }
  // Before it is sent: a run that is killed has no time after it.
  registry.record.loginSent({ tag: loginTag, userName: credentials.userName })
  const answer = await service.login(credentials, loginTags.userAgentOf(loginTag)).catch((error: unknown) => {
    if (!mayHaveBegun(error)) registry.record.loginFailed(loginTag)
    throw loginFailure(error, registry)
  })
  if (answer.kind !== 'value') {
    if (isRefusal(answer)) registry.record.loginFailed(loginTag)
    else await closeUnregistered(closing, registry, sent, answer.kind === 'unexpected' ? answer.token : undefined)
    throw unreached(`${login} ${describeRefusal(answer)}`)
  }
  const { session, token } = answer.value
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
