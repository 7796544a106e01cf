import { readFile, writeFile } from 'node:fs/promises'
import { explanationsPage } from './figures/explanations.ts'
import { withFigures } from './figures/figures.ts'

/** Writes what follows from the ledger, the dimensions and the tests into docs/evidence.md, and what `vijson explain` says into docs/explanations.md. */
const docs = new URL('../docs/', import.meta.url)
const evidence = new URL('evidence.md', docs)
await writeFile(evidence, await withFigures(await readFile(evidence, 'utf8')))
await writeFile(new URL('explanations.md', docs), explanationsPage())
