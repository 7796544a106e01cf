import { describe, expect, test } from 'vitest'
import { committedRows, judgeMutant } from './kill-matrix.ts'
import { families } from './mutants/index.ts'

/** Declares a test for each mutant of a family: its killer finds it, and so do exactly the checks that the committed matrix names. */
export function describeFamily(family: string): void {
  const mutants = families[family] ?? []

  describe(`the family "${family}"`, () => {
    test('the committed matrix lists its mutants', () => {
      expect(committedRows(family).map(({ defect }) => defect)).toEqual(mutants.map(({ defect }) => defect))
    })

    const named = mutants.map((mutant) => [mutant.defect, mutant.killer, mutant] as const)

    test.each(named)('a server that %s is found by %s', async (_defect, _killer, mutant) => {
      const { killedBy, unmarked } = await judgeMutant(family, mutant)
      expect(killedBy).toContain(mutant.killer)
      expect(unmarked, 'their pictures show nothing in red').toEqual([])
      const committed = committedRows(family).find(({ defect }) => defect === mutant.defect)
      expect(killedBy, 'the kill matrix is out of date: npm run matrix').toEqual(committed?.killedBy)
    })
  })
}
