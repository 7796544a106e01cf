import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { NotRecorded } from '../../../../src/conformance/errors/not-recorded.ts'
import { circuitBreaker } from '../../../../src/conformance/transport/circuit-breaker.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'

const request = { method: 'GET', url: 'https://mock.invalid/sdk', headers: new Headers(), body: undefined }

/** A circuit breaker before a target that answers with these statuses and errors, over and over. */
function breakerBefore(...answers: (number | Error)[]) {
  return breakerFor('sdk', ...answers)
}

/** The same for requests of one operation. */
function breakerFor(member: string, ...answers: (number | Error)[]) {
  let sent = 0
  const transport = circuitBreaker(async () => {
    const next = answers[sent % answers.length]
    sent += 1
    if (typeof next !== 'number') throw next
    return { status: next, headers: new Headers(), body: new Uint8Array() }
  })
  const url = `https://mock.invalid/${member}`
  return { send: () => transport({ ...request, url }, wholeRun), sent: () => sent }
}

/** Sends a number of requests. @returns what the last one came to. */
async function sendRepeatedly(send: () => Promise<unknown>, count: number): Promise<unknown> {
  let last: unknown
  for (let made = 0; made < count; made += 1) last = await send().catch((error: unknown) => error)
  return last
}

describe('circuitBreaker', () => {
  test.each<[string, Error]>([
    [
      'after eight requests in a row that got no answer, nothing more is sent',
      new TargetUnreachable('timeout', 'late'),
    ],
    [
      'after eight requests in a row that got an incomplete answer, nothing more is sent',
      new BrokenAnswer(200, 'half'),
    ],
  ])('%s', async (_, error) => {
    const { send, sent } = breakerBefore(error)
    expect(await sendRepeatedly(send, 8)).toBe(error)
    expect(await sendRepeatedly(send, 3)).toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'unanswered',
        message: 'the target left 8 requests in a row unanswered; nothing more was sent',
      },
    })
    expect(sent()).toBe(8)
  })

  test('a target that answers some requests is sent every request', async () => {
    const { send, sent } = breakerBefore(new TargetUnreachable('timeout', 'late'), 500)
    await sendRepeatedly(send, 40)
    expect(sent()).toBe(40)
  })

  test('a request that a recorded run does not hold counts as no missing answer', async () => {
    const { send, sent } = breakerBefore(new NotRecorded('nothing'))
    await sendRepeatedly(send, 20)
    expect(sent()).toBe(20)
  })

  test.each<[number, Error]>([
    [20, new TargetUnreachable('reset', 'lost')],
    [20, new BrokenAnswer(200, 'half')],
    [8, new TargetUnreachable('timeout', 'late')],
  ])('of twenty calls of TerminateSession, %i are sent where each ends so: %s', async (expected, error) => {
    const { send, sent } = breakerFor('TerminateSession', error)
    await sendRepeatedly(send, 20)
    expect(sent()).toBe(expected)
  })

  test('an error of the suite counts as no missing answer', async () => {
    const { send, sent } = breakerBefore(new TypeError('ours'))
    await sendRepeatedly(send, 20)
    expect(sent()).toBe(20)
  })
})
