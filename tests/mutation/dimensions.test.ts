import { describe, expect, test } from 'vitest'
import { dimensions } from './dimensions/index.ts'
import { committedDimensions, dimensionCases, foundByChecks } from './dimensions-matrix.ts'

const cases = dimensionCases()
const found = cases.flatMap(({ mutant, finder }) =>
  finder === undefined ? [] : [[mutant.defect, finder, mutant] as const],
)

describe('the defects by dimension', () => {
  test('the committed page has a row for each, and no other', () => {
    const defects = Object.values(dimensions).flat()
    expect(committedDimensions()).toHaveLength(defects.length)
    expect(new Set(defects.map(({ defect }) => defect)).size).toBe(defects.length)
  })

  test('at least 650 are found, nearly all of them by a check that runs alone', () => {
    const rows = committedDimensions().filter(({ foundBy }) => foundBy.length > 0)
    expect(rows.length).toBeGreaterThanOrEqual(650)
    expect(found.length / rows.length).toBeGreaterThan(0.9)
  })

  // Some defects last for milliseconds: on a busy machine, a call may come later.
  test.each(found)('a server that %s is found by %s', { retry: 2 }, async (_defect, finder, mutant) => {
    // Where clones alone are found faulty, others are not judged with them.
    const unmet = await foundByChecks(mutant, finder)
    expect(unmet.filter((id) => id === finder || id === 'terminate.success.clones')).not.toEqual([])
  })
})
