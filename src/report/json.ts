import type { SuiteResult } from '../conformance/index.ts'

/** The result as `vijson-result/1`. Exchanges are left to reports that hold them; a requirement names them by their index in the run. */
export function jsonReport({ exchanges: _, ...result }: SuiteResult): string {
  return `${JSON.stringify(result, null, 2)}\n`
}
