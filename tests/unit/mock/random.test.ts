import { expect, test } from 'vitest'
import { randomHex, randomUuid } from '../../../src/mock/random.ts'

test('bytes are written in two digits each, and drawn anew each time', () => {
  const drawn = Array.from({ length: 200 }, () => randomHex(20))
  for (const text of drawn) expect(text).toMatch(/^[0-9a-f]{40}$/)
  expect(new Set(drawn).size).toBe(200)
})

test('a UUID has the version and the variant of RFC 9562', () => {
  const drawn = Array.from({ length: 200 }, randomUuid)
  for (const text of drawn)
    expect(text).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(new Set(drawn).size).toBe(200)
})
