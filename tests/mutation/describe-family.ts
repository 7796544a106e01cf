import { describe, expect, test } from 'vitest'
import { committedRows, judgeMutant } from './kill-matrix.ts'
import { families } from './mutants/index.ts'

/** Declares a test for each mutant of a family: the check that is meant to find it out does, and the committed matrix says who else. */
export function describeFamily(family: string): void {
  describe(`a server of the family "${family}"`, () => {
    const mutants = families[family] ?? []

    test('has the mutants that the matrix lists', () => {
      expect(committedRows(family).map(({ defect }) => defect)).toEqual(mutants.map(({ defect }) => defect))
    })

    for (const mutant of mutants) {
      test(`that ${mutant.defect}`, async () => {
        const { killedBy } = await judgeMutant(family, mutant)
        expect(killedBy).toContain(mutant.killer)
        const committed = committedRows(family).find(({ defect }) => defect === mutant.defect)
        expect(killedBy, 'the kill matrix is out of date: npm run matrix').toEqual(committed?.killedBy)
      })
    }
  })
}
