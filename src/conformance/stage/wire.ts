import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { type Outcome, outcomeOf } from '../../client/outcome.ts'
import { type ServiceAddress, tokenHeader } from '../../client/service.ts'
import type { Fetch } from '../../client/transport.ts'
import { unanswered } from '../finding.ts'

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
export async function send(fetch: Fetch, address: ServiceAddress, request: TerminateRequest): Promise<Call> {
  const { method = 'POST', token, body, contentType = 'application/json', query = '' } = request
  const { release = address.release, moId = address.sessionManager } = request
  const path = ['sdk', 'vim25', release, 'SessionManager', moId, 'TerminateSession'].map(encodeURIComponent).join('/')
  const headers = new Headers()
  if (token !== undefined) headers.set(tokenHeader, token)
  if (body !== undefined && contentType !== null) headers.set('content-type', contentType)
  // As bytes: to a string, fetch would add a Content-Type of its own.
  const bytes = body === undefined ? null : new TextEncoder().encode(body)
  try {
    const response = await fetch(new Request(`${address.url}/${path}${query}`, { method, headers, body: bytes }))
    const text = await response.text()
    return { outcome: outcomeOf(response.status, text), status: response.status, headers: response.headers, body: text }
  } catch (error) {
    if (error instanceof TargetUnreachable) throw unanswered(`TerminateSession was not answered: ${error.message}`)
    if (error instanceof BrokenAnswer) throw unanswered(`TerminateSession was not answered whole: ${error.message}`)
    throw error
  }
}
