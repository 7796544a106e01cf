import type { RunContext } from '../context/run-context.ts'
import { isTargetError } from '../errors/verdict-error.ts'
import { readOwnSession } from '../sessions/readings.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import type { SharedSession } from '../sessions/shared-session.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { Finding, FindingCode } from '../types.ts'
import { type CheckedRequirements, runCheck } from './run-check.ts'
import type { Selected } from './selection.ts'
import { isFailure } from './verdicts.ts'

/** What a session that has ended for another reason looks like to a check. */
const likeOtherCauses: readonly FindingCode[] = [
  'wrongly-ended',
  'changed-later',
  'controller-lost',
  'oracles-disagree',
  'unexpected-fault',
  'unexpected-status',
]

/**
 * Opens a session for each principal that nothing touches. Where it has ended, sessions end for other reasons than TerminateSession: time-outs, limits,
 * somebody's clean-up job. Without it, the run goes on.
 */
export async function openIdleSessions({ idleSessions }: RunContext): Promise<TestSession[]> {
  const opened = await Promise.all(
    idleSessions.map((idle: SharedSession) =>
      idle.current().catch((error: unknown) => {
        if (isTargetError(error)) return undefined
        throw error
      }),
    ),
  )
  return opened.filter((session) => session !== undefined)
}

/**
 * Where an idle session has ended: runs again, one at a time, the checks whose findings might be the same cause. What is not found again is not put down to
 * TerminateSession. A target that ends the sessions of others by a call does it again.
 *
 * @returns the sentence that says so; undefined where all idle sessions are alive.
 */
export async function setApartOtherCauses(
  run: RunContext,
  idle: readonly TestSession[],
  selected: readonly Selected[],
  checked: CheckedRequirements,
  now: () => number,
): Promise<string | undefined> {
  if (run.signal.aborted || !(await hasEnded(run, idle))) return undefined
  const message =
    'sessions end for other reasons than TerminateSession (a time-out, a limit, a clean-up job): one that nothing touched has ended during the run'
  const finding: Finding = { code: 'other-cause', message }
  let isTold = false
  for (const one of selected) {
    const before = checked.get(one)
    const code = before?.result.finding?.code
    if (
      before === undefined ||
      code === undefined ||
      !isFailure(before.result, true) ||
      !likeOtherCauses.includes(code)
    )
      continue
    const again = await runCheck(run, one, now, true)
    if (again.result.verdict !== 'pass') continue
    checked.set(one, { ...before, result: { ...before.result, verdict: 'unreached', finding } })
    isTold = true
  }
  return isTold || [...checked.values()].some(({ result }) => result.verdict === 'unreached') ? message : undefined
}

async function hasEnded(run: RunContext, idle: readonly TestSession[]): Promise<boolean> {
  const { service } = openPipeline(run, wholeRun)
  const reading = Promise.all(idle.map((session) => readOwnSession(service, session)))
  const readings = await reading.catch((error: unknown) => {
    if (isTargetError(error)) return [] // A target that answers nothing any more says nothing of them.
    throw error
  })
  return readings.some((read) => read?.state === 'dead')
}
