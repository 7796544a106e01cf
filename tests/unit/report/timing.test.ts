import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../src/conformance/index.ts'
import { criticalPath, timingLines } from '../../../src/report/timing.ts'
import { sampleExchange } from '../../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

/** A request that was sent as event `sentAs` and answered as event `place`. */
function sent(sentAs: number, place: number, durationMs: number, given: Partial<Exchange> = {}): Exchange {
  const { requirement = 'terminate.a.b' } = given
  const answer = { kind: 'answered', place, status: 204, headers: [], body: { kind: 'kept', text: '' } } as const
  return sampleExchange({ sentAs, durationMs, answer, headers: [], ...given, requirement })
}

describe('the longest chain', () => {
  test('goes through requests of a case that were sent one after the other', () => {
    expect(criticalPath([sent(0, 1, 10), sent(2, 3, 20), sent(4, 5, 30)])).toEqual({
      ms: 60,
      requests: 3,
      parts: [{ requirement: 'terminate.a.b', ms: 60, requests: 3 }],
    })
  })

  test('takes the longest of requests that were under way at once', () => {
    expect(criticalPath([sent(0, 2, 10), sent(1, 3, 40), sent(4, 5, 5)])).toMatchObject({ ms: 45, requests: 2 })
  })

  test('does not go from one case to another', () => {
    const others = { requirement: 'terminate.c.d' }
    expect(criticalPath([sent(0, 1, 10), sent(2, 3, 20, others), sent(4, 5, 15)])).toMatchObject({
      ms: 25,
      requests: 2,
    })
  })

  test('goes from the login of a session to its use, in whatever case', () => {
    const begun = [['vmware-api-session-id', 'token']] as const
    const login = sent(0, 1, 30, { requirement: 'terminate.c.d' })
    const answer = {
      kind: 'answered',
      place: 1,
      status: 200,
      headers: begun,
      body: { kind: 'kept', text: '' },
    } as const
    const path = criticalPath([{ ...login, answer }, sent(2, 3, 10, { headers: begun })])
    expect(path).toEqual({
      ms: 40,
      requests: 2,
      parts: [
        { requirement: 'terminate.c.d', ms: 30, requests: 1 },
        { requirement: 'terminate.a.b', ms: 10, requests: 1 },
      ],
    })
  })

  test('is empty where nothing was sent', () => {
    expect(criticalPath([])).toEqual({ ms: 0, requests: 0, parts: [] })
  })
})

test('the slowest requirements and the chain are told in lines', () => {
  const requirements = [3, 25, 9].map((durationMs) => sampleRequirement(`terminate.a.n${durationMs}`, { durationMs }))
  const lines = timingLines(sampleResult({ requirements, exchanges: [sent(0, 1, 10), sent(2, 3, 20)] }))
  expect(lines).toEqual([
    'slowest requirements, from their first request to their last:',
    '       25 ms  terminate.a.n25',
    '        9 ms  terminate.a.n9',
    '        3 ms  terminate.a.n3',
    expect.stringMatching(/^longest chain of requests that had to follow one another: 2 requests, 30 ms of \d+ ms$/),
    '       30 ms  terminate.a.b (2 requests)',
  ])
})
