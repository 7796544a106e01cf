import { expect, test } from 'vitest'
import { check, disruptive, randomized } from '../../../../src/conformance/context/check.ts'

const id = 'terminate.success.no-content'
const run = async () => {}
const load = async () => 'a library'

test('check builds a check that is neither disruptive nor randomized', () => {
  expect(check(id, run)).toEqual({ id, disruptive: false, randomized: false, run })
})

test('disruptive builds a disruptive check', () => {
  expect(disruptive(id, run)).toEqual({ id, disruptive: true, randomized: false, run })
})

test('randomized builds a check that draws its calls from the seed, with what loads its library', () => {
  expect(randomized(id, load, run)).toEqual({ id, disruptive: false, randomized: true, load, run })
})
