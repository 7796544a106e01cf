import { expect, test } from 'vitest'
import { idSource } from '../../../../src/conformance/context/id-source.ts'

const draw = (seed: number, name: string) => {
  const source = idSource(seed, name)
  return [source(), source(), source()]
}

test('the same seed and name give the same ids', () => {
  expect(draw(1, 'a')).toEqual(draw(1, 'a'))
})

test('ids differ within a source, and between sources of another seed or another name', () => {
  expect(new Set([draw(1, 'a'), draw(2, 'a'), draw(1, 'b')].flat()).size).toBe(9)
})

test('ids have the form of session keys', () => {
  for (const id of draw(1, 'a')) expect(id).toMatch(/^52[0-9a-f]{6}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
})
