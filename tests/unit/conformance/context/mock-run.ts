import type { Fetch } from '../../../../src/client/index.ts'
import { type CheckRecord, createCheckContext } from '../../../../src/conformance/context/create-context.ts'
import type { RunContext } from '../../../../src/conformance/context/run-context.ts'
import { createRunContext } from '../../../../src/conformance/engine/create-run-context.ts'
import { findService } from '../../../../src/conformance/engine/preflight.ts'
import { createRunParts } from '../../../../src/conformance/engine/run-parts.ts'
import { planRun } from '../../../../src/conformance/engine/run-plan.ts'
import type { TestSession } from '../../../../src/conformance/sessions/session-registry.ts'
import type { Exchange } from '../../../../src/conformance/types.ts'
import { createVCenter, type VCenter } from '../../../../src/mock/index.ts'
import { mockTarget } from '../../../support/mock-target.ts'

export const requirement = 'terminate.success.no-content'

export interface MockRun extends CheckRecord {
  run: RunContext
  vcenter: VCenter
  controller: TestSession
  /** The requests that the check has made so far, and their answers. */
  exchanges(): Promise<Exchange[]>
}

/**
 * The context of a check that runs at the mock in process.
 *
 * @param change what a defective domain does otherwise.
 * @param answer answers a request in place of the mock, or throws as where no answer comes; undefined leaves it to the mock.
 */
export async function mockRun({
  change = () => ({}),
  answer = () => undefined,
  hasLimited = true,
}: {
  change?: (sound: VCenter) => Partial<VCenter>
  answer?: (member: string, request: Request) => Response | undefined
  hasLimited?: boolean
} = {}): Promise<MockRun> {
  const sound = createVCenter()
  const around =
    (fetch: Fetch): Fetch =>
    async (request) =>
      answer(request.url.split('/').at(-1) ?? '', request) ?? fetch(request)
  const { limited, vcenter, ...target } = mockTarget({ vcenter: { ...sound, ...change(sound) }, around })
  const given = hasLimited && limited !== undefined ? { ...target, limited } : target
  const plan = planRun(given, { seed: 1 })
  const parts = await createRunParts(given, plan)
  const run = await createRunContext(given, plan, parts, await findService(given, parts, plan.signal))
  const controller = await run.controllers.current()
  return {
    ...createCheckContext(run, requirement, { controller }),
    run,
    vcenter,
    controller,
    exchanges: async () =>
      (await parts.recorder.exchanges()).filter((exchange) => exchange.requirement === requirement),
  }
}

/** The answer of a server that is overloaded. */
export const unavailable = () => new Response('', { status: 503 })
