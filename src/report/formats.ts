import type { SuiteResult } from '../conformance/index.ts'

/** Formats a result as one text. */
type Formatter = (result: SuiteResult) => string
/** Formats a result as the files of a folder, by their names. */
type FolderFormatter = (result: SuiteResult) => Record<string, string>

/** The report formats by their names in `--report`. Each is loaded when it is asked for: most runs write no report. */
export const formats = {
  badge: async (): Promise<Formatter> => (await import('./badge.ts')).badgeReport,
  har: async (): Promise<Formatter> => (await import('./har/write.ts')).harReport,
  html: async (): Promise<Formatter> => (await import('./html/html.tsx')).htmlReport,
  json: async (): Promise<Formatter> => (await import('./json.ts')).jsonReport,
  junit: async (): Promise<Formatter> => (await import('./junit.ts')).junitReport,
  markdown: async (): Promise<Formatter> => (await import('./markdown.ts')).markdownReport,
} as const

/** The formats whose file is a folder. */
export const folderFormats = {
  'allure-dir': async (): Promise<FolderFormatter> => (await import('./allure.ts')).allureResults,
  'html-dir': async (): Promise<FolderFormatter> => (await import('./html/html.tsx')).htmlFolder,
} as const

export type FolderFormat = keyof typeof folderFormats
export type Format = keyof typeof formats | FolderFormat

/** The names of all formats. */
export const formatNames = [...Object.keys(formats), ...Object.keys(folderFormats)].sort()

export function isFormat(name: string): name is Format {
  return Object.hasOwn(formats, name) || Object.hasOwn(folderFormats, name)
}

export function isFolderFormat(name: Format): name is FolderFormat {
  return Object.hasOwn(folderFormats, name)
}
