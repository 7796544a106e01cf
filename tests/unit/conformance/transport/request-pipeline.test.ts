import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { NotRecorded } from '../../../../src/conformance/errors/not-recorded.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import { abortable, circuitBreaker } from '../../../../src/conformance/transport/request-pipeline.ts'

const request = { method: 'GET', url: 'https://mock.invalid/sdk', headers: new Headers(), body: undefined }
const answer = (status: number) => ({ status, headers: new Headers(), body: new Uint8Array() })

describe('a target is given up', () => {
  const answering = (...answers: (number | Error)[]) => {
    let sent = 0
    const carry = circuitBreaker(async () => {
      const next = answers[sent % answers.length]
      sent += 1
      if (typeof next === 'number') return answer(next)
      throw next
    })
    return { send: () => carry(request, wholeRun), sent: () => sent }
  }
  const attempts = async (send: () => Promise<unknown>, count: number) => {
    let last: unknown
    for (let made = 0; made < count; made += 1) last = await send().catch((error: unknown) => error)
    return last
  }

  test.each([new TargetUnreachable('timeout', 'late'), new BrokenAnswer(200, 'half')])(
    'after eight requests in a row without an answer ($name)',
    async (error) => {
      const { send, sent } = answering(error)
      expect(await attempts(send, 8)).toBe(error)
      expect(await attempts(send, 3)).toMatchObject({
        verdict: 'unreached',
        finding: { code: 'unanswered', message: 'the target stopped answering and was given up' },
      })
      expect(sent()).toBe(8)
    },
  )

  test('not while it answers now and then', async () => {
    const { send, sent } = answering(new TargetUnreachable('timeout', 'late'), 500)
    await attempts(send, 40)
    expect(sent()).toBe(40)
  })

  test('not for what a recorded run does not hold', async () => {
    const { send, sent } = answering(new NotRecorded('nothing'))
    await attempts(send, 20)
    expect(sent()).toBe(20)
  })

  test('not for what is the suite’s own error', async () => {
    const { send, sent } = answering(new TypeError('ours'))
    await attempts(send, 20)
    expect(sent()).toBe(20)
  })
})

test('once a run is interrupted, nothing more is sent', async () => {
  const interruption = new AbortController()
  let sent = 0
  const send = abortable(async () => {
    sent += 1
    return answer(200)
  }, interruption.signal)
  await send(request)
  interruption.abort()
  await expect(send(request)).rejects.toMatchObject({ verdict: 'unreached', finding: { code: 'interrupted' } })
  expect(sent).toBe(1)
})
