import type { Credentials } from '../../client/service.ts'
import { unreached, unsupported } from '../errors/verdict-error.ts'
import { openSession } from '../sessions/open-session.ts'
import { readOwnSession } from '../sessions/readings.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { openClosingPipeline, openLoginPipeline, type RequestPipeline } from '../transport/request-pipeline.ts'
import type { Purpose } from '../types.ts'
import type { CheckContext, Sessions } from './check-context.ts'
import type { Observations } from './observations.ts'
import type { RunContext } from './run-context.ts'

/** Opens and logs out the sessions of one case. @param sessions those of the case; each that is opened is added. */
export function createCaseSessions(
  run: RunContext,
  purpose: Purpose,
  { service }: RequestPipeline,
  observations: Observations,
  sessions: TestSession[],
): Pick<CheckContext, 'open' | 'openLimited' | 'sendLogout' | 'logout'> {
  const { registry, loginTags } = run
  const parts = {
    service: openLoginPipeline(run, purpose).service,
    closing: openClosingPipeline(run, purpose).service,
    registry,
    loginTags,
    weather: run.weather,
    requirement: purpose.requirement,
  }
  const loginName = [purpose.requirement, purpose.caseName].filter(Boolean).join('/')
  let begun = 0

  async function openAs(credentials: Credentials): Promise<TestSession> {
    begun += 1
    const label = `session ${begun}`
    const session = await run.loginQueue.login(credentials.userName, () =>
      openSession(parts, { credentials, label, loginName }),
    )
    sessions.push(session)
    observations.recordOpened(session)
    return session
  }

  async function sendLogout(session: TestSession): Promise<boolean> {
    const reading = await readOwnSession(service, session)
    if (reading?.state === 'stranger') throw unreached(`the token of ${session.label} now belongs to another session`)
    const answer = await service.logout(session.token)
    observations.recordLogout(session)
    return answer.kind === 'value'
  }

  return {
    async open(count) {
      // All are awaited, also where one is refused: a session that begins later would be closed by nobody.
      const settled = await Promise.allSettled(Array.from({ length: count }, () => openAs(run.credentials.controller)))
      const opened = settled.map((one) => {
        if (one.status === 'rejected') throw one.reason
        return one.value
      })
      return opened as Sessions<typeof count> // As many as were asked for, which the compiler cannot see.
    },
    async openLimited() {
      const { limited } = run.credentials
      if (limited === undefined) {
        throw unsupported(
          'second-principal',
          'the run has no second principal (an account without Sessions.TerminateSession)',
        )
      }
      return openAs(limited)
    },
    sendLogout,
    async logout(session) {
      if (!(await sendLogout(session))) throw unreached('Logout was refused')
    },
  }
}
