import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import type { Outcome } from '../../../../src/client/outcome.ts'
import { interrupted, unanswered } from '../../../../src/conformance/errors/verdict-error.ts'
import { endInRounds } from '../../../../src/conformance/sessions/end-in-rounds.ts'

const ended: Outcome = { kind: 'terminated' }
const status = (code: number): Outcome => ({ kind: 'unexpected', status: code, body: '' })
const refused: Outcome = { kind: 'fault', fault: { _typeName: 'NoPermission' } as never } // Only its name is read.
const lost = new TargetUnreachable('reset', 'lost')

/** Ends the sessions of a target that gives these answers, in turn, to the calls that name each; the last one again and again. */
async function endAt(answers: Record<string, (Outcome | Error)[]>, given: { list?: (read: number) => boolean } = {}) {
  const open = new Set(Object.keys(answers))
  const named: string[] = []
  const waits: number[] = []
  const controller = new AbortController()
  let reads = 0
  const left = await endInRounds(Object.keys(answers), {
    async end(key) {
      named.push(key)
      const of = answers[key] ?? []
      const answer = of.length > 1 ? of.shift() : of[0]
      if (answer instanceof Error) {
        if (answer.message === interrupted().message) controller.abort()
        throw answer
      }
      if (answer === undefined) throw new Error('no answer is given')
      if (answer === ended) open.delete(key)
      return answer
    },
    async stillOpen(keys) {
      reads += 1
      return given.list?.(reads) === false ? undefined : keys.filter((key) => open.has(key))
    },
    async wait(ms) {
      waits.push(ms)
    },
    signal: controller.signal,
  })
  return { left: Object.fromEntries(left), named, waits }
}

describe('endInRounds', () => {
  test('what was ended at once is named once', async () => {
    expect(await endAt({ one: [ended], two: [ended] })).toEqual({ left: {}, named: ['one', 'two'], waits: [] })
  })

  test('without a session, nothing is sent', async () => {
    expect(await endAt({})).toEqual({ left: {}, named: [], waits: [] })
  })

  test.each<[string, Outcome | Error]>([
    ...[429, 502, 503, 504].map((code): [string, Outcome] => [`status ${code}`, status(code)]),
    ['a lost connection', lost],
    ['an incomplete answer', new BrokenAnswer(204, 'incomplete')],
  ])('after %s, a session is named again, once or twice', async (_, answer) => {
    expect(await endAt({ one: [answer, ended] })).toEqual({ left: {}, named: ['one', 'one'], waits: [300] })
    expect(await endAt({ one: [answer, answer, ended] })).toMatchObject({ left: {}, waits: [300, 300] })
  })

  test.each<[string, (Outcome | Error)[], string]>([
    ['status 503', [status(503)], 'status 503, three times'],
    ['a lost connection', [lost], 'connection lost, three times'],
    ['several answers', [lost, status(502), status(502)], 'connection lost; status 502, twice'],
    [
      'a success that ends nothing',
      [{ kind: 'terminated' }],
      'answered with success, and still in sessionList, three times',
    ],
    ['a fault', [refused], 'the fault NoPermission'],
    ['another status', [status(404)], 'status 404'],
    ['no answer in time', [new TargetUnreachable('timeout', 'late')], 'no answer (timeout)'],
    ['no answer any more', [unanswered('nothing more was sent')], 'nothing more was sent'],
  ])('a session is left after %s, with the reason', async (_, answers, reason) => {
    expect(await endAt({ one: answers })).toMatchObject({ left: { one: reason } })
  })

  test('as long as something ends, the others are named again', async () => {
    const answers = Object.fromEntries(
      [0, 1, 2, 3, 4].map((before) => [
        `after ${before}`,
        [...Array.from({ length: before }, () => status(404)), ended],
      ]),
    )
    expect(await endAt({ ...answers, never: [status(404)] })).toMatchObject({ left: { never: 'status 404, 6 times' } })
  })

  test('where sessionList cannot be read afterwards, all are left', async () => {
    expect(await endAt({ one: [ended], two: [status(503)] }, { list: () => false })).toMatchObject({
      left: { one: 'answered with success, and sessionList could not be read', two: 'status 503' },
      named: ['one', 'two'],
    })
  })

  test('after an interruption, what was ended is known, and nothing more is named', async () => {
    expect(await endAt({ one: [ended], two: [interrupted()], three: [status(503)] })).toMatchObject({
      left: { two: 'interrupted', three: 'status 503' },
      named: ['one', 'two', 'three'],
    })
  })

  test('an error of the suite itself is thrown', async () => {
    await expect(endAt({ one: [] })).rejects.toThrow('no answer is given')
  })
})
