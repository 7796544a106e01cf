import type { FindingCode } from '../errors/verdict-error.ts'

/** A known departure of one implementation, as somebody has declared it. */
export interface Deviation {
  /** The id of the requirement that is not met. */
  requirement: string
  /** The code of the finding that it covers; no other. */
  finding: FindingCode
  reason: string
  /** Where it is tracked. */
  link: string
  owner: string
  /** The last day on which it holds, as 2027-01-31; in UTC. */
  expires: string
  /** Where it is declared: the file and the line. */
  place: string
}

/** A declaration that is no longer true. */
export interface StaleDeviation {
  place: string
  requirement: string
  /** `expired`: its day has passed. `other-finding`: what was found is something else. `not-seen`: the requirement is met. */
  cause: 'expired' | 'other-finding' | 'not-seen'
  /** One sentence. */
  message: string
}
