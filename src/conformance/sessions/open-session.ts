import type { Credentials, SessionService } from '../../client/service.ts'
import { unreached } from '../errors/verdict-error.ts'
import { closeUnregistered, describeRefusal, isRefusal, loginFailure } from './login-answer.ts'
import { readOwnSession } from './readings.ts'
import type { SessionRegistry, TestSession } from './session-registry.ts'

/** The services that opening a session needs. */
export interface OpeningServices {
  /** Sends the login. */
  service: SessionService
  /** Reads the new session with its own token, also when the run has just been interrupted: a session that has begun has to be closed. */
  closing: SessionService
}

/**
 * Logs in and registers the session as the run's own.
 *
 * @throws VerdictError `unreached` where the login is refused, or returns a session that is not new.
 */
export async function openSession(
  { service, closing }: OpeningServices,
  registry: SessionRegistry,
  credentials: Credentials,
  label: string,
  isShared = false,
): Promise<TestSession> {
  const login = `Login as ${credentials.userName}`
  const listCount = registry.listCount()
  const answer = await service.login(credentials).catch((error: unknown) => {
    throw loginFailure(error, registry)
  })
  if (answer.kind !== 'value') {
    if (!isRefusal(answer))
      await closeUnregistered(closing, registry, listCount, answer.kind === 'unexpected' ? answer.token : undefined)
    throw unreached(`${login} ${describeRefusal(answer)}`)
  }
  const { session, token } = answer.value
  const opened: TestSession = {
    label,
    isShared,
    key: session.key,
    token,
    userName: credentials.userName,
    loginTime: Date.parse(session.loginTime),
    state: 'open',
  }
  // A session that is not new, or whose token stands for another one, is another user's: it is neither used nor logged out.
  const rejection = registry.rejectionReason(
    { ...opened, lastActiveTime: Date.parse(session.lastActiveTime) },
    listCount,
  )
  if (rejection !== undefined) {
    if (rejection.mayBeOwn) registry.unclosable += 1
    throw unreached(`${login} ${rejection.reason}`)
  }
  if (hasLoneSurrogate(session.key)) {
    registry.unclosable += 1
    throw unreached(`${login} returned a key with a lone surrogate, which no request can carry`)
  }
  // Before it is verified: two logins that return one session must not both register it.
  registry.register(opened)
  const reading = await readOwnSession(closing, opened)
  if (reading?.state !== 'alive') {
    registry.unregister(opened)
    registry.unclosable += 1
    if (reading === undefined || reading.state === 'unreadable') registry.unverified.push(opened)
    throw unreached(
      `${login} returned a session that could not be verified (${reading?.detail ?? 'currentSession with its own token: no answer'})`,
    )
  }
  return opened
}

/** Such a key fits into no URL, and into no text except JSON. */
function hasLoneSurrogate(key: string): boolean {
  return /\p{Surrogate}/u.test(key)
}
