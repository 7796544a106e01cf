import { describe, expect, test } from 'vitest'
import { checks } from '../../src/conformance/checks/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { dimensionCases } from './dimensions-matrix.ts'

const only = checks.filter((one) => one.disruptive).map(({ id }) => id)
const disruptive = new Set<string>(only)
const found = dimensionCases().flatMap(({ mutant, foundBy }) =>
  foundBy.length > 0 && foundBy.every((id) => disruptive.has(id)) ? [[mutant.defect, mutant] as const] : [],
)

// The matrix runs one check at a time. A run takes disruptive checks at once where no requirement is unmet before, as here, where no other runs.
describe('a defect that disruptive checks alone find', () => {
  test('is one of at least twenty', () => {
    expect(found.length).toBeGreaterThanOrEqual(20)
  })

  test.each(found)('a server that %s is found by a run that takes them at once', async (_defect, mutant) => {
    const result = await runSuite(mutant.make(), { only, strict: true, seed: 1, exchanges: false, idleMs: 0 })
    expect(result.verdict).toBe('nonconformant')
  })
})
