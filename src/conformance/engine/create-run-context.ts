import type { Credentials } from '../../client/service.ts'
import type { RunContext } from '../context/run-context.ts'
import { openSession } from '../sessions/open-session.ts'
import { createSharedSession, type SharedSession } from '../sessions/shared-session.ts'
import { circuitBreaker } from '../transport/circuit-breaker.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openClosingPipeline, openPipeline, type PipelineParts } from '../transport/request-pipeline.ts'
import type { Target } from '../types.ts'
import { disruptiveGate } from './disruptive-gate.ts'
import type { FoundService } from './preflight.ts'
import type { RunParts } from './run-parts.ts'
import type { RunPlan } from './run-plan.ts'

/** Creates what all checks of a run share. Sends nothing yet. */
export function createRunContext(
  target: Target,
  plan: RunPlan,
  { registry, loginQueue, recorder, transport }: RunParts,
  { address, about }: FoundService,
): RunContext {
  const pipelineParts: PipelineParts = {
    address,
    transport: circuitBreaker(transport),
    closingTransport: transport,
    recorder,
    registry,
    signal: plan.signal,
  }
  const services = {
    service: openPipeline(pipelineParts, wholeRun).service,
    closing: openClosingPipeline(pipelineParts, wholeRun).service,
  }
  const sharedSession = (credentials: Credentials, label: string): SharedSession =>
    createSharedSession(label, () =>
      loginQueue.login(credentials.userName, () => openSession(services, registry, credentials, label, true)),
    )
  const controllers = sharedSession(target.controller, 'the controller')
  const { exclusive } = plan
  return {
    ...pipelineParts,
    registry,
    loginQueue,
    controllers,
    bystanders: target.limited && sharedSession(target.limited, 'a session of another user'),
    credentials: { controller: target.controller, limited: target.limited },
    // The answer of a target need not have the declared form.
    apiVersion: typeof about.apiVersion === 'string' ? about.apiVersion : 'unknown',
    seed: plan.seed,
    permitDisruptive: disruptiveGate({ pipelineParts, registry, loginQueue, controllers, exclusive }),
  }
}
