import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { type Send, textOf } from '../../client/message.ts'
import { type Outcome, outcomeOf } from '../../client/outcome.ts'
import { type ServiceAddress, tokenHeader } from '../../client/service.ts'
import { unanswered } from '../errors/verdict-error.ts'

/** A TerminateSession as it goes out, lawful or not. */
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

/** Sends a TerminateSession. @throws Decided `unreached` where no whole answer came. */
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
    if (error instanceof TargetUnreachable) throw unanswered(`TerminateSession was not answered: ${error.message}`)
    if (error instanceof BrokenAnswer) throw unanswered(`TerminateSession was not answered whole: ${error.message}`)
    throw error
  }
}
