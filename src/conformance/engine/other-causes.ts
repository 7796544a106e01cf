import type { Finding, FindingCode, RequirementResult } from '../types.ts'
import type { Again } from './again.ts'
import { findCause } from './find-cause.ts'
import { endsUntouched, hasEnded, type IdleSessions, openAnew } from './idle-sessions.ts'
import type { CheckedRequirements } from './run-check.ts'
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
 * Where an idle session has ended: looks whether a new one lives on for as long as the first was left alone, while nothing is called. Where it does not, a time-out or a clean-up job is
 * at work, and no finding that might have the same cause is put down to TerminateSession. Where it does, the checks of such findings run again, one at a time, and what is not found again is not
 * put down to it either: a target that ends the sessions of others by a call does it again. Where there is no finding then, the check is looked for whose calls have ended it.
 *
 * @returns the sentence that says so; undefined where all idle sessions are alive, or every finding stands.
 */
export async function setApartOtherCauses(
  again: Again,
  idle: IdleSessions,
  selected: readonly Selected[],
): Promise<string | undefined> {
  const { run, checked, now } = again
  const idleMs = now() - idle.openedAt
  if (run.signal.aborted || !(await hasEnded(run, idle))) return undefined
  const anew = await openAnew(run, idle, now)
  if (await endsUntouched(run, anew, idleMs)) setApartDoubtful(again, selected)
  else {
    for (const one of doubtfulOf(again, selected)) if (await isGone(again, one)) setApart(one, checked)
    if (![...checked.values()].some(({ result }) => isFailure(result, true))) await findCause(again, anew, selected)
  }
  return [...checked.values()].some(({ result }) => result.verdict === 'unreached') ? otherCause : undefined
}

/** Where other causes are at work: puts no finding down to TerminateSession that might have the same cause. */
export function setApartDoubtful(again: Again, selected: readonly Selected[]): void {
  for (const one of doubtfulOf(again, selected)) setApart(one, again.checked)
}

function doubtfulOf({ checked }: Again, selected: readonly Selected[]): Selected[] {
  return selected.filter((one) => isDoubtful(checked.get(one)?.result))
}

const otherCause =
  'sessions end for other reasons than TerminateSession (a time-out, a limit, a clean-up job): one that nothing touched has ended during the run'

function isDoubtful(result: RequirementResult | undefined): boolean {
  if (result?.finding === undefined || !isFailure(result, true)) return false
  const { code, answer } = result.finding
  // A call that aborts at a session which has timed out ends nothing behind it; one that is answered with a success has no such excuse.
  if (code === 'not-ended') return answer !== undefined && !answer.startsWith('2')
  return likeOtherCauses.includes(code)
}

/** Whether a finding is not found again. */
async function isGone({ checked, runCheck }: Again, one: Selected): Promise<boolean> {
  // What became of a session later is no more than what became of the idle one.
  if (checked.get(one)?.result.finding?.code === 'changed-later') return true
  const { result } = await runCheck(one)
  return result.verdict === 'pass'
}

function setApart(one: Selected, checked: CheckedRequirements): void {
  const before = checked.get(one)
  if (before === undefined) return
  const finding: Finding = { code: 'other-cause', message: otherCause }
  checked.set(one, { ...before, result: { ...before.result, verdict: 'unreached', finding } })
}
