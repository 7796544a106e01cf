import { writeFile } from 'node:fs/promises'
import { judgeMutant, matrixFile, type Row, renderMatrix } from '../tests/mutation/kill-matrix.ts'
import { families } from '../tests/mutation/mutants/index.ts'

/** Writes tests/mutation/kill-matrix.md: which check kills which mutant. */
const mutants = Object.entries(families).flatMap(([family, members]) => members.map((mutant) => ({ family, mutant })))
const rows: Row[] = []
for (const { family, mutant } of mutants) {
  rows.push(await judgeMutant(family, mutant))
  process.stderr.write(`\r${rows.length}/${mutants.length}`)
}
process.stderr.write('\n')
await writeFile(matrixFile, renderMatrix(rows))
const survivors = rows.filter(({ killer, killedBy }) => !killedBy.includes(killer))
for (const { family, defect, killer } of survivors) console.error(`${family}: "${defect}" is not killed by ${killer}`)
if (survivors.length > 0) process.exitCode = 1
