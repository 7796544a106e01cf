import { describe, expect, test } from 'vitest'
import type { Exchange, SuiteResult } from '../../../../src/conformance/index.ts'
import type { RecordedEntry } from '../../../../src/report/har/format.ts'
import { exchangeCounts, harReport } from '../../../../src/report/har/write.ts'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../../../support/sample-result.ts'

const id = 'terminate.success.no-content'
const result = (given: Partial<SuiteResult> = {}) => sampleResult({ requirements: [sampleRequirement(id)], ...given })

test('harReport writes a page for each requirement, the exchanges, and what judging again needs', () => {
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

describe('a page', () => {
  const startOf = (exchanges: Exchange[]) =>
    JSON.parse(harReport(result({ exchanges }))).log.pages.map(
      ({ startedDateTime }: { startedDateTime: string }) => startedDateTime,
    )
  const [early, late] = [Date.UTC(2026, 1, 1), Date.UTC(2026, 1, 2)]

  test('begins with its first exchange', () => {
    const other = sampleExchange({ requirement: 'terminate.other', startedAt: Date.UTC(2026, 0, 31) })
    const own = [early, late].map((startedAt) => sampleExchange({ startedAt }))
    expect(startOf([other, ...own])).toEqual(['2026-02-01T00:00:00.000Z'])
  })

  test('begins with the run where it has no exchange', () => {
    expect(startOf([])).toEqual(['2026-01-01T00:00:00.000Z'])
  })
})

/** The entries of exchanges. */
function entriesOf(...exchanges: Exchange[]): RecordedEntry[] {
  return JSON.parse(harReport(result({ exchanges }))).log.entries
}
const entryOf = (given: Partial<Exchange>) => entriesOf(sampleExchange(given))[0]

describe('an entry', () => {
  test('has neither page nor comment where the request was made for the run as a whole', () => {
    const entry = entryOf({ requirement: undefined })
    expect(entry).not.toHaveProperty('pageref')
    expect(entry).not.toHaveProperty('comment')
  })

  test('has its case, its step, and the positions of request and answer', () => {
    const entry = entryOf({ caseName: 'a case', step: 'a step', sentAs: 3 })
    expect([entry?._case, entry?._step, entry?._sent, entry?._answered]).toEqual(['a case', 'a step', 3, 1])
  })

  test('has no step where the request was made outside any step', () => {
    expect(entryOf({ step: '' })).not.toHaveProperty('_step')
  })

  test.each<[string, Partial<Exchange>, string]>([
    ['names the requirement in its comment', {}, id],
    ['names requirement and case in its comment', { caseName: 'a case' }, `${id}, a case`],
    ['names requirement and step in its comment', { step: 'a step' }, `${id}, a step`],
    [
      'names requirement, case and step in its comment',
      { caseName: 'a case', step: 'a step' },
      `${id}, a case, a step`,
    ],
  ])('%s', (_, given, comment) => {
    expect(entryOf(given)?.comment).toBe(comment)
  })

  test('takes only content-type for the type of the answer', () => {
    const headers = [['location', '/b']] as const
    const entry = entryOf({
      answer: { kind: 'answered', place: 1, status: 302, headers, body: { kind: 'kept', text: '' } },
    })
    expect(entry?.response.content).toEqual({ size: 0, mimeType: 'x-unknown', text: '' })
  })

  test('has its query in the URL and in parts', () => {
    const request = entryOf({ path: '/a', query: '?b=c&d=%20e' })?.request
    expect(request?.url).toBe('https://vcenter.example/a?b=c&d=%20e')
    expect(request?.queryString).toEqual([
      { name: 'b', value: 'c' },
      { name: 'd', value: ' e' },
    ])
  })

  test('has no post data where the request had no body', () => {
    const request = entryOf({ body: undefined })?.request
    expect(request).not.toHaveProperty('postData')
    expect(request?.bodySize).toBe(0)
  })

  test('has the size of the request body in bytes, and an empty type where no header names one', () => {
    const request = entryOf({ body: 'ä', headers: [['x-other', 'a']] })?.request
    expect(request?.bodySize).toBe(2)
    expect(request?.postData).toEqual({ mimeType: '', text: 'ä' })
  })
})

test('harReport writes no entry for a request that was not sent', () => {
  const unsent = sampleExchange({ answer: { kind: 'unsent' } })
  expect(entriesOf(unsent, sampleExchange({ sentAs: 4 }), unsent).map(({ _sent }) => _sent)).toEqual([4])
})

test('exchangeCounts counts the sent requests by requirement, and those of the run as a whole under an empty name', () => {
  const of = (requirement: string | undefined) => sampleExchange({ requirement })
  expect(
    exchangeCounts([of('a'), of(undefined), of('b'), of('a'), sampleExchange({ answer: { kind: 'unsent' } })]),
  ).toEqual({
    a: 2,
    '': 1,
    b: 1,
  })
})
