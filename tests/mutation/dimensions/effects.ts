import type { MockSession, VCenter } from '../../../src/mock/index.ts'
import { notFound } from '../faults.ts'
import { inDomain, type Mutant } from '../mutant.ts'
import { type At, killer, stepping } from './helpers/common.ts'

const later = (ms: number, run: () => void) => setTimeout(run, ms).unref()
const isVictim = (at: At) => at.session !== undefined && at.session !== at.caller
const isOther = (at: At) => at.session?.principal !== at.caller.principal
const isLast = ({ place, keys }: At) => place === keys.length - 1

/** A defect that ends some victims only after a while. */
const late = (defect: string, ms: number, is: (at: At) => boolean): Mutant =>
  stepping(defect, (at) => {
    if (!isVictim(at) || !is(at)) return false
    if (at.keys.slice(0, at.place).includes(at.key)) throw notFound()
    later(ms, () => at.vcenter.sessions.delete(at.key))
    return true
  })

/** A defect that brings some ended sessions back after a while. */
const back = (defect: string, ms: number, is: (at: At) => boolean): Mutant =>
  stepping(defect, (at) => {
    const { session, vcenter, key } = at
    if (session !== undefined && isVictim(at) && is(at)) later(ms, () => vcenter.sessions.set(key, session))
    return false
  })

/** A defect that brings the sessions back that were ended last, when something else is done. */
const undone = (defect: string, when: (restore: () => void, vcenter: VCenter) => Partial<VCenter>): Mutant =>
  inDomain(defect, killer, (vcenter) => {
    let ended: MockSession[] = []
    const restore = () => {
      for (const session of ended) vcenter.sessions.set(session.key, session)
      ended = []
    }
    const other = when(restore, vcenter)
    return {
      ...other,
      terminateSessions(caller, keys) {
        const before = [...vcenter.sessions.values()]
        try {
          ;(other.terminateSessions ?? vcenter.terminateSessions)(caller, keys)
        } finally {
          ended = before.filter(({ key }) => !vcenter.sessions.has(key))
        }
      },
    }
  })

const isClone = ({ past, key }: At) => past.parents.has(key)

export const effects: Mutant[] = [
  ...[0, 5, 50, 250, 1000].map((ms) => late(`ends sessions ${ms} ms after its answer`, ms, () => true)),
  late('ends the last of several sessions 20 ms after its answer', 20, (at) => at.place > 0 && isLast(at)),
  late('ends clones 100 ms after its answer', 100, isClone),
  late('ends sessions of other users 40 ms after its answer', 40, isOther),
  late('ends sessions behind the tenth id 60 ms after its answer', 60, ({ place }) => place >= 10),
  ...[30, 200, 800, 1500].map((ms) => back(`brings ended sessions back after ${ms} ms`, ms, () => true)),
  back(
    'brings the first of several sessions back after 100 ms',
    100,
    ({ place, keys }) => place === 0 && keys.length > 1,
  ),
  back('brings ended sessions of other users back after 120 ms', 120, isOther),
  back('brings ended clones back after 100 ms', 100, isClone),
  back('brings sessions back that were used before, after 150 ms', 150, ({ session }) => (session?.callCount ?? 0) > 0),
  undone('brings ended sessions back at the next login', (restore, vcenter) => ({
    login(...given) {
      restore()
      return vcenter.login(...given)
    },
  })),
  undone('brings ended sessions back at the next CloneSession', (restore, vcenter) => ({
    cloneSession(...given) {
      restore()
      return vcenter.cloneSession(...given)
    },
  })),
  undone('brings ended sessions back at the next logout', (restore, vcenter) => ({
    logout(caller) {
      restore()
      vcenter.logout(caller)
    },
  })),
  undone('brings ended sessions back when the next call of TerminateSession fails', (restore, vcenter) => ({
    terminateSessions(caller, keys) {
      if (keys.every((key) => key !== caller.key && vcenter.sessions.has(key)))
        return vcenter.terminateSessions(caller, keys)
      vcenter.terminateSessions(
        caller,
        keys.slice(
          0,
          keys.findIndex((key) => key === caller.key || !vcenter.sessions.has(key)),
        ),
      )
      const first = keys.find((key) => key === caller.key || !vcenter.sessions.has(key)) ?? ''
      try {
        vcenter.terminateSessions(caller, [first])
      } finally {
        restore()
      }
    },
  })),
  undone('brings ended sessions back when the next call of TerminateSession succeeds', (restore, vcenter) => ({
    terminateSessions(caller, keys) {
      vcenter.terminateSessions(caller, keys)
      if (keys.length > 0) restore()
    },
  })),
  undone(
    'refuses the first call with the token of an ended session and brings the session back',
    (restore, vcenter) => ({
      authenticate(token) {
        const session = vcenter.authenticate(token)
        if (session === undefined) restore()
        return session
      },
    }),
  ),
]
