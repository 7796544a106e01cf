import type { SessionService } from '../../client/service.ts'
import { ignoreUnreachable } from '../transport/ignore-unreachable.ts'
import { closeSession } from './close-session.ts'
import { keysIn, type Reading, readOwnSession } from './readings.ts'
import type { SessionRegistry, TestSession } from './session-registry.ts'

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
  await closeUnverified(service, registry)
  const controllers = registry.opened.filter(isController)
  const others = registry.opened.filter((session) => !isController(session))
  await Promise.all(others.map((session) => closeSession(service, session)))
  const left = await terminateRemaining(service, controllers.at(-1), others)
  // No session is left to read sessionList for the last controller: only its own token can tell.
  await Promise.all(controllers.map((session) => closeSession(service, session)))
  return left + (await countLeft(service, controllers))
}

/** Logs out the sessions whose tokens can be read by now and show that they are the run's own. */
async function closeUnverified(service: SessionService, registry: SessionRegistry): Promise<void> {
  await Promise.all(
    registry.unverified.map(async (session) => {
      const reading = await readOwnSession(service, session)
      if (reading?.state !== 'alive' && reading?.state !== 'dead') return
      await closeSession(service, session, reading)
      if (session.state === 'closed') registry.unclosable -= 1
    }),
  )
}

function isLeft(session: TestSession, reading: Reading | undefined): boolean {
  if (reading?.state === 'alive') return true
  return reading?.state === 'dead' ? false : session.state === 'open'
}

/** Terminates what is still in sessionList. @returns how many are left then, by their own tokens. */
async function terminateRemaining(
  service: SessionService,
  controller: TestSession | undefined,
  sessions: readonly TestSession[],
): Promise<number> {
  const listed = controller && (await ownListed(service, controller, sessions))
  if (controller === undefined || listed === undefined) return countLeft(service, sessions)
  await Promise.all(listed.map(({ key }) => ignoreUnreachable(service.terminateSessions(controller.token, [key]))))
  // Also those that were alive although Logout had succeeded; the others are closed, and are not listed.
  for (const session of listed) session.state = 'open'
  return countLeft(
    service,
    sessions.filter(({ state }) => state === 'open'),
  )
}

async function countLeft(service: SessionService, sessions: readonly TestSession[]): Promise<number> {
  const left = await Promise.all(
    sessions.map(async (session) => isLeft(session, await readOwnSession(service, session))),
  )
  return left.filter((isLeft) => isLeft).length
}

/** The sessions that are in sessionList and confirmed by their own tokens; undefined where the list cannot be read. */
async function ownListed(
  service: SessionService,
  controller: TestSession,
  sessions: readonly TestSession[],
): Promise<TestSession[] | undefined> {
  const answer = await ignoreUnreachable(service.sessionList(controller.token))
  const keys = answer && keysIn(answer)
  if (keys?.includes(controller.key) !== true) return undefined
  // Also those that were dead before: they may have come back.
  const listed = sessions.filter(({ key }) => keys.includes(key))
  const readings = await Promise.all(listed.map((session) => readOwnSession(service, session)))
  return listed.filter((_, index) => readings[index]?.state === 'alive')
}
