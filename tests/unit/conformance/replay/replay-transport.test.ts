import { describe, expect, test } from 'vitest'
import { type Recording, recordedTarget } from '../../../../src/conformance/replay/recorded-target.ts'
import { replayTransport } from '../../../../src/conformance/replay/replay-transport.ts'
import { type Exchange, type ExchangeAnswer, statusOf } from '../../../../src/conformance/transport/exchange.ts'
import { asking } from '../../../support/scripted.ts'

const answered = (place: number, text: string, given: { status?: number } = {}): ExchangeAnswer => ({
  kind: 'answered',
  place,
  status: 200,
  headers: [['x-kept', 'yes']],
  body: { kind: 'kept', text },
  ...given,
})

const exchange = (given: Partial<Exchange> = {}): Exchange => ({
  ...asking('/sdk/currentSession'),
  answer: answered(1, 'text'),
  ...given,
})

const request = (given: { path?: string; method?: string; token?: string; body?: string } = {}) => ({
  method: given.method ?? 'GET',
  url: `https://recorded.invalid${given.path ?? '/sdk/currentSession'}`,
  headers: new Headers(given.token === undefined ? {} : { 'vmware-api-session-id': given.token }),
  body: given.body,
})
const wholeRun = { requirement: undefined, caseName: '' }
const textOf = ({ body }: { body: Uint8Array }) => new TextDecoder().decode(body)

describe('a recorded run', () => {
  test('answers as it was answered', async () => {
    const answer = await replayTransport([exchange({ answer: answered(1, 'text', { status: 503 }) })])(
      request(),
      wholeRun,
    )
    expect({ ...answer, headers: [...answer.headers], body: textOf(answer) }).toEqual({
      status: 503,
      headers: [['x-kept', 'yes']],
      body: 'text',
    })
  })

  test.each<[string, Partial<Exchange>]>([
    ['requirement', { requirement: 'terminate.not-found.fault' }],
    ['stage', { caseName: '/a case' }],
    ['method', { method: 'POST' }],
    ['path', { path: '/sdk/other' }],
    ['query', { query: '?a=b' }],
    ['token', { headers: [['vmware-api-session-id', 'token']] }],
    ['body', { body: '' }],
  ])('has no answer for a request of another %s', async (_, given) => {
    const transport = replayTransport([exchange(given)])
    await expect(transport(request(), wholeRun)).rejects.toMatchObject({
      name: 'NotRecorded',
      message: 'the recorded run has no such exchange: GET /sdk/currentSession',
    })
  })

  test('tells requests apart by all of that, and by no other header', async () => {
    const made: Exchange = exchange({
      requirement: 'terminate.not-found.fault',
      caseName: '/a case',
      method: 'POST',
      query: '?a=b',
      headers: [
        ['x-other', 'of then'],
        ['vmware-api-session-id', 'token'],
      ],
      body: '{}',
    })
    const asked = request({ method: 'POST', path: '/sdk/currentSession?a=b', token: 'token', body: '{}' })
    const answer = await replayTransport([made])(asked, {
      requirement: 'terminate.not-found.fault',
      caseName: '/a case',
    })
    expect(textOf(answer)).toBe('text')
  })

  test('answers equal requests in the order of then, and each once', async () => {
    const transport = replayTransport([
      exchange({ sentAs: 0, answer: answered(1, 'first') }),
      exchange({ sentAs: 2, answer: { kind: 'unsent' } }),
      exchange({ sentAs: 3, answer: answered(4, 'second') }),
    ])
    expect(textOf(await transport(request(), wholeRun))).toBe('first')
    expect(textOf(await transport(request(), wholeRun))).toBe('second')
    await expect(transport(request(), wholeRun)).rejects.toMatchObject({ name: 'NotRecorded' })
  })

  test('answers in the order in which answers came then', async () => {
    const transport = replayTransport([
      exchange({ path: '/a', sentAs: 0, answer: answered(3, 'a') }),
      exchange({ path: '/b', sentAs: 1, answer: answered(2, 'b') }),
    ])
    const order: string[] = []
    const note = async (path: string) => {
      await transport(request({ path }), wholeRun)
      order.push(path)
    }
    await Promise.all([note('/a'), note('/b')])
    expect(order).toEqual(['/b', '/a'])
  })

  test('fails as it failed', async () => {
    const transport = replayTransport([
      exchange({ path: '/broken', answer: { kind: 'broken', place: 1, status: 200, message: 'half' } }),
      exchange({ path: '/lost', answer: { kind: 'unreachable', place: 1, reason: 'reset', message: 'lost' } }),
      exchange({
        path: '/long',
        answer: { kind: 'answered', place: 1, status: 200, headers: [], body: { kind: 'left-out', length: 1 } },
      }),
    ])
    const of = (path: string) => transport(request({ path }), wholeRun)
    await expect(of('/broken')).rejects.toMatchObject({ name: 'BrokenAnswer', status: 200, message: 'half' })
    await expect(of('/lost')).rejects.toMatchObject({ name: 'TargetUnreachable', reason: 'reset', message: 'lost' })
    await expect(of('/long')).rejects.toMatchObject({
      name: 'NotRecorded',
      message: 'the recorded run left out the body of the answer to GET /long',
    })
  })
})

describe('a recorded list', () => {
  const login = exchange({
    method: 'POST',
    path: '/sdk/Login',
    sentAs: 2,
    answer: answered(3, '{"key":"newcomer"}'),
  })
  const list = (place: number, text = '[{"key":"old"},{"key":"newcomer"},7,{"key":1}]', path = '/sdk/sessionList') =>
    exchange({ path, sentAs: 0, answer: answered(place, text) })
  const shown = async (exchanges: Exchange[], isLoggedIn = false, path = '/sdk/sessionList') => {
    const transport = replayTransport(exchanges)
    if (isLoggedIn) await transport(request({ method: 'POST', path: '/sdk/Login' }), wholeRun)
    return textOf(await transport(request({ path }), wholeRun))
  }

  test('does not show a session whose login is yet to be asked for', async () => {
    expect(await shown([login, list(4)])).toBe('[{"key":"old"},7,{"key":1}]')
  })

  test.each<[string, () => Promise<string>]>([
    ['shows it once it was asked for', () => shown([login, list(4)], true)],
    ['shows it where it was shown too early then', () => shown([login, list(1)])],
    ['shows what no login of the run has begun', () => shown([list(4)])],
    [
      'shows it where its login was not answered whole',
      () => shown([{ ...login, answer: { kind: 'broken', place: 3, status: 200, message: '' } }, list(4)]),
    ],
    ['shows it where what began it was no login', () => shown([{ ...login, path: '/sdk/Logout' }, list(4)])],
  ])('%s', async (_, told) => {
    expect(await told()).toBe('[{"key":"old"},{"key":"newcomer"},7,{"key":1}]')
  })

  test.each(['no JSON', '{"key":"newcomer"}', 'null', ''])('that is none is left as it is: %s', async (text) => {
    expect(await shown([login, list(4, text)])).toBe(text)
  })

  test('is none by another name', async () => {
    const text = '[{"key":"newcomer"}]'
    expect(await shown([login, list(4, text, '/sdk/other')], false, '/sdk/other')).toBe(text)
  })
})

describe('a recorded run as a target', () => {
  const loginAs = (userName: string, password: string) =>
    exchange({ method: 'POST', path: '/sdk/Login', body: JSON.stringify({ userName, password }) })
  const of = (requirement: string) => exchange({ requirement, path: `/${requirement}` })
  const recording = (given: Partial<Recording> = {}): Recording => ({
    target: { url: 'https://recorded.invalid', release: '8.0.3.0', product: 'a product' },
    run: {
      startedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 1,
      seed: 42,
      concurrency: 3,
      strict: true,
      exclusive: true,
      interrupted: true,
      release: 'auto',
      principals: { controller: 'admin', limited: 'reader' },
    },
    manifest: ['one', 'two'],
    exchanges: [
      exchange({ path: '/sdk/Login', method: 'POST' }),
      exchange({ path: '/sdk/Login', method: 'POST', body: 'no JSON' }),
      exchange({ path: '/sdk/other', body: JSON.stringify({ userName: 'reader', password: 'wrong' }) }),
      loginAs('admin', 'pseudonym-1'),
      loginAs('reader', 'pseudonym-2'),
      of('one'),
      of('two'),
    ],
    lacking: [],
    ...given,
  })
  const has = async (given: ReturnType<typeof recordedTarget>, requirement: string) =>
    given.target.replay
      ?.transport(request({ path: `/${requirement}` }), { requirement, caseName: '' })
      .then(() => true)
      .catch(() => false)

  test('is judged as it was, by the principals of then', () => {
    const { target, options } = recordedTarget(recording())
    expect(target).toEqual({
      url: 'https://recorded.invalid',
      release: 'auto',
      replay: { transport: expect.any(Function), recordedAt: '2026-01-01T00:00:00.000Z', wasInterrupted: true },
      controller: { userName: 'admin', password: 'pseudonym-1' },
      limited: { userName: 'reader', password: 'pseudonym-2' },
    })
    expect(options).toEqual({
      seed: 42,
      concurrency: 3,
      strict: true,
      exclusive: true,
      only: ['one', 'two'],
      allowPlaintext: true,
    })
  })

  test('without a second principal, and without any login', () => {
    const given = recording()
    const { target } = recordedTarget({
      ...given,
      run: { ...given.run, principals: { controller: 'admin' } },
      exchanges: [],
    })
    expect(target.controller).toEqual({ userName: 'admin', password: '' })
    expect('limited' in target).toBe(false)
  })

  test('has what belongs to what is judged, and is whole', async () => {
    const seen = async (given: Partial<Recording>, only: string[] = []) => {
      const recorded = recordedTarget(recording(given), only)
      return [recorded.options.only, await has(recorded, 'one'), await has(recorded, 'two')]
    }
    expect(await seen({})).toEqual([['one', 'two'], true, true])
    expect(await seen({}, ['two'])).toEqual([['two'], false, true])
    expect(await seen({ lacking: ['one'] })).toEqual([['one', 'two'], false, true])
    expect(await seen({ lacking: [''] })).toEqual([['one', 'two'], false, false])
  })
})

test('the status of an exchange is that of its answer, where one came', () => {
  const answers: ExchangeAnswer[] = [
    answered(1, '', { status: 204 }),
    { kind: 'broken', place: 1, status: 500, message: '' },
    { kind: 'unreachable', place: 1, reason: 'reset', message: '' },
    { kind: 'unsent' },
  ]
  expect(answers.map((answer) => statusOf(exchange({ answer })))).toEqual([204, 500, undefined, undefined])
})
