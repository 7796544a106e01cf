import type { Fetch } from '../../src/client/index.ts'
import { type RequirementResult, runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'

/** The mock, whose answers to one member are others. */
export const answering =
  (member: string, answer: (request: Request, fetch: Fetch) => Response | Promise<Response>) =>
  (fetch: Fetch): Fetch =>
  async (request) =>
    request.url.endsWith(`/${member}`) ? answer(request, fetch) : fetch(request)

/** What one check comes to at a mock that was changed so. */
export async function judged(
  id: string,
  given: { vcenter?: (sound: VCenter) => VCenter; around?: (fetch: Fetch) => Fetch },
): Promise<RequirementResult | undefined> {
  const sound = createVCenter()
  const { vcenter = (same) => same, around = (same) => same } = given
  const { requirements } = await runSuite(mockTarget({ vcenter: vcenter(sound), around }), {
    only: [`terminate.${id}`],
    concurrency: 1,
    seed: 1,
  })
  return requirements[0]
}
