import { runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { families } from '../mutation/mutants/index.ts'

/** The result of a run against a mock with a defect; by default, one that ends sessions which it should leave alone. */
export async function mutantResult(
  family: keyof typeof families = 'abort',
  defect = 'continues after an unknown id, not after its own id',
): Promise<SuiteResult> {
  const mutant = families[family]?.find((one) => one.defect === defect)
  if (mutant === undefined) throw new Error('this mutant no longer exists')
  return runSuite(mutant.make(), { seed: 1, idleMs: 0 })
}
