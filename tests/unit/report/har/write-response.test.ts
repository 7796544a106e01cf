import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../../src/conformance/index.ts'
import type { RecordedHar } from '../../../../src/report/har/format.ts'
import { harReport } from '../../../../src/report/har/write.ts'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import { sampleResult } from '../../../support/sample-result.ts'

/** The entry of an exchange with this answer. */
function entryOf({ answer }: Pick<Exchange, 'answer'>) {
  const har: RecordedHar = JSON.parse(harReport(sampleResult({ exchanges: [sampleExchange({ answer })] })))
  return har.log.entries[0]
}

describe('the response of an entry', () => {
  const common = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: -1 }
  const nothing = { ...common, headers: [], content: { size: 0, mimeType: 'x-unknown' }, redirectURL: '' }

  test.each<[string, Exchange['answer'], object, object]>([
    [
      'has the headers and the body of the answer',
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
      'has no text where the body was not kept',
      { kind: 'answered', place: 1, status: 200, headers: [], body: { kind: 'left-out', length: 9 } },
      {
        ...nothing,
        status: 200,
        statusText: 'OK',
        content: { size: 9, mimeType: 'x-unknown', comment: 'not kept: the answer is too large' },
      },
      {},
    ],
    [
      'has no status text where the status is not a standard one',
      { kind: 'answered', place: 1, status: 599, headers: [], body: { kind: 'left-out', length: 9 } },
      {
        ...nothing,
        status: 599,
        statusText: '',
        content: { size: 9, mimeType: 'x-unknown', comment: 'not kept: the answer is too large' },
      },
      {},
    ],
    [
      'has the status of a broken answer',
      { kind: 'broken', place: 1, status: 500, message: 'truncated' },
      { ...nothing, status: 500, statusText: 'Internal Server Error' },
      { _failure: { kind: 'broken', message: 'truncated' } },
    ],
    [
      'has the status 0 where no answer came',
      { kind: 'unreachable', place: 1, reason: 'timeout', message: 'timed out' },
      { ...nothing, status: 0, statusText: '' },
      { _failure: { kind: 'unreachable', reason: 'timeout', message: 'timed out' } },
    ],
  ])('%s', (_, answer, response, failure) => {
    const entry = entryOf({ answer })
    expect(entry?.response).toEqual(response)
    expect(entry?._failure === undefined ? {} : { _failure: entry._failure }).toEqual(failure)
  })
})
