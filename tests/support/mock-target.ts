import type { Fetch } from '../../src/client/index.ts'
import type { Target } from '../../src/conformance/index.ts'
import { type AppOptions, createApp, createVCenter, type VCenter } from '../../src/mock/index.ts'
import { principals } from './principals.ts'

/** The mock in process as a target. A test may replace its vCenter, or wrap its fetch. */
export function mockTarget({
  vcenter = createVCenter(),
  app = {},
  around = (fetch) => fetch,
}: {
  vcenter?: VCenter
  app?: AppOptions
  around?: (fetch: Fetch) => Fetch
} = {}): Target & { vcenter: VCenter } {
  const served = createApp(vcenter, app)
  return {
    ...principals,
    url: 'https://mock.invalid',
    fetch: around(async (request) => served.fetch(request)),
    vcenter,
  }
}
