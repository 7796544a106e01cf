import { expect, test } from 'vitest'
import { pairwiseLists } from '../../../../../src/conformance/checks/sequence-model/pairwise-lists.ts'
import { pairFactors } from '../../../../../src/conformance/dimensions/pairs.ts'

const rows = pairwiseLists().map(([places, by]) => {
  const kinds = places.map(({ kind }) => kind)
  const failures = kinds.filter((kind) => kind !== 'a live session')
  return { kinds, failures, by }
})

test('every kind of failure stands with and without a session before it, with and without a second failure, by either caller', () => {
  for (const failure of pairFactors.failure.filter((kind) => kind !== 'none' && kind !== 'an id again')) {
    const having = rows.filter(({ failures }) => failures[0] === failure)
    expect(new Set(having.map(({ kinds }) => kinds[0] === 'a live session'))).toEqual(new Set([true, false]))
    expect(new Set(having.map(({ failures }) => failures.length))).toEqual(new Set([1, 2]))
    expect(new Set(having.map(({ by }) => by))).toEqual(new Set([0, 2]))
  }
})

test('an id stands again only behind a session', () => {
  const again = rows.filter(({ kinds }) => kinds.includes('an id again'))
  expect(again.map(({ kinds }) => kinds[0])).toEqual(['a live session', 'a live session'])
})

test('every list ends with a session that an abort has to leave alive', () => {
  expect(rows.map(({ kinds }) => kinds.at(-1))).toEqual(rows.map(() => 'a live session'))
})

test('they are the same lists in every run', () => {
  expect(pairwiseLists()).toEqual(pairwiseLists())
})
