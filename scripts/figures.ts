import { readFile, writeFile } from 'node:fs/promises'
import { withFigures } from './figures/figures.ts'

/** Writes what follows from the ledger, the dimensions and the tests into docs/evidence.md. */
const file = new URL('../docs/evidence.md', import.meta.url)
await writeFile(file, await withFigures(await readFile(file, 'utf8')))
