import type { SessionService } from '../client/service.ts'
import type { Finding } from './finding.ts'
import type { TestSession } from './run/ownership.ts'
import { closeSession, outOfReach, ownSight } from './stage/fixtures.ts'
import { keysIn, type Sight } from './stage/oracles.ts'
import type { Scene } from './stage/scene.ts'

/**
 * Looks once more at every session of which something was proved, and closes all of them. An effect that comes after the answer, or that is
 * taken back, shows here and nowhere else.
 *
 * @returns for each group of scenes, what has changed since though nothing was done to it.
 */
export async function lookAgainAndClose<Group>(
  service: SessionService,
  controller: TestSession,
  sessions: readonly TestSession[],
  groups: ReadonlyMap<Group, readonly Scene[]>,
): Promise<Map<Group, Finding>> {
  const answer = await outOfReach(service.sessionList(controller.token))
  const listed = answer && keysIn(answer)
  const claims = [...groups].flatMap(([group, scenes]) =>
    scenes.flatMap((scene) => [...scene.claims].map(([session, claim]) => ({ group, session, claim }))),
  )
  const sights = new Map<TestSession, Sight>()
  const isWorthAsking = (session: TestSession) => session.state === 'open' || listed?.includes(session.key) === true
  await Promise.all(
    sessions.filter(isWorthAsking).map(async (session) => {
      const sight = await ownSight(service, session)
      if (sight !== undefined) sights.set(session, sight)
    }),
  )
  await Promise.all(sessions.map((session) => closeSession(service, session, sights.get(session))))
  const changes = new Map<Group, Finding>()
  // A list that does not show the controller says nothing of others.
  if (listed?.includes(controller.key) !== true) return changes
  for (const { group, session, claim } of claims) {
    const now = listed.includes(session.key) ? 'alive' : 'dead'
    const self = sights.get(session)?.state ?? 'dead'
    if (changes.has(group) || now === claim.state || self !== now) continue
    const message = `${session.label}, ${claim.place}, was ${claim.state} by both oracles after the call, and is ${now} by both now, though nothing was done to it since.`
    changes.set(group, { code: 'changed-later', message })
  }
  return changes
}
