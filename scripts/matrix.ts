import { writeFile } from 'node:fs/promises'
import { dimensions } from '../tests/mutation/dimensions/index.ts'
import {
  type DimensionRow,
  dimensionsFile,
  fewestFirst,
  finderOf,
  foundByChecks,
  renderDimensions,
} from '../tests/mutation/dimensions-matrix.ts'
import { judgeMutant, matrixFile, type Row, renderMatrix } from '../tests/mutation/kill-matrix.ts'
import type { Mutant } from '../tests/mutation/mutant.ts'
import { families } from '../tests/mutation/mutants/index.ts'

/** Writes tests/mutation/kill-matrix.md: which check kills which mutant. With the argument `dimensions`: dimensions.md, which takes a quarter of an hour. */
if (process.argv[2] === 'dimensions') await writeDimensions()
else await writeMatrix()

async function writeMatrix(): Promise<void> {
  const mutants = Object.entries(families).flatMap(([family, members]) => members.map((mutant) => ({ family, mutant })))
  const rows: Row[] = []
  for (const { family, mutant } of mutants) {
    rows.push(await judgeMutant(family, mutant))
    progress(rows.length, mutants.length)
  }
  await writeFile(matrixFile, renderMatrix(rows))
  const survivors = rows.filter(({ killer, killedBy }) => !killedBy.includes(killer))
  for (const { family, defect, killer } of survivors) console.error(`${family}: "${defect}" is not killed by ${killer}`)
  if (survivors.length > 0) process.exitCode = 1
}

async function writeDimensions(): Promise<void> {
  const mutants = Object.entries(dimensions).flatMap(([dimension, all]) => all.map((mutant) => ({ dimension, mutant })))
  const rows: (DimensionRow & { mutant: Mutant })[] = []
  for (const { dimension, mutant } of mutants) {
    const foundBy = await foundByChecks(mutant)
    rows.push({ dimension, defect: mutant.defect, foundBy, finder: undefined, mutant })
    progress(rows.length, mutants.length)
  }
  const inOrder = fewestFirst(rows)
  for (const row of rows) row.finder = await finderOf(row.mutant, inOrder(row.foundBy))
  await writeFile(dimensionsFile, renderDimensions(rows))
}

function progress(done: number, total: number): void {
  process.stderr.write(`\r${done}/${total}${done === total ? '\n' : ''}`)
}
