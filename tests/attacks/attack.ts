import type { SuiteResult } from '../../src/conformance/index.ts'
import type { Attacked } from './attacked.ts'

/** One attempt to make the suite end another user's session. */
export interface Attack {
  title: string
  /** The other users log in with another account than the run. */
  isOfOtherAccount?: boolean
  /** Makes the attempt. @returns what the suite says of it. */
  attempt(attacked: Attacked): Promise<Told>
}

/** What the suite says. */
export type Told =
  /** `mustTell`: the server did what a run must not pass over. */
  | { kind: 'result'; result: SuiteResult; mustTell: boolean }
  /** The error that held the attempt, with its name. */
  | { kind: 'refused'; reason: string }
  /** Nothing was refused, because what was sent names no session of others. */
  | { kind: 'passed' }

/** Each of one list with so many of another, so that each of the other comes in turn: for products that are too large to make all of. */
export function someOf<One, Other>(ones: readonly One[], others: readonly Other[], count: number): [One, Other][] {
  return ones.flatMap((one, place) =>
    Array.from({ length: count }, (_, next) => others[(place * count + place + next) % others.length]).flatMap(
      (other): [One, Other][] => (other === undefined ? [] : [[one, other]]),
    ),
  )
}

/** Every pair of two lists. */
export function pairs<One, Other>(ones: readonly One[], others: readonly Other[]): [One, Other][] {
  return ones.flatMap((one) => others.map((other): [One, Other] => [one, other]))
}
