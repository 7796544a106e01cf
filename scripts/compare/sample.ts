import { dimensions } from '../../tests/mutation/dimensions/index.ts'
import type { Mutant } from '../../tests/mutation/mutant.ts'
import { families } from '../../tests/mutation/mutants/index.ts'

/** A defect, and the set and the family that it is taken from. */
export interface Defect {
  set: 'mutants' | 'dimensions'
  family: string
  mutant: Mutant
}

/** Every n-th of a list, from the first one on. */
export function everyNth<Item>(items: readonly Item[], n: number): Item[] {
  return items.filter((_, index) => index % n === 0)
}

/** The name of a defect in the results. */
export const nameOf = ({ set, family, mutant }: Defect) => `${set}, ${family}: ${mutant.defect}`

/** The first of each family, then the second of each: a comparison that ends early has seen all families. */
export function familiesInTurn(defects: readonly Defect[]): Defect[] {
  const places = new Map<string, number>()
  const placed = defects.map((defect) => {
    const family = `${defect.set} ${defect.family}`
    const place = places.get(family) ?? 0
    places.set(family, place + 1)
    return { defect, place: defect.set === 'mutants' ? place : place + 100 }
  })
  return placed.sort((one, other) => one.place - other.place).map(({ defect }) => defect)
}

/** The defects that are compared: every n-th mutant, and every n-th defect by dimension. */
export function sampleOf(n: { mutants: number; dimensions: number }): Defect[] {
  const flat = (set: Defect['set'], all: Record<string, readonly Mutant[]>): Defect[] =>
    Object.entries(all).flatMap(([family, members]) => members.map((mutant) => ({ set, family, mutant })))
  return [...everyNth(flat('mutants', families), n.mutants), ...everyNth(flat('dimensions', dimensions), n.dimensions)]
}
