import type { ServiceContent } from '../../../generated/openapi.ts'
import { discover } from '../../client/connect.ts'
import { BrokenAnswer, TargetUnreachable, UnexpectedAnswer } from '../../client/errors.ts'
import { asFetch, type Send } from '../../client/message.ts'
import type { Answer } from '../../client/outcome.ts'
import type { ServiceAddress } from '../../client/service.ts'
import type { RunContext } from '../context/run-context.ts'
import { faultName } from '../errors/fault-name.ts'
import { VerdictError } from '../errors/verdict-error.ts'
import { sessionsIn } from '../sessions/readings.ts'
import { abortable } from '../transport/abortable.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { Problem, Refusal, Target } from '../types.ts'
import type { RunParts } from './run-parts.ts'

/** A prerequisite of the whole run is missing. */
export class PreflightFailure extends Error {
  readonly code = 'preflight'
  readonly problem: Problem

  constructor(code: Problem['code'], message: string, refusal?: Refusal) {
    super(message)
    this.name = 'PreflightFailure'
    this.problem = { code, message, ...(refusal === undefined ? {} : { refusal }) }
  }
}

/** Where the session operations of a target are, and what it says it is. */
export interface FoundService {
  address: ServiceAddress
  about: ServiceContent['about']
}

/** Finds the session operations of a target. Sends no credentials. @throws PreflightFailure. */
export async function findService(
  target: Target,
  { recorder, weather, transport }: RunParts,
  signal: AbortSignal,
): Promise<FoundService> {
  const send: Send = weather.patient(recorder.record(transport, wholeRun), wholeRun)
  try {
    const { content, ...address } = await discover(
      new URL(target.url).origin,
      target.release ?? 'auto',
      asFetch(abortable(send, signal)),
    )
    return { address, about: content.about }
  } catch (error) {
    if (error instanceof UnexpectedAnswer) throw new PreflightFailure('not-vi-json', error.message)
    throw asPreflightFailure(error)
  }
}

/** Opens the first controller and reads sessionList with it. @throws PreflightFailure where one of them is refused. */
export async function requireController(run: RunContext): Promise<void> {
  const controller = await run.controllers.current().catch((error: unknown) => {
    throw asLoginFailure(error)
  })
  const { service } = openPipeline(run, wholeRun)
  /** @returns whether the list shows the session that reads it. */
  const readList = async (): Promise<boolean> => {
    const noteCount = run.registry.noteCount()
    const answer = await service.sessionList(controller.token).catch((error: unknown) => {
      throw asPreflightFailure(error)
    })
    const listed = sessionsIn(answer)
    if (listed === undefined) {
      const isDenied = answer.kind === 'fault' && answer.fault._typeName === 'NoPermission'
      throw new PreflightFailure(
        isDenied ? 'privilege' : 'session-list',
        `sessionList, read as ${controller.userName}, was answered with ${describeAnswer(answer)}`,
      )
    }
    try {
      run.registry.noteListed(listed, noteCount)
    } catch (error) {
      throw error instanceof VerdictError ? new PreflightFailure('session-list', error.message) : error
    }
    return listed.some(({ key }) => key === controller.key)
  }
  if (!(await run.listLag.settle(readList, (isListed) => !isListed))) {
    throw new PreflightFailure(
      'session-list',
      'sessionList does not show the session that reads it, so it proves nothing',
    )
  }
}

/** An error of the login that a run begins with. An interruption stays one. */
export function asLoginFailure(error: unknown): unknown {
  if (!(error instanceof VerdictError) || error.finding.code === 'interrupted') return error
  return new PreflightFailure(
    error.finding.code === 'unanswered' ? 'unreachable' : 'login',
    error.message,
    error.refusal,
  )
}

function describeAnswer(answer: Answer<unknown>): string {
  switch (answer.kind) {
    case 'value':
      return 'a value that is not a list of sessions'
    case 'fault':
      return `the fault ${faultName(answer.fault)}`
    case 'unexpected':
      return `status ${answer.status}`
  }
}

function asPreflightFailure(error: unknown): unknown {
  if (error instanceof TargetUnreachable) {
    return new PreflightFailure(error.reason === 'certificate' ? 'certificate' : 'unreachable', error.message)
  }
  if (error instanceof VerdictError && error.finding.code === 'unanswered')
    return new PreflightFailure('unreachable', error.message)
  return error instanceof BrokenAnswer ? new PreflightFailure('unreachable', error.message) : error
}
