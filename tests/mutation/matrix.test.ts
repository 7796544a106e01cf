import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { requirements } from '../../src/conformance/index.ts'
import { committedRows, foundByThemeAlone, matrixFile, net, type Row, renderMatrix } from './kill-matrix.ts'
import { families } from './mutants/index.ts'

/** The committed matrix. That its rows are what a run sees, the tests of the families say. */
const rows: Row[] = Object.entries(families).flatMap(([family, mutants]) =>
  mutants.map(({ defect, killer }) => {
    const killedBy = committedRows(family).find((row) => row.defect === defect)?.killedBy ?? []
    return { family, defect, killer, killedBy }
  }),
)

/** Checks that find out nothing that no other theme does, and why they are there all the same. */
const companions: Record<string, string> = {
  [net]: 'the net behind the others: it finds what nobody thought of',
}

const judged = requirements.filter(({ level }) => level !== 'observed').map(({ id }) => id)

test('there are at least 70 mutants, each named once', () => {
  expect(rows.length).toBeGreaterThanOrEqual(70)
  expect(new Set(rows.map(({ defect }) => defect)).size).toBe(rows.length)
})

test('the committed matrix is whole: its summary follows from its rows', () => {
  expect(readFileSync(matrixFile, 'utf8')).toBe(renderMatrix(rows))
})

test('no mutant survives', () => {
  expect(rows.filter(({ killer, killedBy }) => !killedBy.includes(killer))).toEqual([])
})

test.each(judged)('%s kills', (id) => {
  expect(rows.filter(({ killedBy }) => killedBy.includes(id)).length).toBeGreaterThan(0)
})

test.each(judged)('%s finds out what no other theme does, or says why not', (id) => {
  const isAlone = foundByThemeAlone(rows, id).some(({ killer }) => killer === id)
  expect(isAlone || id in companions, `nothing is found by the theme of ${id} alone`).toBe(true)
})
