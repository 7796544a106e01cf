import { discover } from '../../client/connect.ts'
import { BrokenAnswer, TargetUnreachable, UnexpectedAnswer } from '../../client/errors.ts'
import { asFetch, type Send } from '../../client/message.ts'
import type { Answer } from '../../client/outcome.ts'
import type { ServiceAddress, ServiceContent } from '../../client/service.ts'
import { keysIn } from '../context/oracles.ts'
import { faultName, VerdictError } from '../errors/verdict-error.ts'
import { wholeRun } from '../transport/exchange.ts'
import type { Target } from '../transport/origin.ts'
import { openPipeline, type RunContext } from '../transport/request-pipeline.ts'
import type { Problem } from '../types.ts'

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

/** Where the session operations of a target are, and what it says it is. */
export interface FoundService {
  address: ServiceAddress
  about: ServiceContent['about']
}

/** Finds the session operations of a target. Sends no credentials. @throws PreflightFailure. */
export async function findService(target: Target, send: Send): Promise<FoundService> {
  try {
    const { content, ...address } = await discover(target.url, target.release ?? 'auto', asFetch(send))
    return { address, about: content.about }
  } catch (error) {
    if (error instanceof UnexpectedAnswer) throw new PreflightFailure('not-vi-json', error.message)
    throw asFailure(error)
  }
}

/** Opens the first controller and looks at who else is logged on. @throws PreflightFailure where it may not. */
export async function requireController(run: RunContext): Promise<void> {
  const controller = await run.controllers.current().catch((error: unknown) => {
    if (!(error instanceof VerdictError) || error.finding.code === 'interrupted') throw error
    throw new PreflightFailure(error.finding.code === 'unanswered' ? 'unreachable' : 'login', error.message)
  })
  const answer = await openPipeline(run, wholeRun)
    .service.sessionList(controller.token)
    .catch((error: unknown) => {
      throw asFailure(error)
    })
  const keys = keysIn(answer)
  if (keys === undefined) {
    const isDenied = answer.kind === 'fault' && answer.fault._typeName === 'NoPermission'
    throw new PreflightFailure(
      isDenied ? 'privilege' : 'session-list',
      `${controller.userName}, who controls the run, asked for sessionList and was answered with ${shownBy(answer)}`,
    )
  }
  run.registry.noteListed(keys)
  if (!keys.includes(controller.key)) {
    throw new PreflightFailure(
      'session-list',
      'sessionList does not show the session that asks for it, so it can prove nothing',
    )
  }
}

function shownBy(answer: Answer<unknown>): string {
  switch (answer.kind) {
    case 'value':
      return 'something that is no list of sessions'
    case 'fault':
      return `the fault ${faultName(answer.fault)}`
    case 'unexpected':
      return `status ${answer.status}`
  }
}

function asFailure(error: unknown): unknown {
  if (error instanceof TargetUnreachable) {
    return new PreflightFailure(error.reason === 'certificate' ? 'certificate' : 'unreachable', error.message)
  }
  return error instanceof BrokenAnswer ? new PreflightFailure('unreachable', error.message) : error
}
