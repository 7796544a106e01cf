import { describe, expect, test } from 'vitest'
import { type Deviation, runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'

/** The mock, which answers 200 where it should answer 204. */
const target = () =>
  mockTarget({
    around: (fetch) => async (request) => {
      const response = await fetch(request)
      return response.status === 204 ? new Response('', { status: 200 }) : response
    },
  })

const only = ['terminate.success.no-content']
const deviations: Deviation[] = [
  {
    requirement: 'terminate.success.no-content',
    finding: 'unexpected-status',
    reason: 'it answers 200',
    link: 'https://tracker.example/1',
    owner: 'team',
    expires: '2999-12-31',
    place: 'deviations.yaml:2',
  },
]

describe('runSuite', () => {
  test('an unmet requirement makes the target nonconformant', async () => {
    expect(await runSuite(target(), { only })).toMatchObject({
      verdict: 'nonconformant',
      counts: { deviated: 0, fail: 1 },
      stale: [],
    })
  })

  test('an unmet requirement with a declared deviation leaves the target conformant', async () => {
    expect(await runSuite(target(), { only, deviations })).toMatchObject({
      verdict: 'conformant',
      counts: { deviated: 1, fail: 0 },
      stale: [],
    })
  })

  test('a deviation that expired before the day of the run covers nothing', async () => {
    expect(await runSuite(target(), { only, deviations, now: () => Date.parse('3000-01-01') })).toMatchObject({
      verdict: 'nonconformant',
      counts: { deviated: 0, fail: 1 },
      stale: [{ place: 'deviations.yaml:2', cause: 'expired' }],
    })
  })
})
