import type { SuiteResult } from '../conformance/index.ts'
import { harReport } from './har/write.ts'
import { htmlReport } from './html/html.tsx'
import { jsonReport } from './json.ts'
import { junitReport } from './junit.ts'
import { markdownReport } from './markdown.ts'

/** What a result can be written as, by the name that `--report` knows. */
export const formats = {
  har: harReport,
  html: htmlReport,
  json: jsonReport,
  junit: junitReport,
  markdown: markdownReport,
} as const satisfies Record<string, (result: SuiteResult) => string>

export type Format = keyof typeof formats

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name)
}
