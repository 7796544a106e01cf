import type { SuiteResult } from '../conformance/index.ts'
import { harReport } from './har/write.ts'
import { jsonReport } from './json.ts'

/** What a result can be written as, by the name that `--report` knows. */
export const formats = {
  har: harReport,
  json: jsonReport,
} as const satisfies Record<string, (result: SuiteResult) => string>

export type Format = keyof typeof formats

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name)
}
