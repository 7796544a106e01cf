import { unmetPrerequisite } from '../errors/verdict-error.ts'
import { isUnmet, type RequirementResult } from '../types.ts'
import type { CheckedRequirements } from './run-check.ts'

/** What it was, the finding of the judge says, and the picture of the check. */
const seenThere = 'the control call of this check shows the same'

/**
 * The result as it is to be reported. A check whose control call failed is not decided where the requirement that judges such calls is not met either: the
 * fault is told once, under the sentence that it breaks. Nothing is lost by that, because that requirement weighs as much, or more. Otherwise the control
 * call has shown what no other check has seen, and the result stays as it is.
 */
export function leftToJudge(result: RequirementResult, all: readonly RequirementResult[]): RequirementResult {
  const { verdict, finding } = result
  if (!isUnmet(result) || finding?.judgedBy === undefined) return result
  const judge = all.find(({ id }) => id === finding.judgedBy)
  const isJudged = judge !== undefined && (judge.verdict === 'fail' || judge.verdict === verdict)
  return isJudged ? { ...result, verdict: 'unreached', finding: unmetPrerequisite(judge.id, seenThere) } : result
}

/** Leaves the results of all checks to the requirements that judge their control calls. */
export function leaveToJudges(checked: CheckedRequirements): void {
  const all = resultsIn(checked)
  for (const [one, outcome] of checked) checked.set(one, { ...outcome, result: leftToJudge(outcome.result, all) })
}

/** The results that are known so far. */
export const resultsIn = (checked: CheckedRequirements): RequirementResult[] =>
  [...checked.values()].map(({ result }) => result)
