import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { VerdictError } from '../errors/verdict-error.ts'
import { type Conclusion, type Finding, type Level, type RequirementResult, type Verdict, verdicts } from '../types.ts'

/** The verdict on a requirement whose check ended with an error. */
export function verdictOf(error: unknown, level: Level): { verdict: Verdict; finding: Finding } {
  if (error instanceof VerdictError) return { verdict: verdictAt(level, error.verdict), finding: error.finding }
  if (error instanceof TargetUnreachable || error instanceof BrokenAnswer) {
    return { verdict: 'unreached', finding: { code: 'unanswered', message: error.message } }
  }
  const sentence =
    error instanceof Error ? `${error.name}: ${error.message}` : 'a value that is not an Error was thrown'
  return { verdict: 'error', finding: { code: 'suite', message: `the suite failed: ${sentence}` } }
}

/** The verdict of a check at a level: a failed `should` warns, and an `observed` requirement is recorded, never judged. */
export function verdictAt(level: Level, verdict: VerdictError['verdict']): Verdict {
  if (verdict !== 'fail' || level === 'must') return verdict
  return level === 'should' ? 'warn' : 'recorded'
}

/** Whether a requirement makes its target nonconformant. */
export function isFailure({ verdict }: Pick<RequirementResult, 'verdict'>, isStrict: boolean): boolean {
  return verdict === 'fail' || (verdict === 'warn' && isStrict)
}

/** How many requirements have each verdict. */
export function countsOf(results: readonly RequirementResult[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length
  return Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number> // One entry for each.
}

/**
 * The verdict on the target. It is inconclusive where the run was interrupted, where nothing was judged that should be, where a `must` was not (with `strict`, a
 * `should`), and where results are missing. What a declared deviation keeps from being judged does not count.
 *
 * @param manifest the ids of all requirements of the run.
 */
export function conclusionOf(
  results: readonly RequirementResult[],
  manifest: readonly string[],
  { strict, isInterrupted }: { strict: boolean; isInterrupted: boolean },
): Conclusion {
  if (results.some((result) => isFailure(result, strict))) return 'nonconformant'
  const judged = results.filter(({ level }) => level !== 'observed')
  const isJudged = (judged.length === 0 ? results : judged).some(({ verdict }) =>
    ['pass', 'warn', 'deviated', 'recorded'].includes(verdict),
  )
  const isDeclared = (id: string | undefined) => results.some((one) => one.id === id && one.verdict === 'deviated')
  const isMissed = judged.some(
    ({ level, verdict, finding }) =>
      verdict === 'unreached' && (strict || level === 'must') && !isDeclared(finding?.judgedBy),
  )
  const hasSuiteError = results.some(({ verdict }) => verdict === 'error')
  const isComplete = manifest.every((id) => results.some((result) => result.id === id))
  return isJudged && !isMissed && isComplete && !isInterrupted && !hasSuiteError ? 'conformant' : 'inconclusive'
}
