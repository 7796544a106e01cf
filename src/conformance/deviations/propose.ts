import { Document } from 'yaml'
import { isUnmet } from '../engine/verdicts.ts'
import type { SuiteResult } from '../types.ts'

/** How long a proposed deviation holds, in days. */
const holds = 90

/** Declares, as YAML, every departure of a run that no deviation covers. Why, whose it is and where it is tracked is left to be filled in. */
export function proposedDeviations({ requirements, target, run }: SuiteResult): string {
  const expires = new Date(Date.parse(run.startedAt) + holds * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  const departures = requirements.filter(isUnmet)
  const document = new Document({ deviations: [] })
  for (const { id, finding } of departures) {
    const node = document.createNode({
      requirement: id,
      finding: finding?.code,
      reason: '',
      link: '',
      owner: '',
      expires,
    })
    node.commentBefore = ` ${finding?.message ?? ''}`
    document.addIn(['deviations'], node)
  }
  document.commentBefore =
    ` What ${target.url} did at ${run.startedAt} and should not. Say of each why, who owns it and where it is tracked.\n` +
    ` What is drawn at random is drawn again with --seed ${run.seed}.`
  return document.toString({ lineWidth: 0 })
}
