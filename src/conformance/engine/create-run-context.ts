import { createListLag } from '../context/list-lag.ts'
import type { RunContext } from '../context/run-context.ts'
import type { Account, SignOn } from '../sessions/account.ts'
import { createClones } from '../sessions/clones.ts'
import { openSession } from '../sessions/open-session.ts'
import { createSessionLimits } from '../sessions/session-limits.ts'
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
import { closeAllSessions } from './close-all-sessions.ts'
import { disruptiveGate } from './disruptive-gate.ts'
import { findAccount } from './find-account.ts'
import { inManner } from './in-manner.ts'
import type { FoundService } from './preflight.ts'
import type { RunParts } from './run-parts.ts'
import type { RunPlan } from './run-plan.ts'

/** Creates what all checks of a run share. Sends nothing yet, but a question whose a session is that is lent, or the login of single sign-on. @throws PreflightFailure where that is not logged on. */
export async function createRunContext(
  target: Target,
  plan: RunPlan,
  parts: RunParts,
  { address, about }: FoundService,
): Promise<RunContext> {
  const { registry, loginQueue, loginTags, recorder, weather, transport, closingTransport, oneConnection, closing } =
    parts
  const pipelineParts: PipelineParts = {
    address,
    transport: target.replay === undefined ? sharingLists(circuitBreaker(transport)) : circuitBreaker(transport),
    closingTransport,
    recorder,
    weather,
    registry,
    lentToken: 'token' in target.controller ? target.controller.token : undefined,
    signal: plan.signal,
    closingRequestMs: closing.requestMs,
  }
  const standing = () => registry.opened.filter(({ state }) => state === 'open').length + registry.unclosable
  const limits = createSessionLimits(plan.limits, standing, target.replay !== undefined)
  const opening = {
    registry,
    loginTags,
    limits,
    weather,
    requirement: undefined,
    service: openLoginPipeline(pipelineParts, wholeRun).service,
    closing: openClosingPipeline(pipelineParts, wholeRun).service,
  }
  const openShared = (account: Account | SignOn, label: string, loginName: string) =>
    loginQueue.login(account.userName, () => openSession(opening, { account, label, loginName, isShared: true }))
  const sharedSession = (account: Account, label: string, loginName: string): SharedSession =>
    createSharedSession(label, () => openShared(account, label, loginName))
  const controller = await findAccount(target, pipelineParts, parts.masker.keepPublic, (account) =>
    openShared(account, 'the session of single sign-on', 'sign-on'),
  ).catch(async (error: unknown) => {
    // It may have begun, and its token may be readable by now.
    await closeAllSessions({ ...pipelineParts, registry }, () => false)
    throw error
  })
  const controllers = sharedSession(controller, 'the controller', 'controller')
  const { exclusive } = plan
  const run: RunContext = {
    ...pipelineParts,
    registry,
    loginQueue,
    loginTags,
    limits,
    clones: createClones(
      (account) => sharedSession(account, 'the session that others are cloned from', `parent/${account.userName}`),
      openPipeline(pipelineParts, wholeRun).service,
    ),
    left: [],
    listLag: createListLag(weather.wait),
    idleMs: plan.idleMs,
    wait: weather.wait,
    inManner: (manner, purpose) => inManner(run, oneConnection, manner, purpose),
    controllers,
    idleSessions: [controller, target.limited].flatMap((account) =>
      account === undefined ? [] : [sharedSession(account, 'an idle session', `idle/${account.userName}`)],
    ),
    bystanders: target.limited && sharedSession(target.limited, 'a session of another user', 'bystander'),
    accounts: { controller, limited: target.limited },
    // The answer of a target need not have the declared form.
    apiVersion: typeof about.apiVersion === 'string' ? about.apiVersion : 'unknown',
    seed: plan.seed,
    permitDisruptive: disruptiveGate({ pipelineParts, registry, loginQueue, controllers, exclusive }),
  }
  if (target.replay?.hasClones) run.clones.trust()
  return run
}
