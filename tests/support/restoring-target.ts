import type { Fetch } from '../../src/client/index.ts'
import type { Target } from '../../src/conformance/index.ts'
import { createVCenter, type MockSession, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from './mock-target.ts'

/** A server that restores ended sessions when it is told to. */
export function restoringTarget(around?: (fetch: Fetch) => Fetch): Target & { vcenter: VCenter; restore: () => void } {
  const vcenter = createVCenter()
  const ended: MockSession[] = []
  const target = mockTarget({
    vcenter: {
      ...vcenter,
      terminateSessions(caller, keys) {
        ended.push(...keys.flatMap((key) => vcenter.sessions.get(key) ?? []))
        vcenter.terminateSessions(caller, keys)
      },
    },
    ...(around === undefined ? {} : { around }),
  })
  return {
    ...target,
    restore() {
      for (const session of ended.splice(0)) vcenter.sessions.set(session.key, session)
    },
  }
}
