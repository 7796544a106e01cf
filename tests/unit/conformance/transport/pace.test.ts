import { describe, expect, test } from 'vitest'
import type { PlainRequest, WholeAnswer } from '../../../../src/client/message.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import { createPace } from '../../../../src/conformance/transport/pace.ts'

const request: PlainRequest = { method: 'GET', url: 'https://a.example', headers: new Headers(), body: undefined }

/** A target that answers each request with the next status, after as many milliseconds of its own clock. */
function target() {
  let clock = 0
  let underWay = 0
  let most = 0
  const waiting: (() => void)[] = []
  const next: { status?: number; ms?: number } = {}
  const pace = createPace(
    { first: 24, most: 40 },
    () => clock,
    async (ms) => {
      clock += ms
    },
  )
  const send = pace.keeping(async (): Promise<WholeAnswer> => {
    underWay += 1
    most = Math.max(most, underWay)
    await new Promise<void>((resolve) => waiting.push(resolve))
    clock += next.ms ?? 0
    underWay -= 1
    return { status: next.status ?? 200, headers: new Headers(), body: new Uint8Array() }
  })
  /** Sends requests, lets them be answered one after the other, and says how many were under way at once. */
  async function sendAll(count: number, answered: typeof next = {}): Promise<number> {
    Object.assign(next, { status: 200, ms: 0 }, answered)
    most = 0
    const sent = Array.from({ length: count }, () => send(request, wholeRun))
    let left = count
    while (left > 0) {
      await new Promise((resolve) => setImmediate(resolve))
      const answer = waiting.shift()
      if (answer === undefined) continue
      answer()
      left -= 1
    }
    await Promise.all(sent)
    return most
  }
  return { pace, sendAll }
}

describe('the pace of a run', () => {
  test('is 24 requests at first, and rises by eight while answers take no longer, to the most that are allowed', async () => {
    const { pace, sendAll } = target()
    const atOnce = [await sendAll(30), await sendAll(32), await sendAll(100)]
    expect([atOnce, pace.slowdown()]).toEqual([[24, 32, 40], undefined])
  })

  test('falls back, but not below the first, where answers take longer with more of them: they wait in a queue', async () => {
    const { pace, sendAll } = target()
    await sendAll(60, { ms: 100 })
    const atOnce = [await sendAll(1, { ms: 100 })]
    for (let round = 0; round < 4; round += 1) atOnce.push(await sendAll(30, { ms: 130 }))
    expect([atOnce.at(-1), pace.slowdown()]).toEqual([24, undefined])
  })

  test.each([429, 503])('is halved by each %i, down to two', async (status) => {
    const { pace, sendAll } = target()
    await sendAll(1, { status })
    expect([await sendAll(20), pace.slowdown()]).toEqual([12, { atOnce: 12, reason: `status ${status}` }])
    await sendAll(10, { status })
    expect(pace.slowdown()?.atOnce).toBe(2)
  })

  test('rises again to 24, one by one, with answers of a target that is not busy', async () => {
    const { pace, sendAll } = target()
    await sendAll(1, { status: 503 })
    await sendAll(20 * 12)
    expect([await sendAll(100), pace.slowdown()]).toEqual([24, { atOnce: 12, reason: 'status 503' }])
  })

  test('falls where answers take far longer than they did, and says so', async () => {
    const { pace, sendAll } = target()
    await sendAll(30, { ms: 1 })
    await sendAll(30, { ms: 100 })
    expect(pace.slowdown()).toEqual({
      atOnce: 12,
      reason: expect.stringMatching(
        /^slower answers \(of the target, or of this machine\): \d+ ms each, where it was \d+ ms$/,
      ),
    })
  })

  test('does not fall where answers always took that long', async () => {
    const { pace, sendAll } = target()
    await sendAll(120, { ms: 100 })
    expect(pace.slowdown()).toBeUndefined()
  })
})
