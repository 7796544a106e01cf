import { expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { createMasker } from '../../../../src/conformance/redaction/masker.ts'
import { wholeRun } from '../../../../src/conformance/transport/exchange.ts'
import { createRecorder } from '../../../../src/conformance/transport/recorder.ts'

const request = (url: string) => ({ method: 'GET', url, headers: new Headers(), body: undefined })
const answer = (body: string) => ({ status: 200, headers: new Headers(), body: new TextEncoder().encode(body) })

const recorder = () => {
  let time = 1000
  return createRecorder({
    now: () => time++,
    masker: createMasker([]),
    isOwn: () => true,
    settled: async () => {},
  })
}

const made = {
  requirement: undefined,
  caseName: '',
  method: 'GET',
  path: '/sdk',
  query: '',
  headers: [],
  body: undefined,
}

test('an exchange is told as it was: sent, answered, and how long that took', async () => {
  const { record, exchanges, indexesFor } = recorder()
  const headers = new Headers({ 'x-asked': 'yes' })
  const answered = { ...answer('text'), headers: new Headers({ 'x-answered': 'yes' }) }
  const seen: unknown[] = []
  const purpose = { requirement: 'terminate.not-found.fault', caseName: '/a case' }
  const send = record(
    async () => answered,
    purpose,
    (...both) => seen.push(both),
  )
  const asked = { method: 'POST', url: 'https://mock.invalid/sdk?a=b', headers, body: '{}' }
  expect(await send(asked)).toBe(answered)
  expect(seen).toEqual([[asked, answered]])
  await record(async () => answered, wholeRun)(request('https://mock.invalid/sdk'))
  expect(indexesFor('terminate.not-found.fault')).toEqual([0])
  expect(await exchanges()).toEqual([
    {
      ...purpose,
      index: 0,
      sentAs: 0,
      startedAt: 1000,
      durationMs: 1,
      method: 'POST',
      path: '/sdk',
      query: '?a=b',
      headers: [['x-asked', 'yes']],
      body: '{}',
      answer: {
        kind: 'answered',
        place: 1,
        status: 200,
        headers: [['x-answered', 'yes']],
        body: { kind: 'kept', text: 'text' },
      },
    },
    {
      ...made,
      index: 1,
      sentAs: 2,
      startedAt: 1002,
      durationMs: 1,
      answer: expect.objectContaining({ kind: 'answered', place: 3 }),
    },
  ])
})

test.each<[Error, object]>([
  [new BrokenAnswer(200, 'half'), { kind: 'broken', place: 1, status: 200, message: 'half' }],
  [new TargetUnreachable('reset', 'lost'), { kind: 'unreachable', place: 1, reason: 'reset', message: 'lost' }],
  [new RangeError('ours'), { kind: 'unsent' }],
])('a request without an answer is told as such, and fails as it did: %s', async (error, told) => {
  const { record, exchanges } = recorder()
  const send = record(() => Promise.reject(error), wholeRun)
  await expect(send(request('https://mock.invalid/sdk'))).rejects.toBe(error)
  expect(await exchanges()).toEqual([{ ...made, index: 0, sentAs: 0, startedAt: 1000, durationMs: 1, answer: told }])
})

test('what becomes known of others later is taken out of what was kept before', async () => {
  const masker = createMasker([])
  const isOwn = () => false
  const { record, exchanges } = createRecorder({ now: () => 0, masker, isOwn, settled: async () => {} })
  const answering = (text: string) => record(async () => answer(text), wholeRun)
  await answering('by somebody-else')(request('https://mock.invalid/other'))
  await new Promise((resolve) => setImmediate(resolve))
  await answering('[{"userName":"somebody-else"}]')(request('https://mock.invalid/sdk/sessionList'))
  const [first] = await exchanges()
  expect(first?.answer).toMatchObject({ body: { text: `by ${masker.pseudonymOf('somebody-else')}` } })
})

test('what cannot be kept is told when it is asked for, not before', async () => {
  const settled = () => Promise.reject(new RangeError('ours'))
  const means = { now: () => 0, masker: createMasker([]), isOwn: () => true, settled }
  const { record, exchanges } = createRecorder(means)
  await record(async () => answer(''), wholeRun)(request('https://mock.invalid/sdk'))
  await new Promise((resolve) => setImmediate(resolve))
  await expect(exchanges()).rejects.toThrow('ours')
})

test('a request that nobody waits for any more is told, too, in its place', async () => {
  const { record, exchanges } = recorder()
  const stuck = record(() => new Promise(() => {}), wholeRun)
  const quick = record(async () => answer('quick'), wholeRun)
  void stuck(request('https://mock.invalid/stuck'))
  await quick(request('https://mock.invalid/quick?a=b'))
  expect(await exchanges()).toMatchObject([
    {
      index: 0,
      sentAs: 0,
      path: '/stuck',
      answer: { kind: 'unreachable', place: 3, reason: 'timeout', message: 'the run ended before it was answered' },
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

test('of what is no list, more than 64 kilobytes are left out; of a list, not', async () => {
  const { record, exchanges } = recorder()
  const send = (path: string, length: number) =>
    record(async () => answer(' '.repeat(length)), wholeRun)(request(`https://mock.invalid${path}`))
  await send('/sdk/other', 65_536)
  await send('/sdk/other', 65_537)
  await send('/sdk/sessionList', 65_537)
  const bodies = (await exchanges()).map(({ answer }) => answer.kind === 'answered' && answer.body)
  expect(bodies).toMatchObject([{ kind: 'kept' }, { kind: 'left-out', length: 65_537 }, { kind: 'kept' }])
})

test('of all answers, no more than 24 megabytes are kept', async () => {
  const { record, exchanges } = recorder()
  const twoMegabytes = answer(' '.repeat(2 * 1024 * 1024))
  const send = record(async () => twoMegabytes, wholeRun)
  for (let sent = 0; sent < 13; sent += 1) await send(request('https://mock.invalid/sdk/sessionList'))
  const kinds = (await exchanges()).map(({ answer }) => answer.kind === 'answered' && answer.body.kind)
  expect(kinds).toEqual([...Array(12).fill('kept'), 'left-out'])
})
