import { afterAll, expect } from 'vitest'
import { createVCenter } from '../../../src/mock/index.ts'
import { describeConformance } from '../../../src/report/vitest.ts'
import { mockTarget } from '../mock-target.ts'

// Not a test of the project: tests/unit/report/vitest.test.ts runs one of its tests.
let calls = 0
const vcenter = createVCenter()
const terminateSessions: typeof vcenter.terminateSessions = (caller, keys) => {
  calls += 1
  vcenter.terminateSessions(caller, keys)
}

describeConformance('a server', mockTarget({ vcenter: { ...vcenter, terminateSessions } }))

afterAll(() => {
  expect(calls).toBe(1)
})
