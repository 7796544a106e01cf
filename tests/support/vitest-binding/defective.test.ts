import { describeConformance } from '../../../src/report/vitest.ts'
import { defectiveTarget } from './defective-target.ts'

// Not a test of the project: tests/unit/report/vitest.test.ts runs it and reads its results.
describeConformance('a defective server', defectiveTarget(), {
  only: [
    'terminate.success.no-content',
    'terminate.success.all-listed',
    'terminate.privilege.required',
    'terminate.identity.exact',
  ],
})
