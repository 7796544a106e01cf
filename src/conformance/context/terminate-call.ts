import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { type Send, textOf } from '../../client/message.ts'
import { type Outcome, outcomeOf } from '../../client/outcome.ts'
import { type ServiceAddress, tokenHeader } from '../../client/service.ts'
import { faultName } from '../errors/fault-name.ts'
import { unanswered } from '../errors/verdict-error.ts'

/** A TerminateSession as it is sent, valid or not. */
export interface TerminateRequest {
  method?: 'POST' | 'GET'
  /** Without one there is no token header. */
  token?: string
  body?: string
  /** `null`: no Content-Type. */
  contentType?: string | null
  release?: string
  moId?: string
  query?: string
}

/** A TerminateSession that was answered. */
export interface Call {
  outcome: Outcome
  status: number
  headers: Headers
  body: string
}

/** Sends a TerminateSession. @throws VerdictError `unreached` where no complete answer came. */
export async function sendTerminate(send: Send, address: ServiceAddress, request: TerminateRequest): Promise<Call> {
  const { method = 'POST', token, body, contentType = 'application/json', query = '' } = request
  const { release = address.release, moId = address.sessionManager } = request
  const path = ['sdk', 'vim25', release, 'SessionManager', moId, 'TerminateSession'].map(encodeURIComponent).join('/')
  const headers = new Headers()
  if (token !== undefined) headers.set(tokenHeader, token)
  if (body !== undefined && contentType !== null) headers.set('content-type', contentType)
  try {
    const answer = await send({ method, url: `${address.url}/${path}${query}`, headers, body })
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
