import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { requirements } from '../../src/conformance/index.ts'
import { committedDimensions } from './dimensions-matrix.ts'
import { committedRows, foundOnlyByTheme, matrixFile, type Row, randomLists, renderMatrix } from './kill-matrix.ts'
import { families } from './mutants/index.ts'

/** The committed matrix. The tests of the families compare its rows with runs. */
const rows: Row[] = Object.entries(families).flatMap(([family, mutants]) =>
  mutants.map(({ defect, killer }) => {
    const killedBy = committedRows(family).find((row) => row.defect === defect)?.killedBy ?? []
    return { family, defect, killer, killedBy }
  }),
)

/** Checks that find no mutant of their own, and the reason for each. */
const companions: Record<string, string> = {
  [randomLists]: 'it finds defects that no other check was written for',
  ...Object.fromEntries(
    [
      'success.all-listed',
      'not-found.ended-session',
      'current-session.survives',
      'current-session.logout-instead',
      'sequence.suffix-untouched',
      'sequence.list-order',
      'authentication.dead-token',
    ].map((id) => [
      `terminate.${id}`,
      'the readable check of one sentence: those that range over the dimensions find its mutants, too',
    ]),
  ),
}

/** The families, and the defects by dimension with the check that is to find each. */
const all: Row[] = [
  ...rows,
  ...committedDimensions().flatMap(({ defect, foundBy, finder }) =>
    finder === undefined ? [] : [{ family: 'dimensions', defect, killer: finder, killedBy: foundBy }],
  ),
]

const judged = requirements.filter(({ level }) => level !== 'observed').map(({ id }) => id)

describe('the kill matrix', () => {
  test('it has at least 70 mutants, each with a name of its own', () => {
    expect(rows.length).toBeGreaterThanOrEqual(70)
    expect(new Set(rows.map(({ defect }) => defect)).size).toBe(rows.length)
  })

  test('its summary follows from its rows', () => {
    expect(readFileSync(matrixFile, 'utf8')).toBe(renderMatrix(rows))
  })

  test('every mutant is found by its killer', () => {
    expect(rows.filter(({ killer, killedBy }) => !killedBy.includes(killer))).toEqual([])
  })

  test.each(judged)('%s finds a mutant', (id) => {
    expect(all.filter(({ killedBy }) => killedBy.includes(id)).length).toBeGreaterThan(0)
  })

  test.each(judged)('%s is the killer of a mutant that no other theme finds, or has a stated reason', (id) => {
    const isKiller = foundOnlyByTheme(all, id).some(({ killer }) => killer === id)
    expect(isKiller || id in companions, `the theme of ${id} finds nothing that the others do not`).toBe(true)
  })
})
