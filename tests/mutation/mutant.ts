import type { Fetch } from '../../src/client/index.ts'
import type { RequirementId, Target } from '../../src/conformance/index.ts'
import type { VCenter } from '../../src/mock/index.ts'
import { changedFault } from '../support/changed-fault.ts'
import { mockTarget } from '../support/mock-target.ts'
import { createRepeatable } from '../support/repeatable.ts'

/** The mock with one deliberate defect. */
export interface Mutant {
  /** What a server with this defect does: the rest of a sentence that begins with "a server that". */
  defect: string
  /** The requirement whose check has to find it. */
  killer: RequirementId
  /** How long sessions have to be left alone for it to show, in milliseconds; by default, they are not. */
  idleMs?: number
  /** Creates the server anew, without sessions. */
  make(): Target
}

/** A defect of the domain: methods that replace the mock's own. */
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

/** A defect of the protocol: `change` answers every TerminateSession, with the mock's app and its domain at hand. */
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

/** A defect that changes the answer to TerminateSession. */
export function answering(
  defect: string,
  killer: RequirementId,
  change: (response: Response, request: Request) => Response | Promise<Response>,
): Mutant {
  return onWire(defect, killer, async (request, next) => change(await next(request), request))
}

/** A defect that changes the fault in the answer to TerminateSession. */
export function faulting(
  defect: string,
  killer: RequirementId,
  change: (fault: Record<string, unknown>, request: Request) => unknown,
): Mutant {
  return answering(defect, killer, (response, request) => changedFault(response, (fault) => change(fault, request)))
}
