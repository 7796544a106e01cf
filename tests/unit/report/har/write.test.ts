import { describe, expect, test } from 'vitest'
import type { Exchange, SuiteResult } from '../../../../src/conformance/index.ts'
import type { HarEntry } from '../../../../src/report/har/format.ts'
import { countsOf, harReport } from '../../../../src/report/har/write.ts'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../../../support/sample-result.ts'

const id = 'terminate.success.no-content'
const result = (given: Partial<SuiteResult> = {}) => sampleResult({ requirements: [sampleRequirement(id)], ...given })

test('a report has a page for each requirement, the exchanges, and what judging again needs', () => {
  const { tool, target, run } = result()
  const report = harReport(result({ exchanges: [sampleExchange()] }))
  expect(JSON.parse(report)).toEqual({
    log: {
      version: '1.2',
      creator: tool,
      pages: [
        {
          id,
          title: `${id}: What ${id} says.`,
          startedDateTime: '2026-01-01T00:00:00.000Z',
          pageTimings: {},
          comment: 'pass',
        },
      ],
      entries: [
        {
          pageref: id,
          startedDateTime: '2026-01-01T00:00:00.000Z',
          time: 7.5,
          request: {
            method: 'POST',
            url: 'https://vcenter.example/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession',
            httpVersion: 'HTTP/1.1',
            cookies: [],
            headers: [{ name: 'content-type', value: 'application/json' }],
            queryString: [],
            postData: { mimeType: 'application/json', text: '{"sessionId":["key-1"]}' },
            headersSize: -1,
            bodySize: 23,
          },
          response: {
            status: 204,
            statusText: 'No Content',
            httpVersion: 'HTTP/1.1',
            cookies: [],
            headers: [],
            content: { size: 0, mimeType: 'x-unknown', text: '' },
            redirectURL: '',
            headersSize: -1,
            bodySize: -1,
          },
          cache: {},
          timings: { send: 0, wait: 7.5, receive: 0 },
          comment: id,
          _case: '',
          _sent: 0,
          _answered: 1,
        },
      ],
      _vijson: { schema: 'vijson-recording/1', target, run, manifest: [id], counts: { [id]: 1 } },
    },
  })
  expect(report).toBe(`${JSON.stringify(JSON.parse(report), null, 1)}\n`)
})

describe('a page begins', () => {
  const startOf = (exchanges: Exchange[]) =>
    JSON.parse(harReport(result({ exchanges }))).log.pages.map(
      ({ startedDateTime }: { startedDateTime: string }) => startedDateTime,
    )
  const [early, late] = [Date.UTC(2026, 1, 1), Date.UTC(2026, 1, 2)]

  test('with its first exchange', () => {
    const other = sampleExchange({ requirement: 'terminate.other', startedAt: Date.UTC(2026, 0, 31) })
    const own = [early, late].map((startedAt) => sampleExchange({ startedAt }))
    expect(startOf([other, ...own])).toEqual(['2026-02-01T00:00:00.000Z'])
  })

  test('with the run where it has none', () => {
    expect(startOf([])).toEqual(['2026-01-01T00:00:00.000Z'])
  })
})

/** The entries of exchanges. */
function entriesOf(...exchanges: Exchange[]): HarEntry[] {
  return JSON.parse(harReport(result({ exchanges }))).log.entries
}
const entryOf = (given: Partial<Exchange>) => entriesOf(sampleExchange(given))[0]

describe('the entry of a request', () => {
  test('of the run as a whole has neither page nor comment', () => {
    const entry = entryOf({ requirement: undefined })
    expect(entry).not.toHaveProperty('pageref')
    expect(entry).not.toHaveProperty('comment')
  })

  test('tells its stage and its place', () => {
    const entry = entryOf({ caseName: 'a case', sentAs: 3 })
    expect([entry?._case, entry?._sent, entry?._answered]).toEqual(['a case', 3, 1])
  })

  test('takes no other header of the answer for its type', () => {
    const headers = [['location', '/b']] as const
    const entry = entryOf({
      answer: { kind: 'answered', place: 1, status: 302, headers, body: { kind: 'kept', text: '' } },
    })
    expect(entry?.response.content).toEqual({ size: 0, mimeType: 'x-unknown', text: '' })
  })

  test('has its query twice, once in parts', () => {
    const request = entryOf({ path: '/a', query: '?b=c&d=%20e' })?.request
    expect(request?.url).toBe('https://vcenter.example/a?b=c&d=%20e')
    expect(request?.queryString).toEqual([
      { name: 'b', value: 'c' },
      { name: 'd', value: ' e' },
    ])
  })

  test('has no post data where it had no body', () => {
    const request = entryOf({ body: undefined })?.request
    expect(request).not.toHaveProperty('postData')
    expect(request?.bodySize).toBe(0)
  })

  test('has the size of its body in bytes, and an empty type where it told none', () => {
    const request = entryOf({ body: 'ä', headers: [['x-other', 'a']] })?.request
    expect(request?.bodySize).toBe(2)
    expect(request?.postData).toEqual({ mimeType: '', text: 'ä' })
  })
})

test('there is no entry of a request that was not sent', () => {
  const unsent = sampleExchange({ answer: { kind: 'unsent' } })
  expect(entriesOf(unsent, sampleExchange({ sentAs: 4 }), unsent).map(({ _sent }) => _sent)).toEqual([4])
})

describe('the response is', () => {
  const common = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: -1 }
  const nothing = { ...common, headers: [], content: { size: 0, mimeType: 'x-unknown' }, redirectURL: '' }

  test.each<[string, Exchange['answer'], object, object]>([
    [
      'the answer, with its headers and its body',
      {
        kind: 'answered',
        place: 1,
        status: 302,
        headers: [
          ['location', '/b'],
          ['content-type', 'text/plain'],
        ],
        body: { kind: 'kept', text: 'ä' },
      },
      {
        ...common,
        status: 302,
        statusText: 'Found',
        headers: [
          { name: 'location', value: '/b' },
          { name: 'content-type', value: 'text/plain' },
        ],
        content: { size: 2, mimeType: 'text/plain', text: 'ä' },
        redirectURL: '/b',
      },
      {},
    ],
    [
      'without the text of a body that was not kept',
      { kind: 'answered', place: 1, status: 200, headers: [], body: { kind: 'left-out', length: 9 } },
      {
        ...nothing,
        status: 200,
        statusText: 'OK',
        content: { size: 9, mimeType: 'x-unknown', comment: 'left out: the run was answered with too much' },
      },
      {},
    ],
    [
      'without a name where the status has none',
      { kind: 'answered', place: 1, status: 599, headers: [], body: { kind: 'left-out', length: 9 } },
      {
        ...nothing,
        status: 599,
        statusText: '',
        content: { size: 9, mimeType: 'x-unknown', comment: 'left out: the run was answered with too much' },
      },
      {},
    ],
    [
      'the status of an answer that was cut off',
      { kind: 'broken', place: 1, status: 500, message: 'cut off' },
      { ...nothing, status: 500, statusText: 'Internal Server Error' },
      { _failure: { kind: 'broken', message: 'cut off' } },
    ],
    [
      'of status 0 where no answer came',
      { kind: 'unreachable', place: 1, reason: 'timeout', message: 'none in time' },
      { ...nothing, status: 0, statusText: '' },
      { _failure: { kind: 'unreachable', reason: 'timeout', message: 'none in time' } },
    ],
  ])('%s', (_, answer, response, failure) => {
    const entry = entryOf({ answer })
    expect(entry?.response).toEqual(response)
    expect(entry?._failure === undefined ? {} : { _failure: entry._failure }).toEqual(failure)
  })
})

test('exchanges are plural by requirement, those of the run as a whole under an empty name, and none that was not sent', () => {
  const of = (requirement: string | undefined) => sampleExchange({ requirement })
  expect(countsOf([of('a'), of(undefined), of('b'), of('a'), sampleExchange({ answer: { kind: 'unsent' } })])).toEqual({
    a: 2,
    '': 1,
    b: 1,
  })
})
