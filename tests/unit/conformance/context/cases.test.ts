import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { predict } from '../../../../src/conformance/checks/sequence-model/predict.ts'
import { abridge } from '../../../../src/conformance/context/abridge.ts'
import { runCases } from '../../../../src/conformance/context/cases.ts'
import { faultSchema } from '../../../../src/conformance/context/fault-schema.ts'
import { idSource } from '../../../../src/conformance/context/id-source.ts'
import { sendTerminate, type TerminateRequest } from '../../../../src/conformance/context/terminate-call.ts'
import { failed, faultName, unreached, unsupported } from '../../../../src/conformance/errors/verdict-error.ts'

describe('the cases of a check', () => {
  const play = (endings: Record<string, unknown>) =>
    runCases(endings, async (_, ending) => {
      if (ending !== undefined) throw ending
    }).catch((error: unknown) => error)

  test('all are played, and none is named where all hold', async () => {
    const played: string[] = []
    await runCases({ one: 1, other: 2 }, async (name, value) => {
      played.push(`${name} ${value}`)
    })
    expect(played).toEqual(['one 1', 'other 2'])
  })

  test('the gravest ending is told: the suite’s own error, a failure, the rest', async () => {
    const ours = new TypeError('ours')
    const [fails, missing, lacks] = [failed('schema', 'wrong'), unreached('no way'), unsupported('suite', 'lacks')]
    expect(await play({ a: missing, b: fails, c: ours })).toBe(ours)
    expect(await play({ a: missing, b: fails, c: lacks })).toMatchObject({
      verdict: 'fail',
      finding: { code: 'schema', message: 'b: wrong' },
    })
    expect(await play({ a: undefined, b: lacks, c: missing })).toMatchObject({
      verdict: 'unsupported',
      finding: { message: 'b: lacks' },
    })
  })

  test('the others are waited for', async () => {
    const events: string[] = []
    await runCases({ fast: 0, slow: 1 }, async (name, turns) => {
      for (let turn = 0; turn < turns * 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
      events.push(name)
      throw unreached(name)
    }).catch(() => events.push('ended'))
    expect(events).toEqual(['fast', 'slow', 'ended'])
  })
})

describe('names', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1))
  test('of eight are all told, of more the first four and the last two', () => {
    expect(abridge(names(8))).toBe('1, 2, 3, 4, 5, 6, 7, 8')
    expect(abridge(names(9))).toBe('1, 2, 3, 4, …, 8, 9')
  })

  test.each([
    ['NotFound', 'NotFound'],
    ['N'.repeat(64), 'N'.repeat(64)],
    ['N'.repeat(65), '(of a name that is none)'],
    ['', '(of a name that is none)'],
    ['two words', '(of a name that is none)'],
    ['!NotFound', '(of a name that is none)'],
  ])('of a fault %s', (name, told) => {
    expect(faultName({ _typeName: name })).toBe(told)
  })
})

test('ids that are drawn follow from the seed and the name, have the form of keys, and are all different', () => {
  const draw = (seed: number, name: string) => {
    const source = idSource(seed, name)
    return [source(), source(), source()]
  }
  expect(draw(1, 'a')).toEqual(draw(1, 'a'))
  const all = [draw(1, 'a'), draw(2, 'a'), draw(1, 'b')].flat()
  expect(new Set(all).size).toBe(9)
  for (const id of all) expect(id).toMatch(/^52[0-9a-f]{6}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
})

describe('the page, as a function', () => {
  const loggedOn = new Set(['a', 'b', 'own'])
  test.each<[string[], string, string[]]>([
    [['a', 'b'], 'terminated', ['a', 'b']],
    [['b', 'unknown', 'a'], 'NotFound', ['b']],
    [['a', 'own', 'unknown'], 'InvalidArgument', ['a']],
    [['a', 'a'], 'NotFound', ['a']],
    [['own'], 'InvalidArgument', []],
    [[], 'terminated', []],
  ])('%j', (list, outcome, ended) => {
    expect(predict(list, 'own', loggedOn)).toEqual({ outcome, ended })
  })
})

describe('the schema of a fault', () => {
  const departures = faultSchema()
  test.each<[string, unknown, string[]]>([
    ['NotFound', { _typeName: 'NotFound' }, []],
    ['a subtype with a cause', { _typeName: 'InvalidArgument', faultCause: { _typeName: 'NotFound' } }, []],
    ['unknown properties', { _typeName: 'NotFound', more: 1 }, []],
    ['no name', { faultstring: 'x' }, ['the fault has no _typeName']],
    ['a name that is a number', { _typeName: 1 }, ['the fault has no _typeName']],
    ['null', null, ['the fault has no _typeName']],
    ['a string', 'NotFound', ['the fault has no _typeName']],
    ['an unknown name', { _typeName: 'Unheard' }, ['the fragment knows no fault Unheard']],
    ['a name of every object', { _typeName: 'constructor' }, ['the fragment knows no fault constructor']],
    ['what is no fault', { _typeName: 'UserSession', key: 'a' }, []],
    ['a text where a list belongs', { _typeName: 'NotFound', faultMessage: 'x' }, ['/faultMessage must be array']],
  ])('%s', (name, value, told) => {
    if (name === 'what is no fault') expect(departures(value).length).toBeGreaterThan(0)
    else expect(departures(value)).toEqual(told)
  })

  test('of which the messages have no end, is judged by the first that departs', () => {
    const told = departures({ _typeName: 'NotFound', faultMessage: Array(300_000).fill(0) })
    expect(told).toEqual(['/faultMessage/0 must be object'])
  })

  test('of which the causes have no end, is judged all the same', () => {
    let cause: object = { _typeName: 'NotFound' }
    for (let depth = 0; depth < 100_000; depth += 1) cause = { _typeName: 'NotFound', faultCause: cause }
    expect(departures(cause)).toEqual(['it is nested too deep to be judged'])
  })
})

describe('a TerminateSession as it goes out', () => {
  const address = { url: 'https://mock.invalid', release: '8.0.3.0', sessionManager: 'Session Manager' }
  const sent = async (request: TerminateRequest) => {
    const seen: object[] = []
    const body = new TextEncoder().encode('{"_typeName":"NotFound"}')
    const call = await sendTerminate(
      async (made) => {
        seen.push({ ...made, headers: Object.fromEntries(made.headers) })
        return { status: 500, headers: new Headers({ 'x-seen': 'yes' }), body }
      },
      address,
      request,
    )
    return { call, seen: seen[0] }
  }

  test('lawful', async () => {
    const { call, seen } = await sent({ token: 'token', body: '{}' })
    expect(seen).toEqual({
      method: 'POST',
      url: 'https://mock.invalid/sdk/vim25/8.0.3.0/SessionManager/Session%20Manager/TerminateSession',
      headers: { 'content-type': 'application/json', 'vmware-api-session-id': 'token' },
      body: '{}',
    })
    expect(call).toMatchObject({
      outcome: { kind: 'fault', fault: { _typeName: 'NotFound' } },
      status: 500,
      body: '{"_typeName":"NotFound"}',
    })
    expect(call.headers.get('x-seen')).toBe('yes')
  })

  test('without all that may be left out, and elsewhere', async () => {
    const { seen } = await sent({ method: 'GET', query: '?a=b', release: '99', moId: 'other' })
    expect(seen).toEqual({
      method: 'GET',
      url: 'https://mock.invalid/sdk/vim25/99/SessionManager/other/TerminateSession?a=b',
      headers: {},
      body: undefined,
    })
    expect((await sent({ body: '{}', contentType: null })).seen).toEqual(
      expect.objectContaining({ headers: {}, body: '{}' }),
    )
    expect((await sent({ contentType: 'application/json' })).seen).toEqual(
      expect.objectContaining({ headers: {}, body: undefined }),
    )
  })

  test.each<[unknown, string]>([
    [new TargetUnreachable('reset', 'it was lost'), 'TerminateSession was not answered: it was lost'],
    [new BrokenAnswer(200, 'it stopped'), 'TerminateSession was not answered whole: it stopped'],
  ])('that gets no answer is unreached', async (error, message) => {
    const sending = sendTerminate(() => Promise.reject(error), address, {})
    await expect(sending).rejects.toMatchObject({ verdict: 'unreached', finding: { code: 'unanswered', message } })
  })

  test('that fails for a reason of the suite’s own keeps it', async () => {
    await expect(sendTerminate(() => Promise.reject(new RangeError('ours')), address, {})).rejects.toThrow(RangeError)
  })
})
