import { BrokenAnswer, TargetUnreachable } from '../../client/errors.ts'
import { type Finding, VerdictError } from '../errors/verdict-error.ts'
import { type Conclusion, type Level, type RequirementResult, type Verdict, verdicts } from '../types.ts'

/** What a requirement's verdict is when its check ended with an error. */
export function verdictOf(error: unknown, level: Level): { verdict: Verdict; finding: Finding } {
  if (error instanceof VerdictError) return { verdict: verdictFor(error.verdict, level), finding: error.finding }
  if (error instanceof TargetUnreachable || error instanceof BrokenAnswer) {
    return { verdict: 'unreached', finding: { code: 'unanswered', message: error.message } }
  }
  const sentence = error instanceof Error ? `${error.name}: ${error.message}` : 'something was thrown that is no error'
  return { verdict: 'error', finding: { code: 'suite', message: `the suite failed: ${sentence}` } }
}

/** What an ending means at a level: a failed `should` warns, what is `observed` is never judged. */
export function verdictFor(ending: VerdictError['verdict'], level: Level): Verdict {
  if (ending !== 'fail' || level === 'must') return ending
  return level === 'should' ? 'warn' : 'pass'
}

/** Whether a requirement is not met, at whatever level, and nobody has declared it. */
export function isUnmet({ verdict }: Pick<RequirementResult, 'verdict'>): boolean {
  return verdict === 'fail' || verdict === 'warn'
}

/** Whether a requirement makes its target nonconformant. */
export function isFailure({ verdict }: Pick<RequirementResult, 'verdict'>, isStrict: boolean): boolean {
  return verdict === 'fail' || (verdict === 'warn' && isStrict)
}

/** How many requirements came to each verdict. */
export function countsOf(results: readonly RequirementResult[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length
  return Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number> // One entry for each.
}

/**
 * What a run came to. Where it was interrupted, nothing was judged, a `must` was not (with `strict`, a `should`), or what it should have judged
 * is not all there, nothing is claimed.
 *
 * @param manifest the ids of all that should have been judged.
 */
export function conclusionOf(
  results: readonly RequirementResult[],
  manifest: readonly string[],
  { strict, isInterrupted }: { strict: boolean; isInterrupted: boolean },
): Conclusion {
  if (results.some((result) => isFailure(result, strict))) return 'nonconformant'
  const judged = results.filter(({ level }) => level !== 'observed')
  const isJudged = judged.some(({ verdict }) => ['pass', 'warn', 'deviated'].includes(verdict))
  const isMissed = judged.some(({ level, verdict }) => verdict === 'unreached' && (strict || level === 'must'))
  const hasFailedItself = results.some(({ verdict }) => verdict === 'error')
  const isWhole = manifest.every((id) => results.some((result) => result.id === id))
  return isJudged && !isMissed && isWhole && !isInterrupted && !hasFailedItself ? 'conformant' : 'inconclusive'
}
