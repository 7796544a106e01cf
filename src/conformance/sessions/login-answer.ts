import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import type { Answer } from '../../client/outcome.ts'
import type { LoggedIn, SessionService } from '../../client/service.ts'
import { faultName } from '../errors/fault-name.ts'
import { unanswered } from '../errors/verdict-error.ts'
import { ignoreUnreachable } from '../transport/ignore-unreachable.ts'
import type { SessionRegistry } from './session-registry.ts'

/** An answer to Login without a session that can be used. */
export type UnusableAnswer = Exclude<Answer<LoggedIn>, { kind: 'value' }>

/** Whether an answer says that no session has begun: a fault of Login itself, or a status that blames the request. */
export function isRefusal(answer: UnusableAnswer): boolean {
  if (answer.kind === 'fault') return ['InvalidLogin', 'InvalidLocale', 'NoPermission'].includes(answer.fault._typeName)
  return answer.status >= 400 && answer.status < 500 && answer.status !== 408
}

/** An answer in words that follow "Login as NAME". */
export function describeRefusal(answer: UnusableAnswer): string {
  if (answer.kind === 'fault') return `was refused with the fault ${faultName(answer.fault)}`
  return answer.status === 200
    ? 'was answered without a session key or without the header vmware-api-session-id'
    : `was answered with status ${answer.status}`
}

/** The verdict for a login without a complete answer. It may have begun a session whose token nobody knows, which is counted. */
export function loginFailure(error: unknown, registry: SessionRegistry): unknown {
  if (error instanceof BrokenAnswer) {
    registry.unclosable += 1
    return unanswered(`the answer to Login is incomplete: ${error.message}`)
  }
  if (!(error instanceof TargetUnreachable)) return error
  if (error.reason === 'timeout' || error.reason === 'reset') registry.unclosable += 1
  return unanswered(`Login got no answer: ${error.message}`)
}

/**
 * Closes the session that a login with an unusable answer may have begun. It is logged out only where its token shows it to be new: the token may
 * stand for another user's session. A session that is not closed is counted.
 */
export async function closeUnregistered(
  service: SessionService,
  registry: SessionRegistry,
  listCountAtLogin: number,
  token: string | undefined,
): Promise<void> {
  registry.unclosable += 1
  if (token === undefined) return
  const shown = await ignoreUnreachable(service.currentSession(token))
  if (shown?.kind !== 'value' || typeof shown.value?.key !== 'string') return
  const loginTime = Date.parse(shown.value.loginTime)
  // Its lastActiveTime says nothing, because it has just been read.
  const offered = { key: shown.value.key, token, loginTime, lastActiveTime: loginTime }
  if (registry.rejectionReason(offered, listCountAtLogin) !== undefined) return
  if ((await ignoreUnreachable(service.logout(token)))?.kind === 'value') registry.unclosable -= 1
}
