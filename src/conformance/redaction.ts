import type { SuiteResult } from './result.ts'

/** Below this length a secret would take ordinary words with it. */
const shortestSecret = 4

/**
 * A result in which no sentence holds one of the secrets. The suite puts none there; a target may, in the name of a fault or of its product.
 */
export function withoutSecrets(result: SuiteResult, secrets: readonly string[]): SuiteResult {
  const known = secrets.filter((secret) => secret.length >= shortestSecret)
  const clean = (text: string) => known.reduce((cleaned, secret) => cleaned.replaceAll(secret, '(a secret)'), text)
  const { target, problem, requirements } = result
  return {
    ...result,
    target: { ...target, ...(target.product === undefined ? {} : { product: clean(target.product) }) },
    ...(problem === undefined ? {} : { problem: { ...problem, message: clean(problem.message) } }),
    requirements: requirements.map((requirement) => ({
      ...requirement,
      ...(requirement.finding && { finding: { ...requirement.finding, message: clean(requirement.finding.message) } }),
      ...(requirement.recorded && { recorded: requirement.recorded.map(clean) }),
    })),
  }
}
