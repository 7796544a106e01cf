import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { RunContext } from '../context/run-context.ts'
import { isTargetError } from '../errors/verdict-error.ts'
import { readOwnSession, sessionsIn } from '../sessions/readings.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import type { SharedSession } from '../sessions/shared-session.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { SessionState } from '../types.ts'

/** A session for each principal that nothing touches. */
export interface IdleSessions {
  sessions: readonly TestSession[]
  openedAt: number
}

/**
 * Opens a session for each principal that nothing touches. Where it has ended, sessions end for other reasons than TerminateSession: time-outs, limits,
 * somebody's clean-up job. Without it, the run goes on.
 */
export async function openIdleSessions({ idleSessions }: RunContext, now: () => number): Promise<IdleSessions> {
  const opened = await Promise.all(
    idleSessions.map((idle: SharedSession) =>
      idle.current().catch((error: unknown) => {
        if (isTargetError(error)) return undefined
        throw error
      }),
    ),
  )
  return { sessions: opened.filter((session) => session !== undefined), openedAt: now() }
}

/** The longest time, in milliseconds, between two looks at sessions that nothing touches. */
const maxBetweenLooks = 1000

/** Whether one of the sessions ends within that many milliseconds in which nothing is called but sessionList; also where there is none, because nothing is proved then. */
export async function endsUntouched(run: RunContext, { sessions }: IdleSessions, ms: number): Promise<boolean> {
  if (sessions.length === 0) return true
  const { service } = openPipeline(run, wholeRun)
  const looks = Math.max(1, Math.ceil(ms / maxBetweenLooks))
  for (let look = 0; look < looks; look += 1) {
    await run.wait(Math.ceil(ms / looks))
    const controller = await run.controllers.current().catch((error: unknown) => {
      if (isTargetError(error)) return undefined // Then the sessions themselves are asked, at the end.
      throw error
    })
    const answer = controller && (await ignoreUnreachable(service.sessionList(controller.token)))
    const listed = answer && sessionsIn(answer)?.map(({ key }) => key)
    // A list without its reader says nothing of others.
    if (controller === undefined || listed?.includes(controller.key) !== true) continue
    if (sessions.some(({ key }) => !listed.includes(key))) return true
  }
  return hasEnded(run, { sessions })
}

/** New idle sessions; none where none can be opened. */
export async function openAnew(run: RunContext, idle: IdleSessions, now: () => number): Promise<IdleSessions> {
  for (const shared of run.idleSessions) for (const lost of idle.sessions) shared.discard(lost)
  run.loginQueue.reopen()
  return openIdleSessions(run, now)
}

/** Whether one of the sessions has ended. */
export async function hasEnded(run: RunContext, { sessions }: Pick<IdleSessions, 'sessions'>): Promise<boolean> {
  return (await statesOf(run, sessions)).includes('dead')
}

/** Those of the sessions that are alive. */
export async function livingOf(run: RunContext, sessions: readonly TestSession[]): Promise<TestSession[]> {
  const states = await statesOf(run, sessions)
  return sessions.filter((_, place) => states[place] === 'alive')
}

/** What the own token of each says; nothing of any where a target does not answer any more. */
async function statesOf(run: RunContext, sessions: readonly TestSession[]): Promise<(SessionState | undefined)[]> {
  const { service } = openPipeline(run, wholeRun)
  const reading = Promise.all(sessions.map((session) => readOwnSession(service, session)))
  const readings = await reading.catch((error: unknown) => {
    if (isTargetError(error)) return []
    throw error
  })
  return readings.map((read) => read?.state)
}
