import { describe, expect, test } from 'vitest'
import { isUnmet, proposedDeviations, readDeviations, runSuite } from '../../src/conformance/index.ts'
import { families } from '../mutation/mutants/index.ts'

/** Defects that also keep other requirements from being judged. */
const defects = [
  'works through the list in reverse',
  'ends only the first session of a list',
  'answers 204 and ends nothing',
  'ends the caller where its own id is one of several',
]

describe('a target whose every finding is declared', () => {
  const mutants = Object.values(families)
    .flat()
    .filter(({ defect }) => defects.includes(defect))

  test('is each of these', () => {
    expect(mutants.map(({ defect }) => defect).sort()).toEqual([...defects].sort())
  })

  test.each(mutants)('is conformant where it $defect', async ({ make }) => {
    const found = await runSuite(make(), { seed: 1, exchanges: false })
    const proposal = proposedDeviations(found).replaceAll(/(reason|link|owner): ""/g, '$1: https://tracker.example/1')
    const deviations = readDeviations(proposal, 'deviations.yaml')
    const { verdict, stale, requirements } = await runSuite(make(), { seed: 1, exchanges: false, deviations })
    expect([found.verdict, verdict, stale]).toEqual(['nonconformant', 'conformant', []])
    expect(requirements.filter(isUnmet)).toEqual([])
    // A must that is not decided is behind one that is declared.
    const declared = new Set(deviations.map(({ requirement }) => requirement))
    const undecided = requirements.filter((one) => one.verdict === 'unreached' && one.level === 'must')
    expect(undecided.length).toBeGreaterThan(0)
    for (const { finding } of undecided) expect(declared).toContain(finding?.judgedBy)
  })
})
