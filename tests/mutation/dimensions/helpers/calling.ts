import type { MockSession, Privilege, VCenter } from '../../../../src/mock/index.ts'
import type { Mutant } from '../../mutant.ts'
import { everywhere, tokenHeader } from './common.ts'
import { idsOf } from './wire.ts'

const privilege: Privilege = 'Sessions.TerminateSession'
export const may = (one: MockSession) => one.principal.privileges.includes(privilege)
export const fault = (_typeName: string) => Response.json({ _typeName, faultstring: 'no' }, { status: 500 })

export interface Call {
  caller: MockSession
  ids: string[]
  vcenter: VCenter
  request: Request
  /** The sessions of the ids, as far as they are known. */
  named: MockSession[]
  /** What other calls of TerminateSession were before: by callers with and without the privilege. */
  seen: Seen
}
interface Seen {
  granted: number
  refused: Map<string, number>
  lastGranted: boolean
  addresses: Set<string>
}

/** A defect of callers: `change` may answer itself, serve the call without a look at the privilege, or leave it. */
const calling = (defect: string, change: (call: Call) => Response | 'serve' | undefined): Mutant =>
  everywhere(defect, (vcenter) => {
    const seen: Seen = { granted: 0, refused: new Map(), lastGranted: false, addresses: new Set() }
    let running = 0
    return async (request, next) => {
      const caller = [...vcenter.sessions.values()].find(({ token }) => token === request.headers.get(tokenHeader))
      const ids =
        request.method === 'POST' && request.url.endsWith('/TerminateSession')
          ? idsOf(await request.clone().text())
          : undefined
      if (caller === undefined) return next(request)
      if (ids === undefined) {
        if (may(caller) && request.url.endsWith('/sessionList')) seen.addresses.add(caller.userAgent)
        return next(request)
      }
      const named = ids.flatMap((id) => vcenter.sessions.get(id) ?? [])
      const now = { ...seen, lastGranted: seen.lastGranted || running > 0 }
      const decision = change({ caller, ids, vcenter, request, named, seen: now })
      running += may(caller) ? 1 : 0
      if (may(caller)) seen.granted += 1
      else seen.refused.set(caller.key, (seen.refused.get(caller.key) ?? 0) + 1)
      seen.lastGranted = may(caller)
      const others: Privilege[] = [...caller.principal.privileges, privilege]
      const usual = caller.principal
      if (decision === 'serve') caller.principal = { ...usual, privileges: others }
      const response = decision instanceof Response ? decision : await next(request)
      caller.principal = usual
      running -= may(caller) ? 1 : 0
      return response
    }
  })

/** A defect that serves callers without the privilege. */
export const serving = (defect: string, is: (call: Call) => boolean): Mutant =>
  calling(defect, (call) => (!may(call.caller) && is(call) ? 'serve' : undefined))
/** A defect that refuses callers with the privilege. */
export const refusing = (defect: string, is: (call: Call) => boolean): Mutant =>
  calling(defect, (call) => (may(call.caller) && is(call) ? fault('NoPermission') : undefined))
/** A defect that refuses callers without the privilege, and ends sessions all the same. */
export const ending = (defect: string, which: (call: Call) => (string | undefined)[]): Mutant =>
  calling(defect, (call) => {
    if (!may(call.caller)) for (const key of which(call)) if (key !== undefined) call.vcenter.sessions.delete(key)
    return may(call.caller) ? undefined : fault('NoPermission')
  })
