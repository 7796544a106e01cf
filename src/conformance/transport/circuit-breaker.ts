import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { NotRecorded } from '../errors/not-recorded.ts'
import { unanswered } from '../errors/verdict-error.ts'
import type { Transport } from '../types.ts'
import { memberOf } from './passing.ts'

/** After this many requests in a row without a complete answer, nothing more is sent. */
const maxUnanswered = 8

/**
 * A transport that stops sending once the target has left many requests in a row unanswered. A connection that is lost at TerminateSession is not counted: a server may drop it at each of
 * many odd calls, and answer all else.
 */
export function circuitBreaker(transport: Transport): Transport {
  let unansweredInARow = 0
  return async (request, purpose) => {
    if (unansweredInARow >= maxUnanswered)
      throw unanswered(`the target left ${maxUnanswered} requests in a row unanswered; nothing more was sent`)
    try {
      const answer = await transport(request, purpose)
      unansweredInARow = 0
      return answer
    } catch (error) {
      const isUnanswered = error instanceof TargetUnreachable || error instanceof BrokenAnswer
      const isLostCall = memberOf(request) === 'TerminateSession' && isLost(error)
      if (isUnanswered && !isLostCall && !(error instanceof NotRecorded)) unansweredInARow += 1
      throw error
    }
  }
}

function isLost(error: unknown): boolean {
  return error instanceof BrokenAnswer || (error instanceof TargetUnreachable && error.reason === 'reset')
}
