import { expect, test } from 'vitest'
import { abridge } from '../../../../src/conformance/context/abridge.ts'

const names = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))

test('a list of up to eight names is shown in full', () => {
  expect([abridge([]), abridge(names(1)), abridge(names(8))]).toEqual(['', '1', '1, 2, 3, 4, 5, 6, 7, 8'])
})

test('a list of more than eight names is shortened to the first four and the last two', () => {
  expect([abridge(names(9)), abridge(names(300))]).toEqual(['1, 2, 3, 4, …, 8, 9', '1, 2, 3, 4, …, 299, 300'])
})

test('each of the names that are kept is shown where it stands first', () => {
  const list = [...names(20), 'own', ...names(20), 'own', 'other']
  expect(abridge(list, ['own', 'other', 'missing'])).toBe('1, 2, 3, 4, …, own, …, own, other')
  expect(abridge(names(12), ['5', '10'])).toBe('1, 2, 3, 4, 5, …, 10, 11, 12')
})
