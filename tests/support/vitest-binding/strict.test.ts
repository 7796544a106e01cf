import { describeConformance } from '../../../src/report/vitest.ts'
import { defectiveTarget } from './defective-target.ts'

// Not a test of the project: tests/reports/same-block.test.ts runs it and reads its results.
describeConformance('a defective server, strictly', defectiveTarget(), { strict: true, seed: 1 })
