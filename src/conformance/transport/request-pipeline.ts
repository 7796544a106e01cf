import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { asFetch, type Send } from '../../client/message.ts'
import { type Credentials, type ServiceAddress, type SessionService, sessionService } from '../../client/service.ts'
import { NotRecorded } from '../errors/not-recorded.ts'
import { interrupted, unanswered } from '../errors/verdict-error.ts'
import type { LoginQueue } from '../sessions/login-queue.ts'
import type { SessionRegistry } from '../sessions/session-registry.ts'
import type { SharedSession } from '../sessions/shared-session.ts'
import type { Purpose } from './exchange.ts'
import { guarded } from './guard.ts'
import type { OnAnswer, Recorder, Transport } from './recorder.ts'

/** What all checks of a run share. */
export interface RunContext {
  address: ServiceAddress
  /** What the target says of its version. */
  apiVersion: string
  /** Reaches the target; unguarded. */
  transport: Transport
  /** The same, until the target is given up. */
  breakingTransport: Transport
  registry: SessionRegistry
  recorder: Recorder
  loginQueue: LoginQueue
  controllers: SharedSession
  /** A bystander of the second principal, where there is one, that watches over the hazardous calls. */
  bystanders: SharedSession | undefined
  credentials: { controller: Credentials; limited: Credentials | undefined }
  seed: number
  signal: AbortSignal
  /** Throws where a hazardous call is not to be sent. What it looks at, it looks at for that purpose. */
  permitDisruptive: (purpose: Purpose) => Promise<void>
}

/** A way to the target: guarded, recorded, and put down to a purpose. */
export interface RequestPipeline {
  send: Send
  service: SessionService
}

/** Requests in a row without a whole answer after which nothing more is sent: the target is gone. */
const maxUnanswered = 8

/** A carrier that stops trying once the target has left many requests in a row unanswered. */
export function circuitBreaker(carry: Transport): Transport {
  let inARow = 0
  return async (request, purpose) => {
    if (inARow >= maxUnanswered) throw unanswered('the target stopped answering and was given up')
    try {
      const answer = await carry(request, purpose)
      inARow = 0
      return answer
    } catch (error) {
      const isGone = error instanceof TargetUnreachable || error instanceof BrokenAnswer
      if (isGone && !(error instanceof NotRecorded)) inARow += 1
      throw error
    }
  }
}

/** Sends nothing more once the run is interrupted, so that a check ends at its next call. */
export function abortable(send: Send, signal: AbortSignal): Send {
  return async (request) => {
    if (signal.aborted) throw interrupted()
    return send(request)
  }
}

/** A line for what a check calls: it is dead once the run is interrupted. */
export function openPipeline(run: RunContext, purpose: Purpose, onAnswer?: OnAnswer): RequestPipeline {
  const recorded = run.recorder.record(run.breakingTransport, purpose, onAnswer)
  const send = guarded(recorded, run.registry, () => run.permitDisruptive(purpose))
  return pipelineOver(run, abortable(send, run.signal))
}

/** A line that works after an interruption, too: for closing what the run has opened. */
export function openClosingPipeline(run: RunContext, purpose: Purpose): RequestPipeline {
  const recorded = run.recorder.record(run.transport, purpose)
  return pipelineOver(
    run,
    guarded(recorded, run.registry, () => run.permitDisruptive(purpose)),
  )
}

function pipelineOver(run: RunContext, send: Send): RequestPipeline {
  return { send, service: sessionService(run.address, asFetch(send)) }
}
