import { BrokenAnswer, TargetUnreachable } from '../client/errors.ts'
import type { SessionService } from '../client/service.ts'
import { controllerLabel } from './run/controllers.ts'
import type { Ownership, TestSession } from './run/ownership.ts'
import { closeSession } from './stage/fixtures.ts'
import { keysIn, selfSight } from './stage/oracles.ts'

/**
 * Closes what a run has left open, the controllers last, and counts what it could not close. A session that does not let itself be logged
 * out is terminated by a controller: it is the run's own.
 *
 * @returns how many sessions of the run the target still holds, as far as can be told.
 */
export async function sweep(service: SessionService, ownership: Ownership): Promise<number> {
  const controllers = ownership.opened.filter(({ label }) => label === controllerLabel)
  const others = ownership.opened.filter((session) => !controllers.includes(session))
  await Promise.all(others.map((session) => closeSession(service, session)))
  const controller = controllers.at(-1)
  let left = others.filter(({ ended }) => !ended)
  if (controller !== undefined) {
    const stillListed = await listedOf(service, controller, others)
    for (const session of stillListed ?? []) {
      await outOfReach(service.terminateSessions(controller.token, [session.key]))
    }
    left = (await listedOf(service, controller, others)) ?? left
  }
  const controllersLeft = await Promise.all(
    controllers.map(async (session) => {
      const isClosed = await closeSession(service, session)
      // Nobody is left to read sessionList for the last controller: its own token has to tell.
      const answer = await outOfReach(service.currentSession(session.token))
      return answer === undefined ? !isClosed : selfSight(answer, session).state !== 'dead'
    }),
  )
  return left.length + controllersLeft.filter((isLeft) => isLeft).length
}

/** Which of the sessions are listed; `undefined` where the list cannot be read. */
async function listedOf(
  service: SessionService,
  controller: TestSession,
  sessions: readonly TestSession[],
): Promise<TestSession[] | undefined> {
  const answer = await outOfReach(service.sessionList(controller.token))
  const keys = answer === undefined ? undefined : keysIn(answer)
  return keys && sessions.filter(({ key }) => keys.includes(key))
}

/** `undefined` for a target that does not answer: what it holds is then counted as left behind. */
async function outOfReach<Value>(call: Promise<Value>): Promise<Value | undefined> {
  return call.catch((error: unknown) => {
    if (error instanceof TargetUnreachable || error instanceof BrokenAnswer) return undefined
    throw error
  })
}
