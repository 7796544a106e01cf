import { exclusions, ofReleases, requirements } from '../../generated/requirements.ts'

/** The output of `vijson list`: every requirement, or the whole ledger as JSON. */
export function list(asJson: boolean): string {
  if (asJson) return JSON.stringify({ requirements, exclusions, ofReleases }, null, 2)
  return requirements.map(({ id, level, statement }) => `${id.padEnd(44)}${level.padEnd(10)}${statement}`).join('\n')
}
