import { describe, expect, test } from 'vitest'
import { requirements, runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { families } from './mutants/index.ts'

// Each check runs alone, because its verdict must not depend on other checks.

describe('a check that runs alone', () => {
  test.each(requirements.map(({ id, level }) => [id, level] as const))(
    '%s passes against the mock',
    async (id, level) => {
      const { requirements: judged, sessions } = await runSuite(mockTarget(), { only: [id] })
      expect(judged).toMatchObject([{ id, verdict: level === 'observed' ? 'recorded' : 'pass' }])
      expect(sessions).toMatchObject({ leaked: 0, unclosable: 0 })
    },
  )
})

describe.each(Object.entries(families))('the family "%s"', (_, mutants) => {
  const named = mutants.map((mutant) => [mutant.killer, mutant.defect, mutant] as const)

  test.each(named)('%s alone finds a server that %s', async (killer, _defect, { make }) => {
    const { requirements: judged, counts } = await runSuite(make(), { only: [killer], seed: 1 })
    expect(counts.fail + counts.warn, judged[0]?.finding?.message).toBe(1)
  })
})
