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
  given: { repeatable?: boolean; isClockRunning?: boolean } = {},
) {
  const waits: number[] = []
  const weather = createWeather({
    wait: async (ms) => {
      waits.push(ms)
    },
    // Time passes while the run waits, once it is told to.
    sinceStart: () => 7 + (given.isClockRunning ? waits.reduce((sum, ms) => sum + ms, 0) : 0),
  })
  const unjudged = new Map<number, string>()
  const left = [...answers]
  const send = weather.patient(
    async () => {
      const next = left.shift()
      if (next === undefined) throw new Error('one request too many')
      if (next instanceof Error) throw next
      return next
    },
    purpose,
    unjudged,
  )
  const request = { method, url: `${base}/${member}`, headers: new Headers(), body: undefined, ...given }
  const ending = await send(request).then(
    ({ status }) => status,
    (error: Error) => error.message,
  )
  return { ending, waits, retries: weather.retries, weather, send, request, unjudged }
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
      [100, 400, 1500],
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
      'a server that asks to wait for long is asked again all the same',
      'GET',
      'sessionList',
      [answer(503, { 'retry-after': '6' }), answer(200)],
      200,
      [100],
      ['status 503'],
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

  test('what stays so after all repetitions is not repeated until it is answered', async () => {
    const busy = [503, 503, 503, 503, 503, 200, 503, 200].map((status) => answer(status))
    const { send, request, waits, weather } = await sending('GET', 'sessionList', busy)
    expect(weather.isStuck('sessionList')).toBe(true)
    expect(await send(request)).toMatchObject({ status: 503 })
    expect(await send(request)).toMatchObject({ status: 200 })
    expect(weather.isStuck('sessionList')).toBe(false)
    expect(await send(request)).toMatchObject({ status: 200 })
    expect(waits).toEqual([100, 400, 1500, 100])
  })

  test('a connection that is lost again and again is lost for every operation, until something is answered', async () => {
    const { send, request, waits } = await sending('GET', 'sessionList', [lost, lost, lost, lost, lost, answer(200)])
    const other = { ...request, url: `${base}/currentSession` }
    await expect(send(other)).rejects.toBe(lost)
    expect(await send(request)).toMatchObject({ status: 200 })
    expect(waits).toEqual([100, 400, 1500])
  })

  test.each([
    ['was not sent, because the target no longer answers', new Error('nothing more was sent')],
    ['is not answered in time', new TargetUnreachable('timeout', 'slow')],
  ])('a request that %s does not end that loss', async (_, error) => {
    const { waits, send, request } = await sending('GET', 'sessionList', [lost, lost, lost, lost, error, lost])
    await expect(send(request)).rejects.toThrow(error.message)
    await expect(send(request)).rejects.toThrow('lost')
    expect(waits).toEqual([100, 400, 1500])
  })

  test('calls that came to nothing are noted by their position, reads are not counted', async () => {
    const { send, request, unjudged } = await sending('POST', 'TerminateSession', [
      answer(503),
      answer(200),
      answer(204),
      lost,
    ])
    await send({ ...request, method: 'GET', url: `${base}/sessionList` })
    await send(request)
    await expect(send(request)).rejects.toBe(lost)
    expect([...unjudged]).toEqual([
      [1, 'status 503'],
      [3, 'connection lost'],
    ])
  })

  test('a judged call that must end nothing is repeated', async () => {
    const sent = await sending('POST', 'TerminateSession', [answer(503), lost, answer(400)], { repeatable: true })
    expect([sent.ending, sent.waits, sent.unjudged.size]).toEqual([400, [100, 400], 0])
    expect(sent.retries.map(({ request, reason }) => [request, reason])).toEqual([
      ['TerminateSession', 'status 503'],
      ['TerminateSession', 'connection lost'],
    ])
  })

  test('a judged call that was repeated in vain, and nothing else was answered, has not been judged', async () => {
    const busy = Array.from({ length: 4 }, () => answer(503))
    const { ending, unjudged, weather } = await sending('POST', 'TerminateSession', busy, { repeatable: true })
    expect([ending, [...unjudged], weather.isStanding]).toEqual([503, [[1, 'status 503']], false])
  })

  test('where other requests were answered meanwhile, what it is answered is the finding', async () => {
    const weather = createWeather({ wait: async () => {}, sinceStart: () => 0 })
    const url = `${base}/TerminateSession`
    const request = { method: 'POST', url, headers: new Headers(), body: undefined, repeatable: true }
    let calls = 0
    const send = weather.patient(async ({ method }) => {
      if (method === 'GET') return answer(200)
      calls += 1
      await send({ method: 'GET', url: `${base}/sessionList`, headers: new Headers(), body: undefined })
      return answer(503)
    }, purpose)
    expect([await send(request), weather.isStanding]).toMatchObject([{ status: 503 }, true])
    await send(request)
    expect(calls).toBe(5)
  })

  test('where other requests were answered so now and then, too, it is no finding', async () => {
    const weather = createWeather({ wait: async () => {}, sinceStart: () => 0 })
    const read = { method: 'GET', url: `${base}/sessionList`, headers: new Headers(), body: undefined }
    const judged = { method: 'POST', url: `${base}/TerminateSession`, headers: new Headers(), body: undefined }
    let reads = 0
    const send = weather.patient(async ({ method }) => {
      if (method === 'GET') return answer(reads++ % 2 === 0 ? 429 : 200)
      await send(read)
      return answer(429)
    }, purpose)
    for (let read = 0; read < 3; read += 1) await send({ ...judged, repeatable: true })
    expect([await send({ ...judged, repeatable: true }), weather.isStanding]).toMatchObject([{ status: 429 }, false])
    weather.noteStanding()
    expect(weather.isStanding).toBe(false)
  })

  test('neither a login nor a clone is noted among the calls that came to nothing', async () => {
    for (const member of ['Login', 'CloneSession']) {
      const { unjudged } = await sending('POST', member, [answer(503)])
      expect(unjudged.size).toBe(0)
    }
  })

  test('an operation that is answered so in a row is waited for longer each time', async () => {
    const { send, request, waits } = await sending(
      'POST',
      'Login',
      [503, 503, 503, 503, 200, 503].map((s) => answer(s)),
    )
    for (let sent = 1; sent < 6; sent += 1) await send(request)
    expect(waits).toEqual([100, 400, 1500, 1500, 100])
  })

  test('a run whose time for waiting is spent sends nothing again', async () => {
    const busy = Array.from({ length: 26 }, () => answer(503, { 'retry-after': '5' }))
    const { weather, waits, send, request } = await sending('POST', 'Login', busy, { isClockRunning: true })
    for (let sent = 1; sent < 24; sent += 1) await send(request)
    expect([weather.hasGivenUp, waits]).toEqual([false, Array.from({ length: 24 }, () => 5000)])
    await send(request)
    expect([weather.hasGivenUp, waits.length]).toEqual([true, 24])
  })

  test('what waits at the same time is counted once', async () => {
    const busy = Array.from({ length: 26 }, () => answer(503, { 'retry-after': '5' }))
    const { weather, send, request } = await sending('POST', 'Login', busy)
    for (let sent = 1; sent < 26; sent += 1) await send(request)
    expect(weather.hasGivenUp).toBe(false)
  })
})
