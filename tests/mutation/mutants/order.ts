import type { MockSession, VCenter } from '../../../src/mock/index.ts'
import { type Mutant, terminating } from '../mutant.ts'

/** Works through a sorted copy of the list. */
function ordered(defect: string, compare: (vcenter: VCenter) => (one: string, other: string) => number): Mutant {
  return terminating(
    `works through the list ${defect}`,
    'terminate.sequence.list-order',
    (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, [...keys].sort(compare(vcenter))),
  )
}

/** Compares by a property of the sessions. Unknown ids come first. */
function by(property: (session: MockSession) => string | number) {
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
    'works through the list in reverse',
    'terminate.sequence.list-order',
    (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, [...keys].reverse()),
  ),
  terminating(
    'works through the list from its second place on, the first place last',
    'terminate.sequence.list-order',
    (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, [...keys.slice(1), ...keys.slice(0, 1)]),
  ),
  ordered('in the order of its ids', () => (one, other) => (one < other ? -1 : 1)),
  ordered('in the reverse order of its ids', () => (one, other) => (one < other ? 1 : -1)),
  ordered(
    'by age, the oldest session first',
    (vcenter) => (one, other) => age(vcenter).indexOf(one) - age(vcenter).indexOf(other),
  ),
  ordered(
    'by age, the youngest session first',
    (vcenter) => (one, other) => age(vcenter).indexOf(other) - age(vcenter).indexOf(one),
  ),
  ordered(
    'user by user',
    by((session) => session.principal.userName),
  ),
  terminating(
    'works through lists of more than five in reverse',
    'terminate.sequence.suffix-untouched',
    (vcenter) => (caller, keys) => vcenter.terminateSessions(caller, keys.length > 5 ? [...keys].reverse() : keys),
  ),
]
