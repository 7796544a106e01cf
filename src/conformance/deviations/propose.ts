import { Document } from 'yaml'
import { isUnmet, type SuiteResult } from '../types.ts'

/** How long a proposed deviation holds, in days. */
const validDays = 90

/**
 * A deviations file (YAML) that declares every unmet requirement of a run. Reason, link and owner are left to be filled in.
 *
 * @example
 * await writeFile('deviations.yaml', proposedDeviations(result))
 */
export function proposedDeviations({ requirements, target, run }: SuiteResult): string {
  const expires = new Date(Date.parse(run.startedAt) + validDays * 24 * 60 * 60 * 1000).toISOString().slice(0, 10)
  const document = new Document({ deviations: [] })
  for (const { id, finding } of requirements.filter(isUnmet)) {
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
    ` Unmet requirements of ${target.url}, found at ${run.startedAt}. Fill in reason, link and owner of each.\n` +
    ` Run with --seed ${run.seed} to draw the same random lists again.`
  return document.toString({ lineWidth: 0 })
}
