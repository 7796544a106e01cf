import { readFile, writeFile } from 'node:fs/promises'
import { figuresTable, withFigures } from './figures/figures.ts'

/** Writes the figures that follow from the ledger into docs/evidence.md. */
const file = new URL('../docs/evidence.md', import.meta.url)
await writeFile(file, withFigures(await readFile(file, 'utf8'), await figuresTable()))
