import type { Target } from '../../src/conformance/index.ts'
import { createVCenter, type Session, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from './mock-target.ts'

/** A server on which those come back that a call has ended, once they have been looked at. */
export function takingBack(): Target & { vcenter: VCenter } {
  const vcenter = createVCenter()
  const ended: Session[] = []
  let looks = 0
  const target = mockTarget({
    vcenter: {
      ...vcenter,
      terminateSessions(caller, keys) {
        ended.push(...keys.flatMap((key) => vcenter.sessions.get(key) ?? []))
        vcenter.terminateSessions(caller, keys)
      },
    },
    around: (fetch) => async (request) => {
      if (request.url.endsWith('/sessionList')) looks += 1
      if (looks === 3) for (const session of ended.splice(0)) vcenter.sessions.set(session.key, session)
      return fetch(request)
    },
  })
  return target
}
