import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import type { WholeAnswer } from '../../../../src/client/message.ts'
import { createWeather } from '../../../../src/conformance/transport/weather.ts'

const purpose = { requirement: 'terminate.a', caseName: '', step: '' }
const base = 'https://mock.invalid/sdk/vim25/8.0.3.0/SessionManager/SessionManager'
const answer = (status: number, headers: Record<string, string> = {}): WholeAnswer => ({
  status,
  headers: new Headers(headers),
  body: new Uint8Array(),
})
const lost = new TargetUnreachable('reset', 'lost')

/** What comes of a request at a server that gives these answers, in order. */
async function sending(
  method: string,
  member: string,
  answers: readonly (WholeAnswer | Error)[],
  given: { repeatable?: boolean } = {},
) {
  const waits: number[] = []
  const weather = createWeather({
    wait: async (ms) => {
      waits.push(ms)
    },
    sinceStart: () => 7,
  })
  const left = [...answers]
  const send = weather.patient(async () => {
    const next = left.shift()
    if (next === undefined) throw new Error('one request too many')
    if (next instanceof Error) throw next
    return next
  }, purpose)
  const request = { method, url: `${base}/${member}`, headers: new Headers(), body: undefined, ...given }
  const ending = await send(request).then(
    ({ status }) => status,
    (error: Error) => error.message,
  )
  return { ending, waits, retries: weather.retries, weather, send, request }
}

describe('patient', () => {
  test.each<[string, string, string, (WholeAnswer | Error)[], unknown, number[], string[]]>([
    ['a read that is answered is not repeated', 'GET', 'sessionList', [answer(200)], 200, [], []],
    [
      'a read is repeated after a short delay',
      'GET',
      'sessionList',
      [answer(503), answer(200)],
      200,
      [100],
      ['status 503'],
    ],
    [
      'a read is repeated three times, after longer delays each time, and then its answer stands',
      'GET',
      'currentSession',
      [answer(502), answer(504), answer(429), answer(503)],
      503,
      [100, 300, 900],
      ['status 502', 'status 504', 'status 429'],
    ],
    [
      'a read whose connection was lost is repeated',
      'GET',
      'content',
      [lost, answer(200)],
      200,
      [100],
      ['connection lost'],
    ],
    ['hello, which is a POST, is repeated', 'POST', 'system', [lost, answer(200)], 200, [100], ['connection lost']],
    [
      'the delay that the server names is kept',
      'GET',
      'sessionList',
      [answer(503, { 'retry-after': '2' }), answer(200)],
      200,
      [2000],
      ['status 503'],
    ],
    [
      'a delay that is a date is not used',
      'GET',
      'sessionList',
      [answer(503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:00 GMT' }), answer(200)],
      200,
      [100],
      ['status 503'],
    ],
    [
      'a server that asks to wait for long is not asked again',
      'GET',
      'sessionList',
      [answer(503, { 'retry-after': '6' })],
      503,
      [],
      [],
    ],
    ['another status stands', 'GET', 'sessionList', [answer(500)], 500, [], []],
    ['a login is given back after the delay, for others to repeat', 'POST', 'Login', [answer(503)], 503, [100], []],
    ['a judged call is given back after the delay', 'POST', 'TerminateSession', [answer(503)], 503, [100], []],
    ['a judged call that is a GET is not repeated either', 'GET', 'TerminateSession', [answer(503)], 503, [100], []],
    [
      'a clone is given back after the delay, for others to repeat',
      'POST',
      'CloneSession',
      [answer(503)],
      503,
      [100],
      [],
    ],
    ['a ticket is asked for again', 'POST', 'AcquireCloneTicket', [lost, answer(200)], 200, [100], ['connection lost']],
    [
      'whether a session is active is asked again',
      'POST',
      'SessionIsActive',
      [answer(503), answer(200)],
      200,
      [100],
      ['status 503'],
    ],
    [
      'a Logout that was answered is repeated',
      'POST',
      'Logout',
      [answer(503), answer(204)],
      204,
      [100],
      ['status 503'],
    ],
    [
      'a Logout whose connection was lost is not: it may have been carried out',
      'POST',
      'Logout',
      [lost],
      'lost',
      [100],
      [],
    ],
  ])('%s', async (_, method, member, answers, ending, waits, reasons) => {
    const sent = await sending(method, member, answers)
    expect([sent.ending, sent.waits]).toEqual([ending, waits])
    expect(sent.retries).toEqual(
      reasons.map((reason) => ({ requirement: 'terminate.a', request: member, reason, afterMs: 7 })),
    )
  })

  test('what stays so after all repetitions is not repeated again', async () => {
    const { send, request, waits, weather } = await sending('GET', 'sessionList', Array(5).fill(answer(503)))
    expect(weather.isPersistent('sessionList')).toBe(true)
    expect(await send(request)).toMatchObject({ status: 503 })
    expect(waits).toEqual([100, 300, 900])
  })

  test('the answers to judged calls are kept by their requirement', async () => {
    const { weather } = await sending('POST', 'TerminateSession', [answer(503)])
    expect([weather.unrepeated('terminate.a'), weather.unrepeated('terminate.b')]).toEqual([
      [{ reason: 'status 503', where: '/' }],
      [],
    ])
  })

  test('a judged call that must end nothing is repeated', async () => {
    const sent = await sending('POST', 'TerminateSession', [answer(503), lost, answer(400)], { repeatable: true })
    expect([sent.ending, sent.waits, sent.weather.unrepeated('terminate.a')]).toEqual([400, [100, 300], []])
    expect(sent.retries.map(({ request, reason }) => [request, reason])).toEqual([
      ['TerminateSession', 'status 503'],
      ['TerminateSession', 'connection lost'],
    ])
  })

  test('neither a login nor a clone is kept among the judged calls', async () => {
    for (const member of ['Login', 'CloneSession']) {
      const { weather } = await sending('POST', member, [answer(503)])
      expect(weather.unrepeated('terminate.a')).toEqual([])
    }
  })

  test('a server that asks to wait for too long ends all patience with logins', async () => {
    const { weather } = await sending('POST', 'Login', [answer(429, { 'retry-after': '60' })])
    expect(weather.hasGivenUp).toBe(true)
  })
})
