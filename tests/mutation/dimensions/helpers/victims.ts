import { notFound } from '../../faults.ts'
import type { Mutant } from '../../mutant.ts'
import { type At, stepping } from './common.ts'

export const isOther = ({ session, caller }: At) => session !== undefined && session.principal !== caller.principal
export const isSame = (at: At) => at.session !== undefined && at.session !== at.caller && !isOther(at)
export const isClone = ({ past, key }: At) => past.parents.has(key)
export const lost = (is: boolean) => {
  if (is) throw notFound()
  return false
}

/** A defect that ends more: the keys that go with a victim. */
export const along = (defect: string, more: (at: At) => (string | undefined)[]): Mutant =>
  stepping(defect, (at) => {
    if (at.session === undefined || at.session === at.caller) return false
    for (const key of more(at)) if (key !== undefined && key !== at.caller.key) at.vcenter.sessions.delete(key)
    return at.vcenter.sessions.delete(at.key) || true
  })
