import { describe, expect, test } from 'vitest'
import { requirements, runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { families } from './mutants/index.ts'

// Each check by itself: what it finds out needs no other check beside it.

test.each(requirements.map(({ id }) => id))('%s alone lets the mock live', async (id) => {
  const { requirements: judged, sessions } = await runSuite(mockTarget(), { only: [id] })
  expect(judged).toMatchObject([{ id, verdict: 'pass' }])
  expect(sessions).toMatchObject({ leaked: 0, unclosable: 0 })
})

describe.each(Object.entries(families))('%s', (_, mutants) => {
  test.each(mutants)('$defect: $killer alone finds it out', async ({ killer, make }) => {
    const { requirements: judged, counts } = await runSuite(make(), { only: [killer], seed: 1 })
    expect(counts.fail + counts.warn, judged[0]?.finding?.message).toBe(1)
  })
})
