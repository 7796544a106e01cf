import { discover } from '../client/connect.ts'
import { BrokenAnswer, TargetUnreachable, UnexpectedAnswer } from '../client/errors.ts'
import type { ServiceAddress, ServiceContent } from '../client/service.ts'
import type { Fetch } from '../client/transport.ts'
import { Decided } from './finding.ts'
import type { Problem } from './result.ts'
import { openLine, type Run } from './run/run.ts'
import { keysIn } from './stage/oracles.ts'
import type { Target } from './target.ts'

/** A prerequisite of the whole run is missing. */
export class PreflightFailure extends Error {
  readonly code = 'preflight'
  readonly problem: Problem

  constructor(code: Problem['code'], message: string) {
    super(message)
    this.name = 'PreflightFailure'
    this.problem = { code, message }
  }
}

/** Finds the session operations of a target. Sends no credentials. @throws PreflightFailure. */
export async function findService(
  target: Target,
  fetch: Fetch,
): Promise<{ address: ServiceAddress; about: ServiceContent['about'] }> {
  try {
    const { content, ...address } = await discover(target.url, target.release ?? 'auto', fetch)
    return { address, about: content.about }
  } catch (error) {
    if (error instanceof UnexpectedAnswer) throw new PreflightFailure('not-vi-json', error.message)
    throw asFailure(error)
  }
}

/** Opens the first controller and looks at who else is logged on. @throws PreflightFailure where it may not. */
export async function requireController(run: Run): Promise<void> {
  const controller = await run.controllers.current().catch((error: unknown) => {
    throw error instanceof Decided ? new PreflightFailure('login', error.message) : error
  })
  const answer = await openLine(run, undefined)
    .service.sessionList(controller.token)
    .catch((error: unknown) => {
      throw asFailure(error)
    })
  const keys = keysIn(answer)
  if (keys === undefined) {
    const what =
      answer.kind === 'fault' ? `the fault ${answer.fault._typeName}` : 'something that is no list of sessions'
    throw new PreflightFailure(
      'session-list',
      `${controller.userName}, who controls the run and so needs Sessions.TerminateSession, asked for sessionList and was answered with ${what}`,
    )
  }
  run.ownership.noteListed(keys)
}

function asFailure(error: unknown): unknown {
  if (error instanceof TargetUnreachable) {
    return new PreflightFailure(error.reason === 'certificate' ? 'certificate' : 'unreachable', error.message)
  }
  return error instanceof BrokenAnswer ? new PreflightFailure('unreachable', error.message) : error
}
