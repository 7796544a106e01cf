import { expect, test } from 'vitest'
import { check, disruptive, early, final, last, odd, randomized } from '../../../../src/conformance/context/check.ts'

const id = 'terminate.success.no-content'
const run = async () => {}
const load = async () => 'a library'

const usual = {
  id,
  disruptive: false,
  odd: false,
  early: false,
  last: false,
  final: false,
  long: false,
  hasMoreWithClones: false,
  randomized: false,
  run,
}

test('check builds a check that has more cases with clones where that is said', () => {
  expect(check(id, run, { hasMoreWithClones: true })).toEqual({ ...usual, hasMoreWithClones: true })
})

test('check builds a check that begins first where it is said to be long', () => {
  expect(check(id, run, { long: true })).toEqual({ ...usual, long: true })
})

test('check builds a check that is neither disruptive, odd, long nor randomized, and does not run last', () => {
  expect(check(id, run)).toEqual(usual)
})

test('odd builds a check whose calls have an odd form', () => {
  expect(odd(id, run)).toEqual({ ...usual, odd: true })
})

test('disruptive builds a disruptive check, whose calls have an odd form, too', () => {
  expect(disruptive(id, run)).toEqual({ ...usual, disruptive: true, odd: true })
})

test('last builds a check that runs after the others', () => {
  expect(last(id, run)).toEqual({ ...usual, last: true, hasMoreWithClones: true })
})

test('early builds a check that runs before the others', () => {
  expect(early(id, run)).toEqual({ ...usual, early: true })
})

test('final builds a check that runs when no other is to follow', () => {
  expect(final(id, run)).toEqual({ ...usual, final: true, hasMoreWithClones: true })
})

test('randomized builds a check that draws its calls from the seed, with what loads its library', () => {
  expect(randomized(id, load, run)).toEqual({ ...usual, hasMoreWithClones: true, long: true, randomized: true, load })
})
