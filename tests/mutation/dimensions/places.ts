import { notFound } from '../faults.ts'
import type { Mutant } from '../mutant.ts'
import { afterAbort, before, isOwn, isUnknown } from './helpers/aborting.ts'
import { type At, listing, stepping, withPast } from './helpers/common.ts'

const isLast = ({ place, keys }: At) => place === keys.length - 1
export const places: Mutant[] = [
  stepping('skips an unknown id at the end of a list', (at) => at.place > 0 && isLast(at) && isUnknown(at)),
  stepping('skips an unknown id at the second place', (at) => at.place === 1 && !isLast(at) && isUnknown(at)),
  stepping('skips an id that the caller terminated by an earlier call', (at) => {
    return isUnknown(at) && at.past.terminated.get(at.key) === at.caller.key && !before(at).includes(at.key)
  }),
  stepping('skips an id that another session terminated', (at) => {
    const by = at.past.terminated.get(at.key)
    return by !== undefined && by !== at.caller.key
  }),
  stepping('skips an id that was terminated before, where it is not the first', (at) => {
    return at.place > 0 && at.past.terminated.has(at.key)
  }),
  stepping('skips the id of a session that logged out itself', (at) => at.past.loggedOut.has(at.key)),
  stepping('skips the id of a session that logged out itself, at the end of a list', (at) => {
    return at.past.loggedOut.has(at.key) && isLast(at) && at.place > 0
  }),
  stepping(
    'skips an id that the next place repeated',
    (at) => at.place > 0 && at.keys[at.place - 1] === at.key && !isOwn(at),
  ),
  stepping('skips an id that stood earlier in the list, but not right before', (at) => {
    return before(at).slice(0, -1).includes(at.key) && at.keys[at.place - 1] !== at.key
  }),
  stepping('skips a repeated id only where it is the last of the list and the first', (at) => {
    return at.place > 1 && isLast(at) && at.keys[0] === at.key
  }),
  withPast('refuses a list with a repeated id before it ends any', (vcenter) => ({
    terminateSessions(caller, keys) {
      if (new Set(keys).size < keys.length && !keys.includes(caller.key)) throw notFound()
      vcenter.terminateSessions(caller, keys)
    },
  })),
  stepping('ends the caller where its key follows the id of another user', (at) => {
    const former = at.past.all.find(({ key }) => key === at.keys[at.place - 1])
    return (
      isOwn(at) &&
      former !== undefined &&
      former.principal !== at.caller.principal &&
      at.vcenter.sessions.delete(at.key)
    )
  }),
  stepping('takes its own key twice in a row for a confirmation and ends the caller', (at) => {
    return isOwn(at) && at.keys[at.place + 1] === at.key && at.vcenter.sessions.delete(at.key)
  }),
  listing('drops an own key that the list holds twice', (keys, caller) => {
    const own = keys.filter((key) => key === caller.key)
    return own.length > 1 ? keys.filter((key) => key !== caller.key) : keys
  }),
  stepping('skips the own key at the end of a list', (at) => at.place > 0 && isLast(at) && isOwn(at)),
  stepping('ends the caller as the last of a list of three or more', (at) => {
    return at.place > 1 && isLast(at) && isOwn(at) && at.vcenter.sessions.delete(at.key)
  }),
  afterAbort('ends the rest of the list where the own key stood first', ({ place, keys, caller, vcenter }) => {
    if (keys[0] === caller.key && place === 0) for (const key of keys.slice(1)) vcenter.sessions.delete(key)
    vcenter.sessions.set(caller.key, caller)
  }),
]
