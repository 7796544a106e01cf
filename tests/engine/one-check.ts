import type { Fetch } from '../../src/client/index.ts'
import { type RequirementResult, runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'

/** What a test changes of the mock: its domain, or its app. */
export interface Changes {
  vcenter?: (original: VCenter) => VCenter
  around?: (fetch: Fetch) => Fetch
}

/** Replaces the answers to one member, such as `sessionList`. */
export const answering =
  (member: string, answer: (request: Request, fetch: Fetch) => Response | Promise<Response>) =>
  (fetch: Fetch): Fetch =>
  async (request) =>
    request.url.endsWith(`/${member}`) ? answer(request, fetch) : fetch(request)

/** Whether a request begins a session for a check: by Login, or by CloneSession. */
export function isBeginningOf(request: Request, id: string): boolean {
  return (
    /\/(Login|CloneSession)$/.test(request.url) &&
    request.headers.get('user-agent')?.includes(` of terminate.${id}`) === true
  )
}

/** Runs one check, named without `terminate.`, against a changed mock. */
export async function runOneCheck(id: string, changes: Changes = {}): Promise<RequirementResult | undefined> {
  const original = createVCenter()
  const { vcenter = (same) => same, around = (same) => same } = changes
  const { requirements } = await runSuite(mockTarget({ vcenter: vcenter(original), around }), {
    only: [`terminate.${id}`],
    concurrency: 1,
    seed: 1,
  })
  return requirements[0]
}
