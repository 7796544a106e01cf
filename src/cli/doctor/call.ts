import { serverTextOf } from '../../client/errors.ts'
import { FaultRaised, UnexpectedAnswer } from '../../client/index.ts'
import { adviceOn, type Failure, isTargetFailure } from './failure.ts'
import { type Line, wrong } from './line.ts'
import { saying, serverSaid } from './words.ts'

/** Why a call has no result. */
export type CallError = FaultRaised | Failure

/** What came of a call. */
export type Tried<Value> = { isDone: true; value: Value } | { isDone: false; error: CallError }

/** Waits for a call. What the server says in place of a result is told, and not thrown. */
export async function tried<Value>(call: Promise<Value>): Promise<Tried<Value>> {
  try {
    return { isDone: true, value: await call }
  } catch (error) {
    if (error instanceof FaultRaised || isTargetFailure(error)) return { isDone: false, error }
    throw error
  }
}

/** The name of the fault that a call was answered with; undefined where it was none. */
export function faultOf(error: CallError): string | undefined {
  return error instanceof FaultRaised ? error.fault._typeName : undefined
}

/** A fault with the server's words: `NoPermission: "Permission was denied."`. */
function faultInWords({ fault }: FaultRaised): string {
  const said = serverTextOf(fault)
  return `${fault._typeName}${said === undefined ? '' : saying(said)}`
}

/** The line about a call that has no result. @param privilege the one that the call needs. */
export function failedCall(step: Line['step'], call: string, error: CallError, privilege: string): Line {
  if (!(error instanceof FaultRaised)) {
    const text =
      error instanceof UnexpectedAnswer
        ? `${call} was answered with status ${error.status}${serverSaid(error.body)}`
        : `${call}: ${error.message}`
    return wrong(step, text, adviceOn(error, { protocol: 'https:' }))
  }
  const text = `${call} was refused (${faultInWords(error)})`
  switch (error.fault._typeName) {
    case 'NoPermission':
      return wrong(step, text, `give the account a role with ${privilege} on the vCenter`)
    case 'NotAuthenticated':
      return wrong(step, text, 'look what ends its sessions: a limit, a time-out, or a clean-up job')
    default:
      return wrong(step, text, 'look into the log of the vCenter, and ask its administrator')
  }
}
