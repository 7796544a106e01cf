import { createRequire } from 'node:module'
import { pairFactors } from '../../dimensions/pairs.ts'
import type { Place } from './session-pool.ts'

/** A list before it is filled, and the number that chooses its caller. */
export type ListOfPlaces = [places: Place[], by: number]

/** Lists in which every pair of values of two factors occurs: far fewer than all combinations, and most defects need two values at most. */
export function pairwiseLists(): ListOfPlaces[] {
  // Required, because its default export is another value for each loader that imports it. Loaded only where it is used, like fast-check.
  const { make } = createRequire(import.meta.url)('covertable') as typeof import('covertable')
  // Lists without a failure take the most sessions, and come first.
  const rows = make(pairFactors).sort((one, other) => Number(other.failure === 'none') - Number(one.failure === 'none'))
  return rows.map(({ failure, before, after, caller }, row) => {
    const places: Place[] = []
    // An id can stand again only behind itself.
    if (before === 'a session' || failure === 'an id again') places.push({ kind: 'a live session', pick: 1 })
    places.push(failure === 'none' ? { kind: 'a live session', pick: 1 } : { kind: failure, pick: row })
    if (after !== 'a session') places.push({ kind: row % 2 === 0 ? "the caller's own id" : 'an unknown id', pick: row })
    // A survivor of an earlier list, where there is one.
    places.push({ kind: 'a live session', pick: 0 })
    return [places, caller === 'the first' ? 0 : 2]
  })
}
