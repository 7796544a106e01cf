import type { SuiteResult } from '../conformance/index.ts'

/** Formats a result as a report. */
type Formatter = (result: SuiteResult) => string

/** The report formats by their names in `--report`. Each is loaded when it is asked for: most runs write no report. */
export const formats = {
  har: async (): Promise<Formatter> => (await import('./har/write.ts')).harReport,
  html: async (): Promise<Formatter> => (await import('./html/html.tsx')).htmlReport,
  json: async (): Promise<Formatter> => (await import('./json.ts')).jsonReport,
  junit: async (): Promise<Formatter> => (await import('./junit.ts')).junitReport,
  markdown: async (): Promise<Formatter> => (await import('./markdown.ts')).markdownReport,
} as const

export type Format = keyof typeof formats

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name)
}
