import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { RunContext } from '../context/run-context.ts'
import { isTargetError, OpeningRefused, unreached, unsupported, type VerdictError } from '../errors/verdict-error.ts'
import { sessionsIn } from '../sessions/readings.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openPipeline } from '../transport/request-pipeline.ts'

/**
 * Looks whether the second account may log on, is another one than the first, and lacks the privilege, before anything is judged by it: what a server allows an account that
 * has the privilege is no finding. Without a second account, all that needs none is judged.
 */
export async function examineSecondAccount(run: RunContext): Promise<void> {
  const { accounts, registry, idleSessions } = run
  const { controller, limited } = accounts
  const idle = idleSessions.at(1) // One for each account, in this order.
  if (limited === undefined || idle === undefined) return
  const session = await idle.current().catch((error: unknown) => {
    if (!isTargetError(error)) throw error
    // Whatever else keeps it from logging on may have passed when the checks log on.
    if (error instanceof OpeningRefused) leaveOut(run, error)
    return undefined
  })
  if (session === undefined) return
  const mayRead = (over: RunContext) => isListedFor(session, over)
  // A server that lends it the privilege of another session, which has used the same connection before, has a defect: the checks are to find it.
  if (!(await mayRead(run)) || !(await mayRead(await run.inManner('one connection', wholeRun)))) return
  const shownName = (userName: string) => registry.shownNames.get(userName)?.toLowerCase()
  const shown = shownName(limited.userName)
  if (shown !== undefined && shown === shownName(controller.userName)) {
    const message = 'both names are of one account, so the run has no second account'
    leaveOut(run, unsupported('second-principal', message))
  } else
    accounts.limitedProblem = unreached(
      'the second account can read sessionList, which needs Sessions.TerminateSession: either it has this privilege, or the server asks for it nowhere',
    )
}

/** Whether a session can read sessionList. A list without the session that reads it is not one that the privilege shows. */
async function isListedFor({ key, token }: TestSession, over: RunContext): Promise<boolean> {
  const answer = await ignoreUnreachable(openPipeline(over, wholeRun).service.sessionList(token))
  return answer !== undefined && sessionsIn(answer)?.some((one) => one.key === key) === true
}

/** The run goes on without a second account. */
function leaveOut(run: RunContext, reason: VerdictError): void {
  run.accounts.limited = undefined
  run.accounts.limitedProblem = reason
  run.bystanders = undefined
}
