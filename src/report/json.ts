import type { SuiteResult } from '../conformance/index.ts'

/**
 * The result as `vijson-result/1`. Exchanges, and what happened on the stages, are left to reports that show them; a requirement names its
 * exchanges by their index in the run.
 */
export function jsonReport({ exchanges: _, requirements, ...result }: SuiteResult): string {
  const told = requirements.map(({ stages: _, ...requirement }) => requirement)
  return `${JSON.stringify({ ...result, requirements: told }, null, 2)}\n`
}
