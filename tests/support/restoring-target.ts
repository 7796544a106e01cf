import type { Target } from '../../src/conformance/index.ts'
import { createVCenter, type MockSession, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from './mock-target.ts'

/** A server that restores ended sessions after sessionList has been read three times. */
export function restoringTarget(): Target & { vcenter: VCenter } {
  const vcenter = createVCenter()
  const ended: MockSession[] = []
  let reads = 0
  const target = mockTarget({
    vcenter: {
      ...vcenter,
      terminateSessions(caller, keys) {
        ended.push(...keys.flatMap((key) => vcenter.sessions.get(key) ?? []))
        vcenter.terminateSessions(caller, keys)
      },
    },
    around: (fetch) => async (request) => {
      if (request.url.endsWith('/sessionList')) reads += 1
      if (reads === 3) for (const session of ended.splice(0)) vcenter.sessions.set(session.key, session)
      return fetch(request)
    },
  })
  return target
}
