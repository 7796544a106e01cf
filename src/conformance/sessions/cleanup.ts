import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { SessionService } from '../../client/service.ts'
import { VerdictError } from '../errors/verdict-error.ts'
import type { RecordedLogin } from '../types.ts'
import { closeSession } from './close-session.ts'
import { hasTag, shownTagOf } from './login-tag.ts'
import { isProvedOwn, provedSession } from './prove-session.ts'
import { type Reading, readOwnSession, readShown, sessionsIn } from './readings.ts'
import type { SessionRegistry, ShownSession, TestSession } from './session-registry.ts'

/**
 * Closes the sessions that a run has left open, the controllers last, and counts those that it could not close. A session that cannot be logged
 * out, but is still in sessionList and confirmed by its own token, is terminated by a controller: it is the run's own. A key in sessionList whose
 * token shows something else may belong to another session by now, and is left alone.
 *
 * @returns how many sessions of the run the target still holds, as far as can be read.
 */
export async function cleanUp(
  service: SessionService,
  registry: SessionRegistry,
  isController: (session: TestSession) => boolean,
): Promise<number> {
  const isOwn = ({ key }: TestSession) => registry.statusOf(key) === 'own'
  const controllers = registry.opened.filter(isController)
  const others = registry.opened.filter((session) => !isController(session))
  const late = closeUnverified(service, registry)
  await Promise.all(others.map((session) => closeSession(service, registry, session)))
  others.push(...(await late))
  await endUncertain(service, registry, controllers.filter(isOwn).at(-1))
  const left = await terminateRemaining(service, registry, controllers.filter(isOwn).at(-1), others)
  // No session is left to read sessionList for the last controller: only its own token can tell.
  await Promise.all(controllers.map((session) => closeSession(service, registry, session)))
  return left + (await countLeft(service, registry, controllers))
}

/** Registers and logs out the sessions whose tokens can be read by now and prove that they are the run's own. @returns them. */
async function closeUnverified(service: SessionService, registry: SessionRegistry): Promise<TestSession[]> {
  const late = await Promise.all(
    registry.unverified.map(async (attempt) => {
      const shown = await readShown(service, attempt.token)
      if (shown === undefined || !isProvedOwn(attempt, shown, registry)) return []
      registry.unclosable -= 1
      const session = registry.register(
        provedSession(attempt, { label: 'a session that was verified late' }, registry, shown),
      )
      await closeSession(service, registry, session)
      return [session]
    }),
  )
  return late.flat()
}

/**
 * Ends the sessions of logins of which nothing came back: sessionList shows them with the tags of those logins. One that it does not show has not begun, or has ended.
 *
 * @returns false where sessionList could not be read.
 */
export async function endUncertain(
  service: SessionService,
  registry: SessionRegistry,
  controller: TestSession | undefined,
): Promise<boolean> {
  const logins = registry.uncertain()
  if (logins.length === 0 || controller === undefined || registry.keepsUserAgents !== true) return true
  registry.adoptRecorded(logins)
  const found = await listedTags()
  if (found === undefined) return false
  const own = registry.adopted().filter(({ tag }) => logins.some((login) => login.tag === tag))
  await Promise.all(own.map(({ key }) => ignoreUnreachable(service.terminateSessions(controller.token, [key]))))
  const left = own.length === 0 ? found : await listedTags()
  for (const { tag } of logins) {
    if (left?.has(tag) !== false) continue
    registry.settleUncertain(tag)
    registry.record.ended(tag)
  }
  return true

  /** Those of the tags that sessionList shows; undefined where it proves nothing. */
  async function listedTags(): Promise<Set<string> | undefined> {
    const shown = await notedList(service, registry, controller)
    // Those of which the keys are known are the sessions of other logins.
    const unknown = shown?.filter(({ key }) => !registry.isOwn(key))
    const isShown = (login: RecordedLogin) => unknown?.some((one) => hasTag(one.userAgent, shownTagOf(login)))
    return unknown && new Set(logins.filter(isShown).map(({ tag }) => tag))
  }
}

function isLeft(session: TestSession, reading: Reading | undefined): boolean {
  if (reading?.state === 'alive') return true
  return reading?.state === 'dead' ? false : session.state === 'open'
}

/** How often a session is named whose call gets no answer. */
const maxTerminations = 3

/** Terminates what is still in sessionList. @returns how many are left then, by their own tokens. */
async function terminateRemaining(
  service: SessionService,
  registry: SessionRegistry,
  controller: TestSession | undefined,
  sessions: readonly TestSession[],
): Promise<number> {
  if (controller === undefined) return countLeft(service, registry, sessions)
  let toEnd: readonly TestSession[] = sessions
  for (let sent = 0; sent < maxTerminations && toEnd.length > 0; sent += 1) {
    const listed = await ownListed(service, registry, controller, toEnd)
    if (listed === undefined) return countLeft(service, registry, sessions)
    const answers = await Promise.all(
      listed.map(({ key }) => ignoreUnreachable(service.terminateSessions(controller.token, [key]))),
    )
    // Also those that were alive although Logout had succeeded; the others are closed, and are not listed.
    for (const session of listed) registry.markLeft(session)
    // A call without an answer may not have come through.
    toEnd = listed.filter((_, index) => answers[index] === undefined)
  }
  return countLeft(
    service,
    registry,
    sessions.filter(({ state }) => state === 'open'),
  )
}

/** Counts the sessions that are left, and notes of each whether it is. */
async function countLeft(
  service: SessionService,
  registry: SessionRegistry,
  sessions: readonly TestSession[],
): Promise<number> {
  const left = await Promise.all(
    sessions.map(async (session) => isLeft(session, await readOwnSession(service, session))),
  )
  for (const [index, session] of sessions.entries()) {
    if (left[index]) registry.markLeft(session)
    else if (session.state === 'open') registry.markEnded(session, 'closed')
  }
  return left.filter((isLeft) => isLeft).length
}

/** The sessions that sessionList shows; undefined where it proves nothing: it cannot be read, shows more than can be noted, or not the controller. */
async function notedList(
  service: SessionService,
  registry: SessionRegistry,
  controller: TestSession | undefined,
): Promise<readonly ShownSession[] | undefined> {
  if (controller === undefined) return undefined
  const noteCount = registry.noteCount()
  const answer = await ignoreUnreachable(service.sessionList(controller.token))
  const shown = answer && sessionsIn(answer)
  if (shown === undefined) return undefined
  try {
    registry.noteListed(shown, noteCount)
  } catch (error) {
    if (error instanceof VerdictError) return undefined
    throw error
  }
  return shown.some(({ key }) => key === controller.key) ? shown : undefined
}

/** The sessions that are in sessionList and confirmed by their own tokens; undefined where the list cannot be read. */
async function ownListed(
  service: SessionService,
  registry: SessionRegistry,
  controller: TestSession,
  sessions: readonly TestSession[],
): Promise<TestSession[] | undefined> {
  const keys = (await notedList(service, registry, controller))?.map(({ key }) => key)
  if (keys === undefined) return undefined
  // Also those that were dead before: they may have come back.
  const listed = sessions.filter(({ key }) => keys.includes(key) && registry.statusOf(key) === 'own')
  const readings = await Promise.all(listed.map((session) => readOwnSession(service, session)))
  return listed.filter((_, index) => readings[index]?.state === 'alive')
}
