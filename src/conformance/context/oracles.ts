import type { UserSession } from '../../../generated/openapi.ts'
import type { Answer } from '../../client/outcome.ts'
import type { SessionService } from '../../client/service.ts'
import { listReading, type Reading, selfReading, sessionsIn } from '../sessions/readings.ts'
import type { SessionRegistry, TestSession } from '../sessions/session-registry.ts'

/** The readings of both oracles for one session. */
export interface SessionReadings {
  /** The controller reads sessionList. */
  list: Reading
  /** The session's own token reads currentSession. */
  self: Reading
}

/** The readings of both oracles for several sessions at one moment. */
export interface Readings {
  sessions: Map<TestSession, SessionReadings>
  /** Whether the controller itself was still logged on. */
  controller: Reading
}

/** Reads both oracles: one sessionList for all sessions, one currentSession for each. */
export async function readOracles(
  service: SessionService,
  registry: SessionRegistry,
  controller: TestSession,
  sessions: readonly TestSession[],
): Promise<Readings> {
  const noteCount = registry.noteCount()
  const [listed, ...own] = await Promise.all([
    // Noted at once: while the other answers are awaited, another check must not name what it shows to be somebody else's.
    service.sessionList(controller.token).then((answer) => {
      const shown = sessionsIn(answer)
      registry.noteListed(shown ?? [], noteCount)
      return { answer, shown }
    }),
    ...sessions.map(({ token }) => service.currentSession(token)),
  ])
  const readings = new Map(
    sessions.map((session, index) => {
      const answer = own[index] ?? { kind: 'unexpected', status: 0, body: '' }
      return [session, { list: listReading(listed.answer, session, listed.shown), self: selfReading(answer, session) }]
    }),
  )
  for (const [session, { list, self }] of readings) {
    if (list.state === 'dead' && self.state === 'dead') registry.markEnded(session, 'dead')
  }
  return { sessions: readings, controller: await controllerReading(service, registry, listed.answer, controller) }
}

/** Whether the controller is logged on. That it is missing in the list is believed only where its own token says the same. */
async function controllerReading(
  service: SessionService,
  registry: SessionRegistry,
  listed: Answer<UserSession[] | null>,
  controller: TestSession,
): Promise<Reading> {
  const list = listReading(listed, controller)
  if (list.state !== 'dead') return list
  const self = selfReading(await service.currentSession(controller.token), controller)
  if (self.state === 'alive') registry.leavesOutReader = true
  return { state: self.state === 'dead' ? 'dead' : 'unreadable', detail: `${list.detail}; ${self.detail}` }
}
