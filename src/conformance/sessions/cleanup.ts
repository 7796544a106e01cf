import type { SessionService } from '../../client/service.ts'
import { keysIn } from '../context/oracles.ts'
import { closeSession, ignoreUnreachable, readOwnSession } from './open-session.ts'
import type { SessionRegistry, TestSession } from './session-registry.ts'

/**
 * Closes what a run has left open, the controllers last, and counts what it could not close. A session that does not let itself be logged
 * out, is listed still and is shown by its own token is terminated by a controller: it is the run's own. A key that is listed while its
 * token shows something else may have passed to somebody, and is left alone.
 *
 * @returns how many sessions of the run the target still holds, as far as can be told.
 */
export async function cleanUp(
  service: SessionService,
  ownership: SessionRegistry,
  isController: (session: TestSession) => boolean,
): Promise<number> {
  await closeUnproved(service, ownership)
  const controllers = ownership.opened.filter(isController)
  const others = ownership.opened.filter((session) => !isController(session))
  await Promise.all(others.map((session) => closeSession(service, session)))
  const left = await closeByController(service, controllers.at(-1), others)
  // Nobody is left to read sessionList for the last controller: its own token has to tell.
  await Promise.all(controllers.map((session) => closeSession(service, session)))
  return left + (await countLeft(service, controllers))
}

/** Logs out what, as its token shows now, is the run's own after all. */
async function closeUnproved(service: SessionService, ownership: SessionRegistry): Promise<void> {
  await Promise.all(
    ownership.unverified.map(async (session) => {
      const sight = await readOwnSession(service, session)
      if (sight?.state !== 'alive' && sight?.state !== 'dead') return
      await closeSession(service, session, sight)
      if (session.state === 'closed') ownership.unclosable -= 1
    }),
  )
}

function isLeft(session: TestSession, sight: { state: string } | undefined): boolean {
  if (sight?.state === 'alive') return true
  return sight?.state === 'dead' ? false : session.state === 'open'
}

/** Terminates what is listed still. @returns how many are then left, as their own tokens tell. */
async function closeByController(
  service: SessionService,
  controller: TestSession | undefined,
  sessions: readonly TestSession[],
): Promise<number> {
  const listed = controller && (await ownListed(service, controller, sessions))
  if (controller === undefined || listed === undefined) return countLeft(service, sessions)
  await Promise.all(listed.map(({ key }) => ignoreUnreachable(service.terminateSessions(controller.token, [key]))))
  // Also what was alive though it had let itself be logged out; the others are closed, and are not listed.
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

/** Which of the sessions are listed, and shown by their own tokens; `undefined` where the list cannot be read. */
async function ownListed(
  service: SessionService,
  controller: TestSession,
  sessions: readonly TestSession[],
): Promise<TestSession[] | undefined> {
  const answer = await ignoreUnreachable(service.sessionList(controller.token))
  const keys = answer && keysIn(answer)
  if (keys?.includes(controller.key) !== true) return undefined
  // Also those that were dead once: they may have come back.
  const listed = sessions.filter(({ key }) => keys.includes(key))
  const sights = await Promise.all(listed.map((session) => readOwnSession(service, session)))
  return listed.filter((_, index) => sights[index]?.state === 'alive')
}
