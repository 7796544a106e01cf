import { readLedger } from '../ledger/ledger.ts'

/** The ledger as constants: the ids become a type, so that a check without a row does not compile. */
export function emitRequirements(file: URL): string {
  const { requirements } = readLedger(file, new URL('requirements.schema.json', file))
  const judged = requirements.flatMap(({ excluded, ...row }) => (excluded === undefined ? [row] : []))
  const excluded = requirements.flatMap(({ id, source, excluded }) =>
    excluded === undefined ? [] : [{ id, source, excluded }],
  )
  return `/** Every requirement that the suite decides, in the order of the ledger. */
export const requirements = ${JSON.stringify(judged, null, 2)} as const

/** The sentences of the operation's page that no check can decide, each with the reason. */
export const exclusions = ${JSON.stringify(excluded, null, 2)} as const

/** The stable id of a requirement. */
export type RequirementId = (typeof requirements)[number]['id']
`
}
