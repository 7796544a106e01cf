import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../src/client/index.ts'
import { wholeRun } from '../../../src/conformance/evidence/exchange.ts'
import { NotRecorded } from '../../../src/conformance/evidence/not-recorded.ts'
import { givingUp, interruptible } from '../../../src/conformance/run/run.ts'

const request = () => new Request('https://mock.invalid/sdk')

describe('a target is given up', () => {
  const answering = (...answers: (number | Error)[]) => {
    let sent = 0
    const carry = givingUp(async () => {
      const answer = answers[sent % answers.length]
      sent += 1
      if (typeof answer === 'number') return new Response(null, { status: answer })
      throw answer
    })
    return { fetch: (made: Request) => carry(made, wholeRun), sent: () => sent }
  }
  const attempts = async (fetch: (request: Request) => Promise<Response>, count: number) => {
    let last: unknown
    for (let made = 0; made < count; made += 1) last = await fetch(request()).catch((error: unknown) => error)
    return last
  }

  test.each([new TargetUnreachable('timeout', 'late'), new BrokenAnswer(200, 'half')])(
    'after eight requests in a row without an answer ($name)',
    async (error) => {
      const { fetch, sent } = answering(error)
      expect(await attempts(fetch, 8)).toBe(error)
      expect(await attempts(fetch, 3)).toMatchObject({
        verdict: 'unreached',
        finding: { code: 'unanswered', message: 'the target stopped answering and was given up' },
      })
      expect(sent()).toBe(8)
    },
  )

  test('not while it answers now and then', async () => {
    const { fetch, sent } = answering(new TargetUnreachable('timeout', 'late'), 500)
    await attempts(fetch, 40)
    expect(sent()).toBe(40)
  })

  test('not for what a recorded run does not hold', async () => {
    const { fetch, sent } = answering(new NotRecorded('nothing'))
    await attempts(fetch, 20)
    expect(sent()).toBe(20)
  })

  test('not for what is the suite’s own error', async () => {
    const { fetch, sent } = answering(new TypeError('ours'))
    await attempts(fetch, 20)
    expect(sent()).toBe(20)
  })
})

test('once a run is interrupted, nothing more is sent', async () => {
  const interruption = new AbortController()
  let sent = 0
  const fetch = interruptible(async () => {
    sent += 1
    return new Response()
  }, interruption.signal)
  await fetch(request())
  interruption.abort()
  await expect(fetch(request())).rejects.toMatchObject({ verdict: 'unreached', finding: { code: 'interrupted' } })
  expect(sent).toBe(1)
})
