import { exclusions, ofReleases, requirements } from '../../generated/requirements.ts'
import { wrapped } from '../report/wrapped.ts'

/** How wide a terminal has to be for a statement to stand beside its id. */
const wideEnough = 110

/** The output of `vijson list`: every requirement, or the whole ledger as JSON. @param width columns of the terminal; undefined: a line for each. */
export function list(asJson: boolean, width?: number): string {
  if (asJson) return JSON.stringify({ requirements, exclusions, ofReleases }, null, 2)
  return requirements
    .flatMap(({ id, level, statement }) =>
      width === undefined || width >= wideEnough
        ? wrapped(`${id.padEnd(44)}${level.padEnd(10)}${statement}`, width, 0, 54)
        : [`${id} (${level})`, ...wrapped(statement, width, 2)],
    )
    .join('\n')
}
