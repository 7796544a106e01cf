import { readLedger } from '../ledger/ledger.ts'

/** The ledger as constants: the ids become a type, so that a check without a row does not compile. */
export function emitRequirements(file: URL): string {
  const { requirements } = readLedger(file, new URL('requirements.schema.json', file))
  const judged = requirements.flatMap(({ excluded, releases: _, ...row }) => (excluded === undefined ? [row] : []))
  const ofReleases = requirements.flatMap(({ id, releases = [] }) => releases.map((one) => ({ id, ...one })))
  const excluded = requirements.flatMap(({ id, source, excluded }) =>
    excluded === undefined ? [] : [{ id, source, excluded }],
  )
  return `/** Every requirement that the suite decides, in the order of the ledger. */
export const requirements = ${JSON.stringify(judged, null, 2)} as const

/** The sentences of the operation's page that no check can decide, each with the reason. */
export const exclusions = ${JSON.stringify(excluded, null, 2)} as const

/** The stable id of a requirement. */
export type RequirementId = (typeof requirements)[number]['id']

/** What a requirement takes besides from a server that is of a release or a later one. */
export interface OfRelease {
  id: RequirementId
  from: string
  statuses: readonly number[]
  faults: readonly string[]
}

/** What differs by release. */
export const ofReleases: readonly OfRelease[] = ${JSON.stringify(ofReleases, null, 2)}
`
}
