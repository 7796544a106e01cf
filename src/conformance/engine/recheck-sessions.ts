import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { SessionService } from '../../client/service.ts'
import { placed } from '../context/expect-sessions.ts'
import type { Claim, Observations } from '../context/observations.ts'
import { NotRecorded } from '../errors/not-recorded.ts'
import { failed, unanswered, type VerdictError } from '../errors/verdict-error.ts'
import { closeSession } from '../sessions/close-session.ts'
import { type Reading, readOwnSession, sessionsIn } from '../sessions/readings.ts'
import type { SessionRegistry, TestSession } from '../sessions/session-registry.ts'

/**
 * Reads once more every session of which something was proved, and closes all of them. An effect that comes after the answer, or that is taken
 * back, shows only here.
 *
 * @param keep whether a session that is alive is left open.
 * @returns for each group of observations, what has changed although nothing was done to the session, or that it could not be read again.
 */
export async function recheckAndClose<Group>(
  service: SessionService,
  registry: SessionRegistry,
  controller: TestSession,
  sessions: readonly TestSession[],
  groups: ReadonlyMap<Group, readonly Observations[]>,
  keep: (session: TestSession) => boolean = () => false,
): Promise<Map<Group, VerdictError>> {
  const notRecorded = new Set<TestSession>()
  const noteCount = registry.noteCount()
  const list = await ignoreUnreachable(
    noteGap(service.sessionList(controller.token), () => notRecorded.add(controller)),
  )
  const shown = list && sessionsIn(list)
  if (shown !== undefined) registry.noteListed(shown, noteCount)
  const listed = shown?.map(({ key }) => key)
  const readings = await readOwnSessions(service, registry, sessions, notRecorded)
  const isKept = (session: TestSession) => readings.get(session)?.state === 'alive' && keep(session)
  const closed = sessions.filter((session) => !isKept(session))
  await Promise.all(closed.map((session) => closeSession(service, registry, session, readings.get(session))))
  const changes = new Map<Group, VerdictError>()
  for (const [group, observations] of groups) {
    const claimed = observations.flatMap(({ claims }) => [...claims.keys()])
    const isGap = claimed.length > 0 && [controller, ...claimed].some((session) => notRecorded.has(session))
    if (isGap) changes.set(group, unanswered('the recorded run does not hold the recheck of these sessions'))
  }
  // A list that does not show the controller says nothing about other sessions.
  if (listed?.includes(controller.key) !== true) return changes
  for (const [group, observations] of groups) {
    for (const { claims, trace } of observations) {
      for (const [session, claim] of claims) {
        const isListed = listed.includes(session.key)
        const reading = readings.get(session)
        const change = changeOf(session, claim, isListed, reading)
        if (change === undefined) continue
        trace.recordLaterReading(session, isListed ? 'alive' : 'dead', reading?.state ?? 'unreadable')
        if (!changes.has(group)) changes.set(group, change)
      }
    }
  }
  return changes
}

/**
 * Reads each session with its own token. One that is alive is marked as open, whatever was thought of it: it has to be closed. Where no User-Agent
 * proves that it is the one that had ended, it stays as it is: its key and its token may have passed to another user.
 */
async function readOwnSessions(
  service: SessionService,
  registry: SessionRegistry,
  sessions: readonly TestSession[],
  notRecorded: Set<TestSession>,
): Promise<Map<TestSession, Reading>> {
  const readings = new Map<TestSession, Reading>()
  await Promise.all(
    sessions.map(async (session) => {
      const noting: SessionService = {
        ...service,
        currentSession: (token) => noteGap(service.currentSession(token), () => notRecorded.add(session)),
      }
      const reading = await readOwnSession(noting, session)
      if (reading === undefined) return
      readings.set(session, reading)
      const isProved = session.loginTag !== undefined && registry.statusOf(session.key) === 'own'
      if (reading.state === 'alive' && isProved) session.state = 'open'
    }),
  )
  return readings
}

/** Notes a read that a recorded run does not hold: unlike a target that does not answer, it is no reason to leave the first verdict as it is. */
async function noteGap<Value>(read: Promise<Value>, note: () => void): Promise<Value> {
  return read.catch((error: unknown) => {
    if (error instanceof NotRecorded) note()
    throw error
  })
}

/** The change since a claim was proved; undefined where there is none. An unreadable oracle says nothing against the claim. */
function changeOf(
  session: TestSession,
  claim: Claim,
  isListed: boolean,
  reading: Reading | undefined,
): VerdictError | undefined {
  const list = isListed ? 'alive' : 'dead'
  const self = reading?.state
  if (self !== 'alive' && self !== 'dead') return undefined
  if (list === claim.state && self === claim.state) return undefined
  const names = [claim.provedIn.caseName, claim.provedIn.step].filter(Boolean)
  const was = `${names.map((name) => `${name}: `).join('')}${placed(session, claim.place)} was ${claim.state} after the call (both oracles)`
  const since = 'although nothing was done to it since'
  const where = [...names, [session.label, claim.place].filter(Boolean).join(', ')]
  const expected = `${session.label} stays ${claim.state}`
  if (list === self) {
    const seen = `it is ${self} now (both oracles)`
    return failed('changed-later', `${was} and is ${self} now (both oracles), ${since}.`, { where, expected, seen })
  }
  const seen = `it is ${list} in sessionList and ${self} by its own token now`
  return failed(
    'oracles-disagree',
    `${was} and is now ${list} in sessionList and ${self} by its own token, ${since}.`,
    { where, expected, seen },
  )
}
