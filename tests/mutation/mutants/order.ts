import type { Session, VCenter } from '../../../src/mock/index.ts'
import { type Mutant, terminating } from '../mutant.ts'

/** A server that works through the list in an order of its own. Ids that no session has come where `rank` puts them. */
function ordered(defect: string, compare: (vcenter: VCenter) => (one: string, other: string) => number): Mutant {
  return terminating(
    `the list is worked through ${defect}`,
    'terminate.sequence.list-order',
    (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, [...keys].sort(compare(vcenter))),
  )
}

/** Compares by a property of the sessions; what is no session stays where it is relative to the rest. */
function by(property: (session: Session) => string | number) {
  return (vcenter: VCenter) => (one: string, other: string) => {
    const [left, right] = [vcenter.sessions.get(one), vcenter.sessions.get(other)]
    if (left === undefined || right === undefined) return left === right ? 0 : left === undefined ? -1 : 1
    const [a, b] = [property(left), property(right)]
    return a < b ? -1 : a > b ? 1 : 0
  }
}

const age = (vcenter: VCenter) => [...vcenter.sessions.keys()]

export const order: Mutant[] = [
  terminating(
    'the list is worked through from its end',
    'terminate.sequence.list-order',
    (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, [...keys].reverse()),
  ),
  terminating(
    'the list is worked through from its second place on, the first comes last',
    'terminate.sequence.list-order',
    (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, [...keys.slice(1), ...keys.slice(0, 1)]),
  ),
  ordered('in the order of the ids', () => (one, other) => (one < other ? -1 : 1)),
  ordered('against the order of the ids', () => (one, other) => (one < other ? 1 : -1)),
  ordered(
    'by age, the oldest first',
    (vcenter) => (one, other) => age(vcenter).indexOf(one) - age(vcenter).indexOf(other),
  ),
  ordered(
    'by age, the youngest first',
    (vcenter) => (one, other) => age(vcenter).indexOf(other) - age(vcenter).indexOf(one),
  ),
  ordered(
    'user by user',
    by((session) => session.principal.userName),
  ),
  terminating(
    'lists of more than five are worked through from their end',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, keys.length > 5 ? [...keys].reverse() : keys),
  ),
]
