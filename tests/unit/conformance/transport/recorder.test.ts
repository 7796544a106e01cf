import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import type { WholeAnswer } from '../../../../src/client/message.ts'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import { createRecorder } from '../../../../src/conformance/transport/recorder.ts'
import type { ExchangeAnswer, Purpose } from '../../../../src/conformance/types.ts'

const url = 'https://mock.invalid/sdk'
const request = (to: string) => ({ method: 'GET', url: to, headers: new Headers(), body: undefined })
const answer = (body: string) => ({ status: 200, headers: new Headers(), body: new TextEncoder().encode(body) })

/** A recorder whose clock goes on by a millisecond each time that it is read. */
function createTestRecorder() {
  let time = 1000
  return createRecorder({
    now: () => time++,
    masker: createMasker([]),
    isOwn: () => true,
    settled: async () => {},
  })
}

/** Lets the recorder mask what it has recorded so far. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

const plainExchange = { ...wholeRun, method: 'GET', path: '/sdk', query: '', headers: [], body: undefined }

describe('createRecorder', () => {
  test('a request that was under way when the run ended is told and kept once, whatever comes of it later', async () => {
    const told: number[] = []
    const recorder = createRecorder({
      now: () => 0,
      masker: createMasker([]),
      isOwn: () => true,
      settled: async () => {},
      onExchange: ({ index }) => told.push(index),
    })
    const ends: (() => void)[] = []
    const late = (end: (given: { resolve: (one: WholeAnswer) => void; reject: (error: Error) => void }) => void) =>
      recorder.record(
        () => new Promise((resolve, reject) => ends.push(() => end({ resolve, reject }))),
        wholeRun,
      )(request(url))
    const sent = [
      late(({ resolve }) => resolve(answer('late'))),
      late(({ reject }) => reject(new TargetUnreachable('timeout', 'late'))),
    ]
    const before = await recorder.exchanges()
    for (const end of ends) end()
    await Promise.allSettled(sent)
    await settle()
    expect(told).toEqual([0, 1])
    expect(await recorder.exchanges()).toEqual(before)
    expect(before).toMatchObject([
      { answer: { kind: 'unreachable', reason: 'timeout' } },
      { answer: { kind: 'unreachable', reason: 'timeout' } },
    ])
  })

  test('an exchange is recorded with its purpose, its request, its answer and its duration', async () => {
    const { record, exchanges } = createTestRecorder()
    const headers = new Headers({ 'x-asked': 'yes' })
    const answered = { ...answer('text'), headers: new Headers({ 'x-answered': 'yes' }) }
    const purpose: Purpose = { requirement: 'terminate.not-found.fault', caseName: 'a case', step: 'a step' }
    const sent = { method: 'POST', url: `${url}?a=b`, headers, body: '{}' }
    expect(await record(async () => answered, purpose)(sent)).toBe(answered)
    await record(async () => answered, wholeRun)(request(url))
    const recordedAnswer = {
      kind: 'answered',
      status: 200,
      headers: [['x-answered', 'yes']],
      body: { kind: 'kept', text: 'text' },
    }
    expect(await exchanges()).toEqual([
      {
        requirement: 'terminate.not-found.fault',
        caseName: 'a case',
        step: 'a step',
        index: 0,
        sentAs: 0,
        startedAt: 1000,
        durationMs: 1,
        method: 'POST',
        path: '/sdk',
        query: '?a=b',
        headers: [['x-asked', 'yes']],
        body: '{}',
        answer: { ...recordedAnswer, place: 1 },
      },
      {
        ...plainExchange,
        index: 1,
        sentAs: 2,
        startedAt: 1002,
        durationMs: 1,
        answer: { ...recordedAnswer, place: 3 },
      },
    ])
  })

  test('each exchange is recorded for the step that its purpose names when it is sent', async () => {
    const { record, exchanges } = createTestRecorder()
    const purpose: Purpose = { requirement: 'terminate.not-found.fault', caseName: 'a case', step: '' }
    const send = record(async () => answer(''), purpose)
    await send(request(url))
    purpose.step = 'first step'
    const underWay = send(request(url))
    purpose.step = 'second step'
    await underWay
    await send(request(url))
    expect((await exchanges()).map(({ step }) => step)).toEqual(['', 'first step', 'second step'])
  })

  test('onAnswer gets the request and its answer', async () => {
    const { record } = createTestRecorder()
    const [sent, answered] = [request(url), answer('text')]
    const calls: unknown[] = []
    const send = record(
      async () => answered,
      wholeRun,
      (...both) => calls.push(both),
    )
    await send(sent)
    expect(calls).toEqual([[sent, answered]])
  })

  test('the indexes of a requirement are those of its own exchanges', async () => {
    const { record, indexesFor } = createTestRecorder()
    const sendFor = (requirement: string | undefined) =>
      record(async () => answer(''), { requirement, caseName: '', step: '' })(request(url))
    for (const requirement of ['terminate.a', undefined, 'terminate.b', 'terminate.a']) await sendFor(requirement)
    expect(['terminate.a', 'terminate.b', 'terminate.c'].map(indexesFor)).toEqual([[0, 3], [2], []])
  })

  test.each<[string, Error, ExchangeAnswer]>([
    [
      'a request with an incomplete answer is recorded as broken and fails with the same error',
      new BrokenAnswer(200, 'half'),
      { kind: 'broken', place: 1, status: 200, message: 'half' },
    ],
    [
      'a request without an answer is recorded as unreachable and fails with the same error',
      new TargetUnreachable('reset', 'lost'),
      { kind: 'unreachable', place: 1, reason: 'reset', message: 'lost' },
    ],
    [
      'a request that fails by an error of the suite is recorded as unsent and fails with the same error',
      new RangeError('ours'),
      { kind: 'unsent' },
    ],
  ])('%s', async (_, error, recorded) => {
    const { record, exchanges } = createTestRecorder()
    const send = record(() => Promise.reject(error), wholeRun)
    await expect(send(request(url))).rejects.toBe(error)
    expect(await exchanges()).toEqual([
      { ...plainExchange, index: 0, sentAs: 0, startedAt: 1000, durationMs: 1, answer: recorded },
    ])
  })

  test('a private value that becomes known later is masked in exchanges that were recorded before', async () => {
    const masker = createMasker([])
    const { record, exchanges } = createRecorder({ now: () => 0, masker, isOwn: () => false, settled: async () => {} })
    const sendTo = (path: string, text: string) =>
      record(async () => answer(text), wholeRun)(request(`https://mock.invalid${path}`))
    await sendTo('/other', 'by somebody-else')
    await settle()
    await sendTo('/sdk/sessionList', '[{"userName":"somebody-else"}]')
    const [first] = await exchanges()
    expect(first?.answer).toMatchObject({ body: { text: `by ${masker.pseudonymOf('somebody-else')}` } })
  })

  test('an exchange is masked only when the logins under way are answered', async () => {
    let answerLogins = () => {}
    const settled = () => new Promise<void>((resolve) => (answerLogins = resolve))
    let isOpened = false
    const masker = createMasker([])
    const { record, exchanges } = createRecorder({ now: () => 0, masker, isOwn: () => isOpened, settled })
    const list = '[{"key":"new-key"}]'
    await record(async () => answer(list), wholeRun)(request(`${url}/sessionList`))
    const reading = exchanges()
    await settle()
    isOpened = true
    answerLogins()
    expect(await reading).toMatchObject([{ answer: { body: { kind: 'kept', text: list } } }])
  })

  test('an exchange that cannot be masked fails the reading of the exchanges, and not its own request', async () => {
    const { record, exchanges } = createRecorder({
      now: () => 0,
      masker: createMasker([]),
      isOwn: () => true,
      settled: () => Promise.reject(new RangeError('ours')),
    })
    await record(async () => answer(''), wholeRun)(request(url))
    await settle()
    await expect(exchanges()).rejects.toThrow('ours')
  })

  test('a request that is still under way at the end is recorded as unreachable, in the order of sending', async () => {
    const { record, exchanges } = createTestRecorder()
    const stuck = record(() => new Promise(() => {}), wholeRun)
    const quick = record(async () => answer('quick'), wholeRun)
    void stuck(request('https://mock.invalid/stuck'))
    await quick(request('https://mock.invalid/quick?a=b'))
    expect(await exchanges()).toMatchObject([
      {
        index: 0,
        sentAs: 0,
        path: '/stuck',
        answer: { kind: 'unreachable', place: 3, reason: 'timeout', message: 'no answer came before the run ended' },
      },
      {
        index: 1,
        sentAs: 1,
        path: '/quick',
        query: '?a=b',
        answer: { kind: 'answered', place: 2, status: 200, body: { kind: 'kept', text: 'quick' } },
      },
    ])
  })

  test('an answer of more than 64 kilobytes is left out, unless it is a sessionList', async () => {
    const { record, exchanges } = createTestRecorder()
    const send = (path: string, length: number) =>
      record(async () => answer(' '.repeat(length)), wholeRun)(request(`https://mock.invalid${path}`))
    await send('/sdk/other', 65_536)
    await send('/sdk/other', 65_537)
    await send('/sdk/sessionList', 65_537)
    const bodies = (await exchanges()).map(({ answer }) => answer.kind === 'answered' && answer.body)
    expect(bodies).toEqual([
      { kind: 'kept', text: ' '.repeat(65_536) },
      { kind: 'left-out', length: 65_537 },
      { kind: 'kept', text: ' '.repeat(65_537) },
    ])
  })

  test('a sessionList of more than a megabyte is left out, and the names in the first one are masked elsewhere', async () => {
    const masker = createMasker([])
    const { record, exchanges } = createRecorder({
      now: () => 0,
      masker,
      isOwn: (key) => key === 'own-key',
      settled: async () => {},
    })
    const list = (...names: string[]) =>
      `[{"key":"own-key","userName":"myself-name"},${names.map((userName) => JSON.stringify({ key: `of-${userName}`, userName })).join()},"${' '.repeat(1024 * 1024)}"]`
    const send = (path: string, body: string) => record(async () => answer(body), wholeRun)(request(`${url}${path}`))
    await send('/sessionList', list('first-name'))
    await send('/sessionList', list('second-name'))
    await exchanges()
    await send('/other', 'first-name of-first-name myself-name second-name')
    const [first, second, other] = (await exchanges()).map(({ answer }) =>
      answer.kind === 'answered' ? answer.body : undefined,
    )
    expect([first, second].map((body) => body?.kind)).toEqual(['left-out', 'left-out'])
    const { pseudonymOf } = masker
    expect(other).toEqual({
      kind: 'kept',
      text: `${pseudonymOf('first-name')} ${pseudonymOf('of-first-name')} myself-name second-name`,
    })
  })

  test('of all answers of a run, at most 24 megabytes are kept', async () => {
    const { record, exchanges } = createTestRecorder()
    const send = record(async () => answer(' '.repeat(256 * 1024)), wholeRun)
    for (let sent = 0; sent < 97; sent += 1) await send(request(`${url}/sessionList`))
    const kinds = (await exchanges()).map(({ answer }) => answer.kind === 'answered' && answer.body.kind)
    expect(kinds).toEqual([...Array(96).fill('kept'), 'left-out'])
  })

  test('an answer that serves several requests is kept once, and is masked in all of them', async () => {
    const masker = createMasker([])
    const { record, exchanges } = createRecorder({ now: () => 0, masker, isOwn: () => false, settled: async () => {} })
    const shared = answer(`[{"userName":"somebody-else"},"${' '.repeat(256 * 1024 - 100)}"]`)
    const send = record(async () => shared, wholeRun)
    for (let sent = 0; sent < 97; sent += 1) await send(request(`${url}/sessionList`))
    const bodies = (await exchanges()).map(({ answer }) => (answer.kind === 'answered' ? answer.body : undefined))
    expect(bodies[0]).toMatchObject({
      kind: 'kept',
      text: expect.stringContaining(masker.pseudonymOf('somebody-else')),
    })
    expect(bodies.map((body) => body === bodies[0])).toEqual(Array(97).fill(true))
  })

  test('the requests that one answer serves are masked each', async () => {
    const masker = createMasker([])
    masker.maskSecret('the-secret')
    const { record, exchanges } = createRecorder({ now: () => 0, masker, isOwn: () => true, settled: async () => {} })
    const shared = answer('text')
    const send = record(async () => shared, wholeRun)
    for (const name of ['one', 'the-secret']) await send({ ...request(url), headers: new Headers({ 'x-a': name }) })
    expect(
      (await exchanges()).map(({ headers, answer }) => [headers, answer.kind === 'answered' && answer.body]),
    ).toEqual([
      [[['x-a', 'one']], { kind: 'kept', text: 'text' }],
      [[['x-a', masker.pseudonymOf('the-secret')]], { kind: 'kept', text: 'text' }],
    ])
  })

  test('a clone ticket is masked wherever it stands', async () => {
    const masker = createMasker([])
    const { record, exchanges } = createRecorder({ now: () => 0, masker, isOwn: () => true, settled: async () => {} })
    await record(async () => answer('"cst-VCT-52b84082"'), wholeRun)(request(`${url}/AcquireCloneTicket`))
    await record(async () => answer('null'), wholeRun)({ ...request(`${url}/CloneSession`), body: 'cst-VCT-52b84082' })
    const [acquired, cloned] = await exchanges()
    const ticket = masker.pseudonymOf('cst-VCT-52b84082')
    expect(acquired?.answer).toMatchObject({ body: { text: `"${ticket}"` } })
    expect(cloned?.body).toBe(ticket)
  })

  test('a recorder that keeps no exchanges learns from them what has to be masked', async () => {
    const masker = createMasker([])
    const { record, exchanges, indexesFor } = createRecorder({
      now: () => 0,
      masker,
      isOwn: () => false,
      keeps: false,
      settled: async () => {},
    })
    const calls: unknown[] = []
    const send = (path: string, answered: WholeAnswer) =>
      record(
        async () => answered,
        wholeRun,
        (...both) => calls.push(both),
      )(request(`${url}/${path}`))
    await send('Login', { ...answer('{}'), headers: new Headers({ 'vmware-api-session-id': 'the-token' }) })
    await send('sessionList', answer('[{"userName":"somebody-else"}]'))
    expect([await exchanges(), indexesFor(''), calls.length]).toEqual([[], [], 2])
    const [token, name] = ['the-token', 'somebody-else'].map(masker.pseudonymOf)
    expect(masker.mask('the-token of somebody-else')).toBe(`${token} of ${name}`)
  })
})
