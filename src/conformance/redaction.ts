import type { Pseudonyms } from './evidence/pseudonyms.ts'
import type { RequirementResult, SuiteResult } from './result.ts'

/** A requirement's result in which no sentence holds a secret. The suite puts none there; a target may, in the name of a fault. */
export function withoutSecrets(result: RequirementResult, { clean }: Pseudonyms): RequirementResult {
  return {
    ...result,
    ...(result.finding && { finding: { ...result.finding, message: clean(result.finding.message) } }),
    ...(result.recorded && { recorded: result.recorded.map(clean) }),
  }
}

/** The same for the result of a run: a target may also name itself by a secret. */
export function resultWithoutSecrets(result: SuiteResult, pseudonyms: Pseudonyms): SuiteResult {
  const { target, problem, requirements } = result
  const { clean } = pseudonyms
  return {
    ...result,
    target: { ...target, ...(target.product === undefined ? {} : { product: clean(target.product) }) },
    ...(problem === undefined ? {} : { problem: { ...problem, message: clean(problem.message) } }),
    requirements: requirements.map((requirement) => withoutSecrets(requirement, pseudonyms)),
  }
}
