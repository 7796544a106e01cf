import { isUnmet } from '../engine/verdicts.ts'
import type { RequirementResult } from '../types.ts'
import type { Deviation, StaleDeviation } from './deviation.ts'

/**
 * Holds results against what was declared. What departs as declared is `deviated`. A declaration of something that could not be looked at is
 * neither confirmed nor stale.
 *
 * @param today as 2026-12-31, in UTC.
 */
export function applyDeviations(
  results: readonly RequirementResult[],
  declared: readonly Deviation[],
  today: string,
): { requirements: RequirementResult[]; stale: StaleDeviation[] } {
  const stale: StaleDeviation[] = []
  const requirements = results.map((result) => {
    const own = declared.filter(({ requirement }) => requirement === result.id)
    stale.push(...own.flatMap((deviation) => staleness(result, deviation, today) ?? []))
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

/** What draws its lists anew each time may not come upon what was declared: that says nothing against the declaration. */
const drawn = ['terminate.sequence.model']

function staleness(result: RequirementResult, deviation: Deviation, today: string): StaleDeviation | undefined {
  const { place, requirement, finding, expires, owner } = deviation
  const because = (cause: StaleDeviation['cause'], message: string) => ({ place, requirement, cause, message })
  if (result.verdict === 'pass' && !drawn.includes(requirement))
    return because('not-seen', `${requirement} is met: the deviation ${finding} no longer happens`)
  if (!isUnmet(result)) return undefined
  if (!covers(deviation, result)) {
    return because(
      'other-finding',
      `${requirement} departs by ${result.finding?.code}, and ${finding} is what was declared`,
    )
  }
  if (expires < today)
    return because('expired', `the deviation of ${requirement} expired on ${expires}; it is ${owner}'s`)
  return undefined
}
