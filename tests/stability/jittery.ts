import { setTimeout as delay } from 'node:timers/promises'
import type { Target } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'

/** The mock, half of whose answers take up to so many milliseconds, on the way there and on the way back. */
export function jitteryMock(most: number): Target {
  const wait = async () => {
    if (Math.random() < 0.5) await delay(Math.random() * most)
  }
  return mockTarget({
    around: (next) => async (request) => {
      await wait()
      const response = await next(request)
      await wait()
      return response
    },
  })
}
