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
    // With the check that lets it open sessions as clones: without them, some lists are shorter.
    const only = [...new Set(['terminate.success.clones', killer])]
    const { requirements: judged } = await runSuite(make(), { only, seed: 1, exchanges: false })
    expect(judged.find(({ id }) => id === killer)?.verdict).toMatch(/fail|warn/)
  })
})
