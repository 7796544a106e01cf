import { expect, test } from 'vitest'
import { isUnmet, runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { families } from '../mutation/mutants/index.ts'

const judge = 'terminate.success.all-listed'
const controlled = [
  'terminate.success.bystanders-untouched',
  'terminate.sequence.every-failure',
  'terminate.request.body-required',
  'terminate.request.element-type',
  'terminate.empty-list.no-effect',
  'terminate.effect.listed-at-once',
  'terminate.effect.session-is-active',
]

/** A run against a server that answers 204 and ends nothing. */
function run(only: string[]): Promise<SuiteResult> {
  const mutant = families.effect?.find(({ defect }) => defect === 'answers 204 and ends nothing')
  if (mutant === undefined) throw new Error('this mutant no longer exists')
  return runSuite(mutant.make(), { seed: 1, only })
}

test('what a control call shows is left to the requirement that judges such calls, where that one is not met', async () => {
  const { verdict, requirements } = await run([judge, ...controlled])
  expect(verdict).toBe('nonconformant')
  expect(requirements.filter(isUnmet).map(({ id }) => id)).toEqual([judge])
  for (const one of requirements.filter(({ id }) => id !== judge))
    expect(one, one.id).toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        judgedBy: judge,
        message: `a prerequisite is not met, which ${judge} judges: the control call of this check shows the same`,
      },
    })
})

test.each(controlled)('%s is not met by itself, where no other requirement is tested that shows why', async (id) => {
  const { verdict, requirements } = await run([id])
  expect(requirements).toMatchObject([{ id, verdict: expect.stringMatching(/^(fail|warn)$/) }])
  expect(verdict).toBe(requirements[0]?.level === 'must' ? 'nonconformant' : 'conformant')
})
