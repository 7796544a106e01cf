import { invalidArgument, notFound } from '../faults.ts'
import type { Mutant } from '../mutant.ts'
import { afterAbort, before, isOwn, isUnknown } from './helpers/aborting.ts'
import { stepping, withPast } from './helpers/common.ts'

export const aborts: Mutant[] = [
  withPast('looks for the own key in the whole list before it ends any', (vcenter) => ({
    terminateSessions(caller, keys) {
      if (keys.includes(caller.key)) throw invalidArgument()
      vcenter.terminateSessions(caller, keys)
    },
  })),
  withPast('answers an unknown id with InvalidArgument where the own key stands behind it', (vcenter) => ({
    terminateSessions(caller, keys) {
      const failing = keys.find((key) => key === caller.key || !vcenter.sessions.has(key))
      if (failing !== caller.key && keys.includes(caller.key))
        vcenter.terminateSessions(caller, keys.slice(0, keys.indexOf(failing ?? '')))
      if (failing !== caller.key && keys.includes(caller.key)) throw invalidArgument()
      vcenter.terminateSessions(caller, keys)
    },
  })),
  stepping('answers the own key with NotFound where an unknown id stands behind it', (at) => {
    if (isOwn(at) && at.keys.slice(at.place + 1).some((key) => !at.vcenter.sessions.has(key))) throw notFound()
    return false
  }),
  afterAbort('ends the session right behind an unknown id', ({ place, keys, caller, vcenter, session }) => {
    const next = keys[place + 1]
    if (session === undefined && next !== undefined && next !== caller.key) vcenter.sessions.delete(next)
  }),
  afterAbort('ends the session at the end of the list behind an id that logged out', ({ past, key, keys, ...at }) => {
    const last = keys.at(-1)
    if (past.loggedOut.has(key) && last !== undefined && last !== at.caller.key) at.vcenter.sessions.delete(last)
  }),
  afterAbort('ends, behind the failing id, the sessions of other users', ({ place, keys, caller, vcenter }) => {
    for (const key of keys.slice(place + 1)) {
      const session = vcenter.sessions.get(key)
      if (session !== undefined && session.principal !== caller.principal) vcenter.sessions.delete(key)
    }
  }),
  afterAbort('brings back the session that it ended right before the failing id', ({ vcenter }, ended) => {
    const last = ended.at(-1)
    if (last !== undefined) vcenter.sessions.set(last.key, last)
  }),
  afterAbort('brings back the first session of the list where the own key fails', ({ vcenter, key, caller }, ended) => {
    const first = ended[0]
    if (key === caller.key && first !== undefined) vcenter.sessions.set(first.key, first)
  }),
  afterAbort('brings back the sessions of other users where it aborts', ({ vcenter, caller }, ended) => {
    for (const session of ended) if (session.principal !== caller.principal) vcenter.sessions.set(session.key, session)
  }),
  afterAbort('brings back a session whose id the list repeats', ({ vcenter, key }, ended) => {
    const twin = ended.find((session) => session.key === key)
    if (twin !== undefined) vcenter.sessions.set(key, twin)
  }),
  afterAbort('ends the caller where it aborts behind two ended sessions', ({ vcenter, caller }, ended) => {
    if (ended.length >= 2) vcenter.sessions.delete(caller.key)
  }),
  stepping('takes an unknown id that begins like a logged-on key for that session', (at) => {
    const twin = [...at.vcenter.sessions.keys()].find((key) => key.slice(0, 23) === at.key.slice(0, 23))
    return isUnknown(at) && twin !== undefined && twin !== at.caller.key && at.vcenter.sessions.delete(twin)
  }),
  stepping('aborts only at the second unknown id that stands behind an ended session', (at) => {
    const unknown = before(at).filter((key) => !at.past.all.some((session) => session.key === key))
    return (
      at.place > 0 &&
      isUnknown(at) &&
      !at.past.terminated.has(at.key) &&
      !before(at).includes(at.key) &&
      unknown.length === 0
    )
  }),
]
