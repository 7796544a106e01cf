import type { RunContext } from '../context/run-context.ts'
import { NotRecorded } from '../errors/not-recorded.ts'
import { isTargetError, unanswered, VerdictError } from '../errors/verdict-error.ts'
import { listReading } from '../sessions/readings.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { FindingCode, Purpose } from '../types.ts'

/** What an answer of a gateway looks like to a check: it is no answer of the operation. */
const aboutAnswers: readonly FindingCode[] = ['unexpected-status', 'unexpected-success', 'media-type', 'schema']

/**
 * What a check ended with; where that is a finding about an answer, and the target cannot be read any more, that it was not judged: a gateway before the target, which sends
 * a login page or an error of its own, answers every operation so, from some moment on.
 */
export async function unlessTakenOver(run: RunContext, error: unknown, purpose: Purpose): Promise<unknown> {
  if (!(error instanceof VerdictError) || error.verdict !== 'fail' || !aboutAnswers.includes(error.finding.code))
    return error
  const reading = await readList(run, purpose).catch((thrown: unknown) => {
    // A recorded run need not hold the read.
    if (thrown instanceof NotRecorded) return undefined
    if (isUnanswered(thrown)) return 'sessionList got no answer'
    // An interruption, or a controller that the target has ended, says nothing of the answer.
    if (isTargetError(thrown)) return undefined
    throw thrown
  })
  if (reading === undefined) return error
  return unanswered(
    `the target cannot be read any more (${reading}), so the answer need not be its own: ${error.message}`,
  )
}

function isUnanswered(error: unknown): boolean {
  return error instanceof VerdictError ? error.finding.code === 'unanswered' : isTargetError(error)
}

/** Why sessionList cannot be read; undefined where it can, or says that its reader has ended. */
async function readList(run: RunContext, purpose: Purpose): Promise<string | undefined> {
  const controller = await run.controllers.current()
  const answer = await openPipeline(run, purpose).service.sessionList(controller.token)
  const { state, detail } = listReading(answer, controller)
  return state === 'unreadable' ? detail : undefined
}
