import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import type { Account } from '../sessions/account.ts'
import { shownSession } from '../sessions/readings.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openPipeline, type PipelineParts } from '../transport/request-pipeline.ts'
import type { Target } from '../types.ts'
import { PreflightFailure } from './preflight.ts'

/** The account that controls a run. Of a session that is lent, the target says whose it is. @throws PreflightFailure where it is not logged on. */
export async function findAccount(
  { controller }: Target,
  parts: PipelineParts,
  keepPublic: (userName: string) => void,
): Promise<Account> {
  if (!('token' in controller)) return controller
  const { token, userName } = controller
  if (userName !== undefined) {
    keepPublic(userName)
    return { userName, token }
  }
  const answer = await ignoreUnreachable(openPipeline(parts, wholeRun).service.currentSession(token))
  const shown = answer?.kind === 'value' ? shownSession(answer.value) : undefined
  if (answer === undefined)
    throw new PreflightFailure('unreachable', 'currentSession of the given session got no answer')
  if (shown === undefined)
    throw new PreflightFailure(
      'login',
      'the given session is not logged on: its token proves no session on this target',
    )
  keepPublic(shown.userName)
  return { userName: shown.userName, token }
}
