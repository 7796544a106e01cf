import { describe, expect, test } from 'vitest'
import { replayTransport } from '../../../../src/conformance/replay/replay-transport.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import type { Exchange, ExchangeAnswer } from '../../../../src/conformance/types.ts'
import { asking } from '../../../support/scripted.ts'

const answered = (place: number, text: string, status = 200): ExchangeAnswer => ({
  kind: 'answered',
  place,
  status,
  headers: [['x-kept', 'yes']],
  body: { kind: 'kept', text },
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
const textOf = ({ body }: { body: Uint8Array }) => new TextDecoder().decode(body)

describe('replayTransport', () => {
  test('a request gets the status, the headers and the body that were recorded', async () => {
    const answer = await replayTransport([exchange({ answer: answered(1, 'text', 503) })])(request(), wholeRun)
    expect({ ...answer, headers: [...answer.headers], body: textOf(answer) }).toEqual({
      status: 503,
      headers: [['x-kept', 'yes']],
      body: 'text',
    })
  })

  test.each<[string, Partial<Exchange>]>([
    ['an exchange of another requirement is not used', { requirement: 'terminate.not-found.fault' }],
    ['an exchange of another case is not used', { caseName: 'a case' }],
    ['an exchange of another method is not used', { method: 'POST' }],
    ['an exchange of another path is not used', { path: '/sdk/other' }],
    ['an exchange of another query is not used', { query: '?a=b' }],
    ['an exchange of another token is not used', { headers: [['vmware-api-session-id', 'token']] }],
    ['an exchange of another body is not used', { body: '' }],
  ])('%s', async (_, given) => {
    const transport = replayTransport([exchange(given)])
    await expect(transport(request(), wholeRun)).rejects.toMatchObject({
      name: 'NotRecorded',
      message: 'the recorded run has no exchange for GET /sdk/currentSession',
    })
  })

  test('an exchange is used where all of that is equal, whatever its step and its other headers', async () => {
    const recorded = exchange({
      requirement: 'terminate.not-found.fault',
      caseName: 'a case',
      step: 'a step',
      method: 'POST',
      query: '?a=b',
      headers: [
        ['x-other', 'recorded'],
        ['vmware-api-session-id', 'token'],
      ],
      body: '{}',
    })
    const made = request({ method: 'POST', path: '/sdk/currentSession?a=b', token: 'token', body: '{}' })
    const purpose = { requirement: 'terminate.not-found.fault', caseName: 'a case', step: '' }
    expect(textOf(await replayTransport([recorded])(made, purpose))).toBe('text')
  })

  test('equal requests get their answers in the recorded order, each answer once', async () => {
    const transport = replayTransport([
      exchange({ sentAs: 0, answer: answered(1, 'first') }),
      exchange({ sentAs: 2, answer: { kind: 'unsent' } }),
      exchange({ sentAs: 3, answer: answered(4, 'second') }),
    ])
    expect(textOf(await transport(request(), wholeRun))).toBe('first')
    expect(textOf(await transport(request(), wholeRun))).toBe('second')
    await expect(transport(request(), wholeRun)).rejects.toMatchObject({ name: 'NotRecorded' })
  })

  test('answers come in the order in which they were recorded', async () => {
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

  test('a list does not show a session until its login is sent', async () => {
    const transport = replayTransport([
      exchange({ path: '/sdk/Login', method: 'POST', sentAs: 0, answer: answered(1, '{"key":"new"}') }),
      exchange({ path: '/sdk/sessionList', sentAs: 2, answer: answered(3, '[{"key":"new"}]') }),
      exchange({ path: '/sdk/sessionList', sentAs: 4, answer: answered(5, '[{"key":"new"}]') }),
    ])
    const list = async () => textOf(await transport(request({ path: '/sdk/sessionList' }), wholeRun))
    expect(await list()).toBe('[]')
    await transport(request({ path: '/sdk/Login', method: 'POST' }), wholeRun)
    expect(await list()).toBe('[{"key":"new"}]')
  })

  test.each<[string, ExchangeAnswer, object]>([
    [
      'a request with an incomplete answer fails with the recorded error',
      { kind: 'broken', place: 1, status: 200, message: 'half' },
      { name: 'BrokenAnswer', status: 200, message: 'half' },
    ],
    [
      'a request without an answer fails with the recorded error',
      { kind: 'unreachable', place: 1, reason: 'reset', message: 'lost' },
      { name: 'TargetUnreachable', reason: 'reset', message: 'lost' },
    ],
    [
      'a request whose answer was left out fails because it is not recorded',
      { kind: 'answered', place: 1, status: 200, headers: [], body: { kind: 'left-out', length: 1 } },
      {
        name: 'NotRecorded',
        message: 'the recorded run does not hold the body of the answer to GET /sdk/currentSession',
      },
    ],
  ])('%s', async (_, answer, error) => {
    await expect(replayTransport([exchange({ answer })])(request(), wholeRun)).rejects.toMatchObject(error)
  })
})
