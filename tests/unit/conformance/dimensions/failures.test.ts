import { expect, test } from 'vitest'
import { failureKinds, failures, places } from '../../../../src/conformance/dimensions/failures.ts'

test('an id that fails is not found, except for the own one', () => {
  expect(failureKinds.filter((kind) => failures[kind] !== 'NotFound')).toEqual(["the caller's own id, listed twice"])
  expect(failures["the caller's own id, listed twice"]).toBe('InvalidArgument')
})

test('an id may fail at four places', () => {
  expect(places).toEqual(['at the first place', 'in the middle', 'at the last place', 'in front of ten unknown ids'])
})
