import type { MockSession } from '../../../src/mock/index.ts'
import type { Mutant } from '../mutant.ts'
import { type At, stepping } from './helpers/common.ts'

const keysOf = ({ vcenter }: At) => [...vcenter.sessions.keys()]

/** A defect that ends others with a victim. */
const others = (defect: string, which: (at: At) => (MockSession | undefined)[]): Mutant =>
  stepping(defect, (at) => {
    if (at.session === undefined || at.session === at.caller) return false
    for (const one of which(at)) if (one !== undefined) at.vcenter.sessions.delete(one.key)
    at.vcenter.sessions.delete(at.key)
    return true
  })
const near = (at: At, by: number) => at.vcenter.sessions.get(keysOf(at)[keysOf(at).indexOf(at.key) + by] ?? '')
const notCaller = ({ caller }: At, one: MockSession | undefined) => (one === caller ? undefined : one)

export const companions: Mutant[] = [
  others('ends the session that logged on right after a victim, too', (at) => [notCaller(at, near(at, 1))]),
  others('ends the session that logged on right before a victim, too', (at) => [notCaller(at, near(at, -1))]),
  others('ends the caller with a victim that logged on right before or after it', (at) =>
    [near(at, 1), near(at, -1)].filter((one) => one === at.caller && at.keys.length > 1),
  ),
  others('ends the caller with the fourth victim of a list', (at) => (at.place === 3 ? [at.caller] : [])),
  others('ends the caller with the victim that it was cloned from', (at) =>
    at.past.parents.get(at.caller.key) === at.key ? [at.caller] : [],
  ),
  others('ends the caller with a clone of the caller', (at) =>
    at.past.parents.get(at.key) === at.caller.key ? [at.caller] : [],
  ),
  others('ends the caller with the last other session of its user', (at) => {
    const same = [...at.vcenter.sessions.values()].filter(({ principal }) => principal === at.caller.principal)
    return same.length === 2 && same.includes(at.session as MockSession) ? [at.caller] : []
  }),
  others('ends all sessions that were never used, of other users, with a victim', (at) => {
    return [...at.vcenter.sessions.values()].filter(
      (one) => one.callCount === 0 && one.principal !== at.caller.principal,
    )
  }),
  others('ends sessions of other users that were idle for a second with a victim', (at) => {
    const idle = (one: MockSession) => Date.now() - one.lastActiveTime.getTime() > 1000
    return [...at.vcenter.sessions.values()].filter((one) => idle(one) && one.principal !== at.caller.principal)
  }),
  others('ends all sessions that terminated others before with a victim, but the caller', (at) =>
    [...at.vcenter.sessions.values()].filter((one) => one !== at.caller && at.past.calls.has(one.key)),
  ),
  others('ends sessions of the same client with a victim of another user', (at) => {
    const all = at.session?.principal === at.caller.principal ? [] : [...at.vcenter.sessions.values()]
    return all.filter(
      (one) => one !== at.caller && one.userAgent === at.session?.userAgent && one.principal === at.session?.principal,
    )
  }),
  others('ends all sessions with the User-Agent of a victim, but the caller', (at) =>
    [...at.vcenter.sessions.values()].filter((one) => one !== at.caller && one.userAgent === at.session?.userAgent),
  ),
  others('ends the caller with a victim that has its User-Agent', (at) =>
    at.session?.userAgent === at.caller.userAgent ? [at.caller] : [],
  ),
  stepping('leaves a victim alive that has the User-Agent of the caller', ({ session, caller }) => {
    return session !== undefined && session !== caller && session.userAgent === caller.userAgent
  }),
  stepping('ends the caller at an unknown id behind two others', ({ session, place, caller, vcenter }) => {
    if (session === undefined && place >= 2) vcenter.sessions.delete(caller.key)
    return false
  }),
  stepping('ends the caller at its third failed call', ({ session, caller, vcenter, past }) => {
    if (session === undefined && past.failed.has(caller.key) && (past.calls.get(caller.key) ?? 0) >= 2)
      vcenter.sessions.delete(caller.key)
    return false
  }),
  stepping('ends the session that logged on first at an unknown id', ({ session, caller, vcenter, past }) => {
    const first = past.all.find(({ key }) => vcenter.sessions.has(key) && key !== caller.key)
    if (session === undefined && first !== undefined && past.all.length > 3) vcenter.sessions.delete(first.key)
    return false
  }),
  stepping('ends the newest session at the own key', ({ key, caller, vcenter, past }) => {
    const newest = past.all.at(-1)
    if (key === caller.key && newest !== undefined && newest !== caller) vcenter.sessions.delete(newest.key)
    return false
  }),
]
