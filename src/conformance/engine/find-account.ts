import { ignoreUnreachable } from '../../client/ignore-unreachable.ts'
import { type Account, type SignOn, signOnName } from '../sessions/account.ts'
import { shownSession } from '../sessions/readings.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openPipeline, type PipelineParts } from '../transport/request-pipeline.ts'
import type { Target } from '../types.ts'
import { asLoginFailure, PreflightFailure } from './preflight.ts'

/**
 * The account that controls a run. Of a session that is lent, and of a token of single sign-on, the target says whose it is.
 *
 * @param signOn begins the session of a token.
 * @throws PreflightFailure where it is not logged on.
 */
export async function findAccount(
  { controller }: Target,
  parts: PipelineParts,
  keepPublic: (userName: string) => void,
  signOn: (account: SignOn) => Promise<TestSession>,
): Promise<Account> {
  if ('authorization' in controller) {
    const account: SignOn = { userName: signOnName, authorization: controller.authorization }
    const { token, shownName = signOnName } = await signOn(account).catch((error: unknown) => {
      throw asLoginFailure(error)
    })
    keepPublic(shownName)
    return { userName: shownName, token }
  }
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
      { kind: 'currentSession', said: 'proves no session' },
    )
  keepPublic(shown.userName)
  return { userName: shown.userName, token }
}
