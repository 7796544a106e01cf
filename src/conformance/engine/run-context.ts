import type { Credentials } from '../../client/service.ts'
import type { Logins } from '../sessions/login-queue.ts'
import { openSession } from '../sessions/open-session.ts'
import type { Ownership } from '../sessions/session-registry.ts'
import { createSharedSession } from '../sessions/shared-session.ts'
import { wholeRun } from '../transport/exchange.ts'
import type { Target } from '../transport/origin.ts'
import type { Carrier, Recorder } from '../transport/recorder.ts'
import { givingUp, openClosingLine, openLine, type Run } from '../transport/request-pipeline.ts'
import { hazardPermit } from './disruptive-gate.ts'
import type { FoundService } from './preflight.ts'

/** What the run has of its own, before it knows the target. */
export interface Means {
  recorder: Recorder
  ownership: Ownership
  logins: Logins
  transport: Carrier
  seed: number
  signal: AbortSignal
}

/** What a controller, and a bystander that watches over hazardous calls, are called. */
export const controllerLabel = 'the controller'
const witnessLabel = 'a session of another user'

/** Sets up a run: all that its checks share, and nothing sent yet. */
export function prepare(target: Target, { address, about }: FoundService, means: Means, exclusive: boolean): Run {
  const { controller, limited } = target
  const { logins } = means
  const shared = (credentials: Credentials, label: string) =>
    createSharedSession(label, () =>
      logins.as(credentials.userName, () =>
        openSession(
          openLine(run, wholeRun).service,
          openClosingLine(run, wholeRun).service,
          means.ownership,
          credentials,
          label,
          true,
        ),
      ),
    )
  const unpermitted = {
    ...means,
    address,
    // What a target sends need not have the declared form.
    apiVersion: typeof about.apiVersion === 'string' ? about.apiVersion : 'unknown',
    controllers: shared(controller, controllerLabel),
    witnesses: limited && shared(limited, witnessLabel),
    sending: givingUp(means.transport),
    credentials: { controller, limited },
  }
  const run: Run = { ...unpermitted, permitHazard: hazardPermit(unpermitted, exclusive) }
  return run
}
