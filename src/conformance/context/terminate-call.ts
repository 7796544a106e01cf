import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { textOf, type WholeAnswer } from '../../client/message.ts'
import { type Outcome, outcomeOf } from '../../client/outcome.ts'
import { faultName } from '../errors/fault-name.ts'
import { unanswered } from '../errors/verdict-error.ts'

/** A TerminateSession that was answered. */
export interface Call {
  outcome: Outcome
  status: number
  headers: Headers
  body: string
}

/** Reads the answer to a TerminateSession. @throws VerdictError `unreached` where no complete answer came. */
export async function callOf(answering: Promise<WholeAnswer>): Promise<Call> {
  try {
    const answer = await answering
    const text = textOf(answer)
    return { outcome: outcomeOf(answer.status, text), status: answer.status, headers: answer.headers, body: text }
  } catch (error) {
    if (error instanceof TargetUnreachable) throw unanswered(`TerminateSession got no answer: ${error.message}`)
    if (error instanceof BrokenAnswer)
      throw unanswered(`the answer to TerminateSession is incomplete: ${error.message}`)
    throw error
  }
}

/** Whether a call was answered as if it had been carried out. */
export function isSuccess({ status }: Call): boolean {
  return status >= 200 && status < 300
}

/** The answer to a call without its text, which may hold anything: `500 with the fault NotFound`. */
export function summarize({ outcome, status }: Call): string {
  switch (outcome.kind) {
    case 'terminated':
      return '204'
    case 'fault':
      return `500 with the fault ${faultName(outcome.fault)}`
    case 'unexpected':
      return `status ${status} without a VIM fault`
  }
}

/** The answers to calls that were made at once, in an order that does not depend on which came first: `204 and 500 with the fault NotFound`. */
export function summarizeAll(calls: readonly Call[]): string {
  return calls.map(summarize).sort().join(' and ')
}
