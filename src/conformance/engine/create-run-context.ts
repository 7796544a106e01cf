import type { Credentials } from '../../client/service.ts'
import { createListLag } from '../context/list-lag.ts'
import type { RunContext } from '../context/run-context.ts'
import { createClones } from '../sessions/clones.ts'
import { openSession } from '../sessions/open-session.ts'
import { createSharedSession, type SharedSession } from '../sessions/shared-session.ts'
import { circuitBreaker } from '../transport/circuit-breaker.ts'
import { wholeRun } from '../transport/exchange.ts'
import {
  openClosingPipeline,
  openLoginPipeline,
  openPipeline,
  type PipelineParts,
} from '../transport/request-pipeline.ts'
import { sharingLists } from '../transport/shared-list.ts'
import type { Target } from '../types.ts'
import { disruptiveGate } from './disruptive-gate.ts'
import { inManner } from './in-manner.ts'
import type { FoundService } from './preflight.ts'
import type { RunParts } from './run-parts.ts'
import type { RunPlan } from './run-plan.ts'

/** Creates what all checks of a run share. Sends nothing yet. */
export function createRunContext(
  target: Target,
  plan: RunPlan,
  { registry, loginQueue, loginTags, recorder, weather, transport, closingTransport, oneConnection, closing }: RunParts,
  { address, about }: FoundService,
): RunContext {
  const pipelineParts: PipelineParts = {
    address,
    transport: target.replay === undefined ? sharingLists(circuitBreaker(transport)) : circuitBreaker(transport),
    closingTransport,
    recorder,
    weather,
    registry,
    signal: plan.signal,
    closingRequestMs: closing.requestMs,
  }
  const opening = {
    registry,
    loginTags,
    weather,
    requirement: undefined,
    service: openLoginPipeline(pipelineParts, wholeRun).service,
    closing: openClosingPipeline(pipelineParts, wholeRun).service,
  }
  const sharedSession = (credentials: Credentials, label: string, loginName: string): SharedSession =>
    createSharedSession(label, () =>
      loginQueue.login(credentials.userName, () =>
        openSession(opening, { credentials, label, loginName, isShared: true }),
      ),
    )
  const controllers = sharedSession(target.controller, 'the controller', 'controller')
  const { exclusive } = plan
  const run: RunContext = {
    ...pipelineParts,
    registry,
    loginQueue,
    loginTags,
    clones: createClones(
      (credentials) =>
        sharedSession(credentials, 'the session that others are cloned from', `parent/${credentials.userName}`),
      openPipeline(pipelineParts, wholeRun).service,
    ),
    left: [],
    listLag: createListLag(weather.wait),
    idleMs: plan.idleMs,
    wait: weather.wait,
    inManner: (manner, purpose) => inManner(run, oneConnection, manner, purpose),
    controllers,
    idleSessions: [target.controller, target.limited].flatMap((credentials) =>
      credentials === undefined ? [] : [sharedSession(credentials, 'an idle session', `idle/${credentials.userName}`)],
    ),
    bystanders: target.limited && sharedSession(target.limited, 'a session of another user', 'bystander'),
    credentials: { controller: target.controller, limited: target.limited },
    // The answer of a target need not have the declared form.
    apiVersion: typeof about.apiVersion === 'string' ? about.apiVersion : 'unknown',
    seed: plan.seed,
    permitDisruptive: disruptiveGate({ pipelineParts, registry, loginQueue, controllers, exclusive }),
  }
  if (target.replay?.hasClones) run.clones.trust()
  return run
}
