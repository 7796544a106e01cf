import { setTimeout as delay } from 'node:timers/promises'
import type { Target } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'

/** The mock with a random delay of at most `maxMs` before and after half of its answers. */
export function jitteryMock(maxMs: number): Target {
  const wait = async () => {
    if (Math.random() < 0.5) await delay(Math.random() * maxMs)
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
