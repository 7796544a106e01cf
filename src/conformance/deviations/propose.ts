import { Document } from 'yaml'
import type { SuiteResult } from '../result.ts'

/** How long a proposed deviation holds, in days. */
const holds = 90

/** Declares, as YAML, every departure of a run that no deviation covers. Who owns it and where it is tracked is left to be filled in. */
export function proposedDeviations({ requirements, target, run }: SuiteResult): string {
  const expires = new Date(Date.parse(run.startedAt) + holds * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  const departures = requirements.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')
  const document = new Document({
    deviations: departures.map(({ id, finding }) => ({
      requirement: id,
      finding: finding?.code,
      reason: finding?.message ?? '',
      link: '',
      owner: '',
      expires,
    })),
  })
  document.commentBefore = ` What ${target.url} did at ${run.startedAt} and should not. Say of each why, who owns it and where it is tracked.`
  return document.toString({ lineWidth: 120 })
}
