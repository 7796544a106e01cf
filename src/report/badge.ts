import type { SuiteResult } from '../conformance/index.ts'
import { headlineOf, outcomeLine } from './headline.ts'

const colors = { good: 'brightgreen', caution: 'yellow', bad: 'red' } as const

/** The result as a badge, in the form of an endpoint of shields.io (https://shields.io/badges/endpoint-badge). */
export function badgeReport(result: SuiteResult): string {
  const { verdict, target } = result
  const badge = {
    schemaVersion: 1,
    label: `${target.name === undefined ? '' : `${target.name}, `}VI JSON ${target.release ?? 'conformance'}`,
    message: outcomeLine(result, ''),
    color: colors[headlineOf(result).tone],
    isError: verdict !== 'conformant',
  }
  return `${JSON.stringify(badge, null, 2)}\n`
}
