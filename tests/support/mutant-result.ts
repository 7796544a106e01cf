import { runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { families } from '../mutation/mutants/index.ts'

/** The result of a run against a mock that ends sessions which it should leave alone. */
export async function mutantResult(): Promise<SuiteResult> {
  const mutant = families.abort?.find(({ defect }) => defect === 'continues after an unknown id, not after its own id')
  if (mutant === undefined) throw new Error('this mutant no longer exists')
  return runSuite(mutant.make(), { seed: 1 })
}
