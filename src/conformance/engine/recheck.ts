import type { SessionService } from '../../client/service.ts'
import type { Claim, Observations } from '../context/observations.ts'
import { keysIn, type Reading } from '../context/oracles.ts'
import { NotRecorded } from '../errors/not-recorded.ts'
import { failed, unanswered, type VerdictError } from '../errors/verdict-error.ts'
import { closeSession, ignoreUnreachable, readOwnSession } from '../sessions/open-session.ts'
import type { TestSession } from '../sessions/session-registry.ts'

/**
 * Looks once more at every session of which something was proved, and closes all of them. An effect that comes after the answer, or that is
 * taken back, shows here and nowhere else.
 *
 * @returns for each group of scenes, what has changed since though nothing was done to it, or that it could not be looked at again.
 */
export async function recheckAndClose<Group>(
  service: SessionService,
  controller: TestSession,
  sessions: readonly TestSession[],
  groups: ReadonlyMap<Group, readonly Observations[]>,
): Promise<Map<Group, VerdictError>> {
  const gaps = new Set<TestSession>()
  const answer = await ignoreUnreachable(orGap(service.sessionList(controller.token), () => gaps.add(controller)))
  const listed = answer && keysIn(answer)
  const sights = new Map<TestSession, Reading>()
  await Promise.all(
    sessions.map(async (session) => {
      const asking: SessionService = {
        ...service,
        currentSession: (token) => orGap(service.currentSession(token), () => gaps.add(session)),
      }
      const sight = await readOwnSession(asking, session)
      if (sight === undefined) return
      sights.set(session, sight)
      if (sight.state === 'alive') session.state = 'open' // Whatever was thought of it: it is to be closed.
    }),
  )
  await Promise.all(sessions.map((session) => closeSession(service, session, sights.get(session))))
  const changes = new Map<Group, VerdictError>()
  for (const [group, scenes] of groups) {
    const claimed = scenes.flatMap(({ claims }) => [...claims.keys()])
    const isGap = claimed.length > 0 && (gaps.has(controller) || claimed.some((session) => gaps.has(session)))
    if (isGap) changes.set(group, unanswered('the recorded run does not hold the second look at its sessions'))
  }
  // A list that does not show the controller says nothing of others.
  if (listed?.includes(controller.key) !== true) return changes
  for (const [group, scenes] of groups) {
    for (const { claims, trace } of scenes) {
      for (const [session, claim] of claims) {
        const isListed = listed.includes(session.key)
        const sight = sights.get(session)
        const change = changeOf(session, claim, isListed, sight)
        if (change === undefined) continue
        trace.recordLaterReading(session, isListed ? 'alive' : 'dead', sight?.state ?? 'unreadable')
        if (!changes.has(group)) changes.set(group, change)
      }
    }
  }
  return changes
}

/** A read of a recorded run that is not in it: unlike a target that does not answer, that is no reason to leave it at what was seen before. */
async function orGap<Value>(read: Promise<Value>, noteGap: () => void): Promise<Value> {
  return read.catch((error: unknown) => {
    if (error instanceof NotRecorded) noteGap()
    throw error
  })
}

/** What has become of a claim. An oracle that says nothing now says nothing against it. */
function changeOf(
  session: TestSession,
  claim: Claim,
  isListed: boolean,
  sight: Reading | undefined,
): VerdictError | undefined {
  const list = isListed ? 'alive' : 'dead'
  const self = sight?.state
  if (self !== 'alive' && self !== 'dead') return undefined
  if (list === claim.state && self === claim.state) return undefined
  const was = `${session.label}, ${claim.place}, was ${claim.state} by both oracles after the call`
  const since = 'though nothing was done to it since'
  return list === self
    ? failed('changed-later', `${was}, and is ${self} by both now, ${since}.`)
    : failed('oracles-disagree', `${was}, and is now ${list} by sessionList and ${self} by its own token, ${since}.`)
}
