import { describeConformance } from '../../../src/conformance/vitest.ts'
import { createVCenter } from '../../../src/mock/index.ts'
import { mockTarget } from '../mock-target.ts'

// Not a test of the project: tests/unit/conformance/vitest.test.ts runs it and reads its results.
const vcenter = createVCenter()
const { limited: _, ...target } = mockTarget({
  vcenter: {
    ...vcenter,
    terminateSessions: (caller, keys) =>
      vcenter.terminateSessions(
        caller,
        keys.slice(0, 1).map((key) => key.trim()),
      ),
  },
})

describeConformance('a defective server', target, {
  only: [
    'terminate.success.no-content',
    'terminate.success.all-listed',
    'terminate.privilege.required',
    'terminate.identity.exact',
  ],
})
