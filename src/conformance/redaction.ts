import type { RequirementResult, SuiteResult } from './result.ts'

/** Below this length a secret would take ordinary words with it. */
const shortestSecret = 4

/** A requirement's result in which no sentence holds one of the secrets. The suite puts none there; a target may, in the name of a fault. */
export function withoutSecrets(result: RequirementResult, secrets: readonly string[]): RequirementResult {
  const clean = cleaner(secrets)
  return {
    ...result,
    ...(result.finding && { finding: { ...result.finding, message: clean(result.finding.message) } }),
    ...(result.recorded && { recorded: result.recorded.map(clean) }),
  }
}

/** The same for the result of a run: a target may also name itself by a secret. */
export function resultWithoutSecrets(result: SuiteResult, secrets: readonly string[]): SuiteResult {
  const clean = cleaner(secrets)
  const { target, problem, requirements } = result
  return {
    ...result,
    target: { ...target, ...(target.product === undefined ? {} : { product: clean(target.product) }) },
    ...(problem === undefined ? {} : { problem: { ...problem, message: clean(problem.message) } }),
    requirements: requirements.map((requirement) => withoutSecrets(requirement, secrets)),
  }
}

function cleaner(secrets: readonly string[]): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= shortestSecret)
  return (text) => known.reduce((cleaned, secret) => cleaned.replaceAll(secret, '(a secret)'), text)
}
