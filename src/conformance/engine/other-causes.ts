import type { RunContext } from '../context/run-context.ts'
import { isTargetError } from '../errors/verdict-error.ts'
import { readOwnSession } from '../sessions/readings.ts'
import type { TestSession } from '../sessions/session-registry.ts'
import type { SharedSession } from '../sessions/shared-session.ts'
import { wholeRun } from '../transport/exchange.ts'
import { openPipeline } from '../transport/request-pipeline.ts'
import type { Finding, FindingCode, RequirementResult } from '../types.ts'
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
 * TerminateSession: a target that ends the sessions of others by a call does it again. What is found again stands where a session that nothing touches lives on for
 * as long as that check took.
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
  const doubtful = selected.filter((one) => isDoubtful(checked.get(one)?.result))
  const foundAgain: Selected[] = []
  let longest = 0
  for (const one of doubtful) {
    const startedAt = now()
    if (!(await isFoundAgain(run, one, checked, now))) continue
    foundAgain.push(one)
    longest = Math.max(longest, now() - startedAt)
  }
  const isConfirmed = foundAgain.length > 0 && !(await hasEndedUntouched(run, idle, longest))
  for (const one of doubtful) if (!(isConfirmed && foundAgain.includes(one))) setApart(one, checked)
  return [...checked.values()].some(({ result }) => result.verdict === 'unreached') ? otherCause : undefined
}

const otherCause =
  'sessions end for other reasons than TerminateSession (a time-out, a limit, a clean-up job): one that nothing touched has ended during the run'

function isDoubtful(result: RequirementResult | undefined): boolean {
  const code = result?.finding?.code
  return result !== undefined && code !== undefined && isFailure(result, true) && likeOtherCauses.includes(code)
}

async function isFoundAgain(
  run: RunContext,
  one: Selected,
  checked: CheckedRequirements,
  now: () => number,
): Promise<boolean> {
  // What became of a session later is no more than what became of the idle one.
  if (checked.get(one)?.result.finding?.code === 'changed-later') return false
  const { result } = await runCheck(run, one, now, true)
  return isFailure(result, true)
}

function setApart(one: Selected, checked: CheckedRequirements): void {
  const before = checked.get(one)
  if (before === undefined) return
  const finding: Finding = { code: 'other-cause', message: otherCause }
  checked.set(one, { ...before, result: { ...before.result, verdict: 'unreached', finding } })
}

/** Whether new idle sessions have ended after that many milliseconds in which nothing was called. */
async function hasEndedUntouched(run: RunContext, idle: readonly TestSession[], ms: number): Promise<boolean> {
  for (const shared of run.idleSessions) for (const lost of idle) shared.discard(lost)
  const others = await openIdleSessions(run)
  await run.wait(Math.ceil(ms * 1.5))
  return hasEnded(run, others)
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
