import { renameSync, writeFileSync } from 'node:fs'

/** Writes a file of the state folder whole, readable by its owner only: a second file takes its place, so that a reader never sees half of one. At once, because the process may be killed. */
export function writeStateFile(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
