import type { SuiteResult } from '../conformance/index.ts'

/** Makes a report of a result. */
type Written = (result: SuiteResult) => string

/** What a result can be written as, by the name that `--report` knows. Loaded when it is asked for: most runs ask for none. */
export const formats = {
  har: async (): Promise<Written> => (await import('./har/write.ts')).harReport,
  html: async (): Promise<Written> => (await import('./html/html.tsx')).htmlReport,
  json: async (): Promise<Written> => (await import('./json.ts')).jsonReport,
  junit: async (): Promise<Written> => (await import('./junit.ts')).junitReport,
  markdown: async (): Promise<Written> => (await import('./markdown.ts')).markdownReport,
} as const

export type Format = keyof typeof formats

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name)
}
