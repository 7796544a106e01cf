import { BrokenAnswer, TargetUnreachable } from '../client/errors.ts'
import { Decided, type Finding } from './finding.ts'
import { type Conclusion, type Level, type RequirementResult, type Verdict, verdicts } from './result.ts'

/** What a requirement's verdict is when its check ended with an error: a failed `should` warns, what is `observed` is never judged. */
export function verdictOf(error: unknown, level: Level): { verdict: Verdict; finding: Finding } {
  if (error instanceof Decided) {
    const { verdict, finding } = error
    if (verdict !== 'fail' || level === 'must') return { verdict, finding }
    return { verdict: level === 'should' ? 'warn' : 'pass', finding }
  }
  if (error instanceof TargetUnreachable || error instanceof BrokenAnswer) {
    return { verdict: 'unreached', finding: { code: 'prerequisite', message: error.message } }
  }
  const sentence = error instanceof Error ? `${error.name}: ${error.message}` : 'something was thrown that is no error'
  return { verdict: 'error', finding: { code: 'suite', message: `the suite failed: ${sentence}` } }
}

/** How many requirements came to each verdict. */
export function countsOf(results: readonly RequirementResult[]): Record<Verdict, number> {
  const count = (verdict: Verdict) => results.filter((result) => result.verdict === verdict).length
  return Object.fromEntries(verdicts.map((verdict) => [verdict, count(verdict)])) as Record<Verdict, number> // One entry for each.
}

/** What a run came to. Where nothing was judged, or a `must` was not, nothing is claimed. */
export function conclusionOf(results: readonly RequirementResult[], strict: boolean): Conclusion {
  const has = (...wanted: Verdict[]) => results.some(({ verdict }) => wanted.includes(verdict))
  if (has('fail') || (strict && has('warn'))) return 'nonconformant'
  const isJudged = results.some(
    ({ level, verdict }) => level !== 'observed' && ['pass', 'warn', 'deviated'].includes(verdict),
  )
  const isMissed = results.some(({ level, verdict }) => level === 'must' && verdict === 'unreached')
  return isJudged && !isMissed && !has('error') ? 'conformant' : 'inconclusive'
}
