import type { Credentials } from '../../client/service.ts'
import type { LoginQueue } from '../sessions/login-queue.ts'
import { openSession } from '../sessions/open-session.ts'
import type { SessionRegistry } from '../sessions/session-registry.ts'
import { createSharedSession } from '../sessions/shared-session.ts'
import { wholeRun } from '../transport/exchange.ts'
import type { Target } from '../transport/origin.ts'
import type { Recorder, Transport } from '../transport/recorder.ts'
import { circuitBreaker, openClosingPipeline, openPipeline, type RunContext } from '../transport/request-pipeline.ts'
import { disruptiveGate } from './disruptive-gate.ts'
import type { FoundService } from './preflight.ts'

/** What the run has of its own, before it knows the target. */
export interface RunParts {
  recorder: Recorder
  registry: SessionRegistry
  loginQueue: LoginQueue
  transport: Transport
  seed: number
  signal: AbortSignal
}

/** What a controller, and a bystander that watches over hazardous calls, are called. */
export const controllerLabel = 'the controller'
const bystanderLabel = 'a session of another user'

/** Sets up a run: all that its checks share, and nothing sent yet. */
export function createRunContext(
  target: Target,
  { address, about }: FoundService,
  means: RunParts,
  exclusive: boolean,
): RunContext {
  const { controller, limited } = target
  const { loginQueue } = means
  const shared = (credentials: Credentials, label: string) =>
    createSharedSession(label, () =>
      loginQueue.login(credentials.userName, () =>
        openSession(
          openPipeline(run, wholeRun).service,
          openClosingPipeline(run, wholeRun).service,
          means.registry,
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
    bystanders: limited && shared(limited, bystanderLabel),
    breakingTransport: circuitBreaker(means.transport),
    credentials: { controller, limited },
  }
  const run: RunContext = { ...unpermitted, permitDisruptive: disruptiveGate(unpermitted, exclusive) }
  return run
}
