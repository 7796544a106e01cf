import { describe, expect, test } from 'vitest'
import { ignoreUnreachable } from '../../../src/client/ignore-unreachable.ts'
import { BrokenAnswer, TargetUnreachable } from '../../../src/client/index.ts'

describe('ignoreUnreachable', () => {
  test('a request that is answered gives its value', async () => {
    expect(await ignoreUnreachable(Promise.resolve(1))).toBe(1)
  })

  test.each<[string, Error]>([
    ['a request that gets no answer gives undefined', new TargetUnreachable('refused', 'closed')],
    ['a request that gets an incomplete answer gives undefined', new BrokenAnswer(200, 'half')],
  ])('%s', async (_, error) => {
    expect(await ignoreUnreachable(Promise.reject(error))).toBeUndefined()
  })

  test('a request that fails by an error of the suite fails with that error', async () => {
    const error = new TypeError('ours')
    await expect(ignoreUnreachable(Promise.reject(error))).rejects.toBe(error)
  })
})
