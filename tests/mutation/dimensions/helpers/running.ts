import type { Fetch } from '../../../../src/client/index.ts'
import type { VCenter } from '../../../../src/mock/index.ts'
import { type Mutant, onWire } from '../../mutant.ts'
import { killer, post, tokenHeader } from './common.ts'
import { idsOf } from './wire.ts'

export const fault = (_typeName: string) => Response.json({ _typeName, faultstring: 'no' }, { status: 500 })
export const done = () => new Response(null, { status: 204 })

export interface Running {
  ids: string[]
  request: Request
  next: Fetch
  vcenter: VCenter
  /** Calls of TerminateSession that are under way, this one among them. */
  running: Set<readonly string[]>
}

/** A defect of lawful calls, those that run at the same time among them; it stands between the proof and the work. */
export const during = (defect: string, make: () => (call: Running) => Promise<Response>): Mutant => {
  const changes = new WeakMap<
    VCenter,
    { change: (call: Running) => Promise<Response>; running: Set<readonly string[]> }
  >()
  return onWire(defect, killer, async (request, next, vcenter) => {
    const ids = idsOf(await request.clone().text())
    const caller = [...vcenter.sessions.values()].find(({ token }) => token === request.headers.get(tokenHeader))
    if (ids === undefined || !caller?.principal.privileges.includes('Sessions.TerminateSession')) return next(request)
    const known = changes.get(vcenter) ?? { change: make(), running: new Set<readonly string[]>() }
    changes.set(vcenter, known)
    known.running.add(ids)
    try {
      return await known.change({ ids, request, next, vcenter, running: known.running })
    } finally {
      known.running.delete(ids)
    }
  })
}
export const send = ({ next, request }: Running, sessionId: readonly string[]) =>
  next(post(request, JSON.stringify({ sessionId })))
