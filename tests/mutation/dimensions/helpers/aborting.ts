import type { Mutant } from '../../mutant.ts'
import { type At, withPast } from './common.ts'

export const before = ({ place, keys }: At) => keys.slice(0, place)
export const isOwn = ({ key, caller }: At) => key === caller.key
export const isUnknown = (at: At) => at.session === undefined

/** A defect that is seen after an abort: `change` gets the list, the place of the failure, and the sessions as they were. */
export const afterAbort = (defect: string, change: (failed: At, ended: NonNullable<At['session']>[]) => void): Mutant =>
  withPast(defect, (vcenter, past) => ({
    terminateSessions(caller, keys) {
      const all = new Map(vcenter.sessions)
      try {
        vcenter.terminateSessions(caller, keys)
      } catch (error) {
        const left = [...all.values()].filter(({ key }) => !vcenter.sessions.has(key) && keys.includes(key))
        const ended = left.sort((one, other) => keys.indexOf(one.key) - keys.indexOf(other.key))
        const place = ended.length
        const key = keys[place] ?? ''
        change({ vcenter, past, caller, key, session: all.get(key), place, keys }, ended)
        throw error
      }
    },
  }))
