import { runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { families } from '../mutation/mutants/index.ts'

/** What a real run of a defective mock comes to: it ends sessions that it should have left. */
export async function mutantResult(): Promise<SuiteResult> {
  const mutant = families.abort?.find(({ defect }) => defect === 'goes on after an unknown id, not after the own')
  if (mutant === undefined) throw new Error('there is no such mutant any more')
  return runSuite(mutant.make(), { seed: 1 })
}
