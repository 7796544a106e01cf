import type { Fetch } from '../../src/client/index.ts'
import type { RequirementId, Target } from '../../src/conformance/index.ts'
import type { VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { createRepeatable } from '../support/repeatable.ts'

/** The mock with one deliberate defect. */
export interface Mutant {
  /** What is wrong with it. */
  defect: string
  /** The requirement whose check is meant to find out. */
  killer: RequirementId
  /** A fresh one, with nobody logged on. */
  make(): Target
}

/** A defect of the domain: methods put in the place of the mock's own. */
export function inDomain(
  defect: string,
  killer: RequirementId,
  change: (vcenter: VCenter) => Partial<VCenter>,
): Mutant {
  return {
    defect,
    killer,
    make() {
      const vcenter = createRepeatable()
      return mockTarget({ vcenter: { ...vcenter, ...change(vcenter) } })
    },
  }
}

/** A defect of TerminateSession alone. */
export function terminating(
  defect: string,
  killer: RequirementId,
  change: (vcenter: VCenter) => VCenter['terminateSessions'],
): Mutant {
  return inDomain(defect, killer, (vcenter) => ({ terminateSessions: change(vcenter) }))
}

/** A defect of the wire: something around the mock's app that sees the TerminateSession calls, and the domain behind them. */
export function onWire(
  defect: string,
  killer: RequirementId,
  change: (request: Request, next: Fetch, vcenter: VCenter) => Promise<Response>,
): Mutant {
  return {
    defect,
    killer,
    make() {
      const vcenter = createRepeatable()
      const around =
        (next: Fetch): Fetch =>
        async (request) =>
          new URL(request.url).pathname.endsWith('/TerminateSession') ? change(request, next, vcenter) : next(request)
      return mockTarget({ vcenter, around })
    },
  }
}

/** What TerminateSession is answered with, changed. */
export function answering(
  defect: string,
  killer: RequirementId,
  change: (response: Response, request: Request) => Response | Promise<Response>,
): Mutant {
  return onWire(defect, killer, async (request, next) => change(await next(request), request))
}

/** The fault that TerminateSession is answered with, changed before it goes out. */
export function faulting(
  defect: string,
  killer: RequirementId,
  change: (fault: Record<string, unknown>, request: Request) => unknown,
): Mutant {
  return answering(defect, killer, async (response, request) => {
    if (response.status !== 500) return response
    return Response.json(change((await response.json()) as Record<string, unknown>, request), { status: 500 })
  })
}
