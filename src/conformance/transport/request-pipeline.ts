import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { asFetch, type Send } from '../../client/message.ts'
import { type Credentials, type ServiceAddress, type SessionService, sessionService } from '../../client/service.ts'
import { NotRecorded } from '../errors/not-recorded.ts'
import { interrupted, unanswered } from '../errors/verdict-error.ts'
import type { Logins } from '../sessions/login-queue.ts'
import type { Ownership } from '../sessions/session-registry.ts'
import type { SharedSession } from '../sessions/shared-session.ts'
import type { Purpose } from './exchange.ts'
import { guarded } from './guard.ts'
import type { Carrier, OnAnswer, Recorder } from './recorder.ts'

/** What all checks of a run share. */
export interface Run {
  address: ServiceAddress
  /** What the target says of its version. */
  apiVersion: string
  /** Reaches the target; unguarded. */
  transport: Carrier
  /** The same, until the target is given up. */
  sending: Carrier
  ownership: Ownership
  recorder: Recorder
  logins: Logins
  controllers: SharedSession
  /** A bystander of the second principal, where there is one, that watches over the hazardous calls. */
  witnesses: SharedSession | undefined
  credentials: { controller: Credentials; limited: Credentials | undefined }
  seed: number
  signal: AbortSignal
  /** Throws where a hazardous call is not to be sent. What it looks at, it looks at for that purpose. */
  permitHazard: (purpose: Purpose) => Promise<void>
}

/** A way to the target: guarded, recorded, and put down to a purpose. */
export interface Line {
  send: Send
  service: SessionService
}

/** Requests in a row without a whole answer after which nothing more is sent: the target is gone. */
const patience = 8

/** A carrier that stops trying once the target has left many requests in a row unanswered. */
export function givingUp(carry: Carrier): Carrier {
  let inARow = 0
  return async (request, purpose) => {
    if (inARow >= patience) throw unanswered('the target stopped answering and was given up')
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
export function interruptible(send: Send, signal: AbortSignal): Send {
  return async (request) => {
    if (signal.aborted) throw interrupted()
    return send(request)
  }
}

/** A line for what a check calls: it is dead once the run is interrupted. */
export function openLine(run: Run, purpose: Purpose, onAnswer?: OnAnswer): Line {
  const recorded = run.recorder.recording(run.sending, purpose, onAnswer)
  const send = guarded(recorded, run.ownership, () => run.permitHazard(purpose))
  return lineOver(run, interruptible(send, run.signal))
}

/** A line that works after an interruption, too: for closing what the run has opened. */
export function openClosingLine(run: Run, purpose: Purpose): Line {
  const recorded = run.recorder.recording(run.transport, purpose)
  return lineOver(
    run,
    guarded(recorded, run.ownership, () => run.permitHazard(purpose)),
  )
}

function lineOver(run: Run, send: Send): Line {
  return { send, service: sessionService(run.address, asFetch(send)) }
}
