import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Column } from './page.ts'

/** What a comparison has measured up to now. */
export interface Results {
  /** The day and the version: what was measured on another day, or of another version, is measured again. */
  of: string
  sound: Omit<Column, 'found'>[]
  load: string
  /** Whether each tool has found a defect, by the family and the text of the defect. */
  found: Record<string, boolean[]>
}

const file = fileURLToPath(new URL('../../node_modules/.cache/vijson-compare/results.json', import.meta.url))

/** What was measured already: a comparison that was interrupted goes on where it was. */
export function keptResults(of: string): Results {
  const none: Results = { of, sound: [], load: '', found: {} }
  if (!existsSync(file)) return none
  const kept: Results = JSON.parse(readFileSync(file, 'utf8'))
  return kept.of === of ? kept : none
}

/** Keeps what was measured. */
export function keepResults(results: Results): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(results))
}
