import { type Deviation, isUnmet, type RequirementResult, type StaleDeviation } from '../types.ts'

/**
 * Compares results with declared deviations. An unmet requirement whose finding is declared becomes `deviated`. A declaration for a requirement that
 * could not be tested is neither confirmed nor stale.
 *
 * @param today in UTC: `2026-12-31`.
 * @param randomized the ids of requirements whose checks draw their calls: a declared finding that they do not find this time is not stale, unless
 * it has expired.
 */
export function applyDeviations(
  results: readonly RequirementResult[],
  declared: readonly Deviation[],
  today: string,
  randomized: readonly string[],
): { requirements: RequirementResult[]; stale: StaleDeviation[] } {
  const stale: StaleDeviation[] = []
  const requirements = results.map((result) => {
    const own = declared.filter(({ requirement }) => requirement === result.id)
    stale.push(...own.flatMap((deviation) => staleness(result, deviation, today, randomized) ?? []))
    const covering = own.find((deviation) => isUnmet(result) && covers(deviation, result) && deviation.expires >= today)
    return covering === undefined ? result : deviated(result, covering)
  })
  return { requirements, stale }
}

function covers({ finding }: Deviation, result: RequirementResult): boolean {
  return result.finding?.code === finding
}

function deviated(result: RequirementResult, { reason, link, owner, expires }: Deviation): RequirementResult {
  return { ...result, verdict: 'deviated', deviation: { reason, link, owner, expires } }
}

function staleness(
  result: RequirementResult,
  deviation: Deviation,
  today: string,
  randomized: readonly string[],
): StaleDeviation | undefined {
  const { place, requirement, finding, expires, owner } = deviation
  const stale = (cause: StaleDeviation['cause'], message: string) => ({ place, requirement, cause, message })
  const isExpired = expires < today
  const expired = () => stale('expired', `the deviation of ${requirement} expired on ${expires} (owner: ${owner})`)
  if (result.verdict === 'pass') {
    if (randomized.includes(requirement)) return isExpired ? expired() : undefined
    return stale('not-seen', `${requirement} passes: the declared finding ${finding} no longer occurs`)
  }
  if (!isUnmet(result)) return undefined
  if (!covers(deviation, result))
    return stale(
      'other-finding',
      `${requirement} has the finding ${result.finding?.code}; the declared one is ${finding}`,
    )
  return isExpired ? expired() : undefined
}
