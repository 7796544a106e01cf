import { TargetUnreachable } from '../../client/errors.ts'
import { type Credentials, type ServiceAddress, type SessionService, sessionService } from '../../client/service.ts'
import type { Fetch } from '../../client/transport.ts'
import { interrupted, unreached } from '../finding.ts'
import type { Controllers } from './controllers.ts'
import { guarded } from './guard.ts'
import type { Ownership } from './ownership.ts'
import type { Recorder } from './recorder.ts'

/** What all checks of a run share. */
export interface Run {
  address: ServiceAddress
  /** Reaches the target; unguarded. */
  transport: Fetch
  /** The same, until the target is given up. */
  sending: Fetch
  ownership: Ownership
  recorder: Recorder
  controllers: Controllers
  credentials: { controller: Credentials; limited: Credentials | undefined }
  seed: number
  signal: AbortSignal
  /** Throws where a hazardous call is not to be sent. */
  permitHazard: () => Promise<void>
}

/** A way to the target: guarded, recorded, and put down to a requirement. */
export interface Line {
  fetch: Fetch
  service: SessionService
}

/** Requests in a row without any answer after which nothing more is sent: the target is gone. */
const patience = 8

/** A fetch that stops trying once the target has left many requests in a row unanswered. */
export function givingUp(fetch: Fetch): Fetch {
  let unanswered = 0
  return async (request) => {
    if (unanswered >= patience) throw unreached(`the target stopped answering and was given up`)
    try {
      const response = await fetch(request)
      unanswered = 0
      return response
    } catch (error) {
      if (error instanceof TargetUnreachable) unanswered += 1
      throw error
    }
  }
}

/** A line that is dead once the run is interrupted, so that a check ends at its next call. */
export function openLine(run: Run, requirement: string | undefined, onAnswer?: (response: Response) => void): Line {
  const fetch = guarded(run.recorder.recording(run.sending, requirement, onAnswer), run.ownership, run.permitHazard)
  return lineOver(run, async (request) => {
    if (run.signal.aborted) throw interrupted()
    return fetch(request)
  })
}

/** A line that works after an interruption, too: for closing what the run has opened. */
export function openClosingLine(run: Run, requirement: string | undefined): Line {
  return lineOver(run, guarded(run.recorder.recording(run.transport, requirement), run.ownership, run.permitHazard))
}

function lineOver(run: Run, fetch: Fetch): Line {
  return { fetch, service: sessionService(run.address, fetch) }
}
