import { describe, expect, test } from 'vitest'
import { type Calls, expectNoEffect } from '../../../../src/conformance/checks/calls-without-effect.ts'
import type { CheckContext } from '../../../../src/conformance/context/check-context.ts'
import type { Call } from '../../../../src/conformance/context/terminate-call.ts'
import { failed, unanswered, unreached, withPrefix } from '../../../../src/conformance/errors/verdict-error.ts'
import type { TestSession } from '../../../../src/conformance/sessions/session-registry.ts'
import { testSession } from '../../../support/scripted.ts'

const answer = (status: number): Call => ({
  outcome: { kind: 'unexpected', status, body: '' },
  status,
  headers: new Headers(),
  body: '',
})

/** What a call does: whether it ends the session, and with which status it is answered, or what it throws. */
type Effect = { ends?: boolean; status?: number; throws?: Error }

/** Makes calls with these effects, in each round, of which each has a session of its own. */
async function make(rounds: Record<string, Effect>[], expectAlive?: () => Promise<void>) {
  const events: string[] = []
  const ended = new Set<TestSession>()
  const left = [...rounds]
  let opened = 0
  let underWay = 0
  let mostAtOnce = 0

  async function prepare() {
    opened += 1
    const session = testSession(`session ${opened}`)
    const calls: Calls = {}
    for (const [name, { ends = false, status = 400, throws }] of Object.entries(left.shift() ?? {})) {
      calls[name] = async () => {
        events.push(name)
        underWay += 1
        mostAtOnce = Math.max(mostAtOnce, underWay)
        await new Promise((resolve) => setImmediate(resolve))
        underWay -= 1
        if (ends) ended.add(session)
        if (throws !== undefined) throw throws
        return answer(status)
      }
    }
    return { sessions: [session] as const, calls }
  }

  const context: Partial<CheckContext> = {
    step: (name, run) =>
      run().catch((error: unknown) => {
        throw withPrefix(name, error)
      }),
    expectSessions: (sessions) => ({
      async toBeAlive() {
        const all = [sessions].flat()
        events.push(`look at ${all.map(({ label }) => label).join(', ')}`)
        await expectAlive?.()
        const wrong = all.find((session) => ended.has(session))
        if (wrong !== undefined) throw failed('wrongly-ended', `${wrong.label} is dead.`)
      },
      toBeDead: async () => {},
    }),
  }
  const judge = async ({ status }: Call) => {
    if (status === 204) throw failed('unexpected-success', 'expected a refusal')
    if (status === 503) throw failed('unexpected-status', 'expected a refusal, got 503')
  }
  // Nothing else of a context is used.
  const ending: unknown = await expectNoEffect(context as CheckContext, prepare, judge).then(
    (sessions) => sessions.map(({ label }) => label),
    (error: unknown) => error,
  )
  return { ending, events, mostAtOnce, isIdle: underWay === 0 }
}

const refused: Effect = {}

describe('expectNoEffect', () => {
  test('all calls are sent, the sessions are looked at once, and they are given back', async () => {
    const { ending, events } = await make([{ one: refused, two: refused, three: refused }])
    expect(ending).toEqual(['session 1'])
    expect(events).toEqual(['one', 'two', 'three', 'look at session 1'])
  })

  test('at most sixteen calls are under way at once', async () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`call ${at}`, refused]))
    const { ending, events, mostAtOnce } = await make([many])
    expect([ending, events.length, mostAtOnce]).toEqual([['session 1'], 21, 16])
  })

  test('where a session has ended, a second round names the call that did it, with a session of its own', async () => {
    const calls = { one: refused, two: { ends: true }, three: refused }
    const { ending, events } = await make([calls, calls])
    expect(ending).toEqual(withPrefix('two', failed('wrongly-ended', 'session 2 is dead.')))
    expect(events.slice(4)).toEqual(['one', 'look at session 2', 'two', 'look at session 2'])
  })

  test('where a call was answered with success, a second round names it, and no more are sent before it', async () => {
    const calls = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [`call ${at}`, { status: at === 2 ? 204 : 400 }]),
    )
    const { ending, events } = await make([calls, calls])
    expect(ending).toEqual(withPrefix('call 2', failed('unexpected-success', 'expected a refusal')))
    expect(events.slice(0, 17)).toEqual([...Array.from({ length: 16 }, (_, at) => `call ${at}`), 'look at session 1'])
    expect(events.slice(-2)).toEqual(['call 2', 'look at session 2'])
  })

  test('a session that has ended outranks an answer', async () => {
    const calls = { one: { status: 204 }, two: { ends: true } }
    const { ending } = await make([calls, { one: refused, two: { ends: true } }])
    expect(ending).toEqual(withPrefix('two', failed('wrongly-ended', 'session 2 is dead.')))
  })

  test.each<[string, Effect, unknown]>([
    ['a session that has ended', { ends: true }, failed('wrongly-ended', 'session 1 is dead.')],
    ['a success', { status: 204 }, withPrefix('one', failed('unexpected-success', 'expected a refusal'))],
  ])('where the second round finds nothing, the first finding is thrown: %s', async (_, effect, expected) => {
    const { ending, events } = await make([{ one: effect }, { one: refused }])
    expect(ending).toEqual(expected)
    expect(events).toEqual(['one', 'look at session 1', 'one', 'look at session 2'])
  })

  test('an answer with a wrong status is found at once, with the name of its call', async () => {
    const { ending, events } = await make([{ one: refused, two: { status: 503 }, three: { status: 503 } }])
    expect(ending).toEqual(withPrefix('two', failed('unexpected-status', 'expected a refusal, got 503')))
    expect(events).toEqual(['one', 'two', 'three', 'look at session 1'])
  })

  test('a call without an answer is thrown with its name, when no other call is under way any more', async () => {
    const { ending, events, isIdle } = await make([{ one: { throws: unanswered('lost') }, two: refused }])
    expect([ending, isIdle]).toEqual([withPrefix('one', unanswered('lost')), true])
    expect(events).toEqual(['one', 'two'])
  })

  test.each<[string, Error]>([
    ['where the sessions cannot be looked at, that is thrown', unreached('no list')],
    ["the suite's own error is thrown", new TypeError('ours')],
  ])('%s, without a second round', async (_, error) => {
    const { ending, events } = await make([{ one: { status: 204 } }], () => Promise.reject(error))
    expect([ending, events]).toEqual([error, ['one', 'look at session 1']])
  })
})
