import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../../src/conformance/index.ts'
import type { RecordedEntry, RecordedHar } from '../../../../src/report/har/format.ts'
import { readRecording, UnreadableRecording } from '../../../../src/report/har/read.ts'
import { harReport } from '../../../../src/report/har/write.ts'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import { sampleRequirement, sampleResult } from '../../../support/sample-result.ts'

const id = 'terminate.success.no-content'
const answers: Exchange['answer'][] = [
  {
    kind: 'answered',
    place: 1,
    status: 200,
    headers: [['content-type', 'text/plain']],
    body: { kind: 'kept', text: 'a' },
  },
  { kind: 'answered', place: 3, status: 200, headers: [], body: { kind: 'left-out', length: 9 } },
  { kind: 'broken', place: 5, status: 500, message: 'truncated' },
  { kind: 'unreachable', place: 7, reason: 'timeout', message: 'timed out' },
]
const exchanges = [
  ...answers.map((answer, index) =>
    sampleExchange({ index, sentAs: 2 * index, caseName: `case ${index}`, step: `step ${index}`, answer }),
  ),
  sampleExchange({ index: 4, sentAs: 8, requirement: undefined, query: '?a=b', body: undefined }),
]
const result = sampleResult({ requirements: [sampleRequirement(id)], exchanges })
const { target, run, manifest } = result

/** The text of the recorded run after an edit. */
function edited(edit: (log: RecordedHar['log']) => void): string {
  const har: RecordedHar = JSON.parse(harReport(result))
  edit(har.log)
  return JSON.stringify(har)
}

test('readRecording reads back what harReport has written', () => {
  expect(readRecording(harReport(result))).toEqual({ target, run, manifest, exchanges, lacking: [] })
})

test('readRecording reads an empty step where an entry has none', () => {
  const edit = ({ entries }: RecordedHar['log']) => {
    for (const entry of entries) delete entry._step
  }
  expect(readRecording(edited(edit)).exchanges.map(({ step }) => step)).toEqual(['', '', '', '', ''])
})

test('readRecording finds nothing of a request that was not sent', () => {
  const unsent = sampleExchange({ index: 5, answer: { kind: 'unsent' } })
  const report = harReport({ ...result, exchanges: [...exchanges, unsent] })
  expect(readRecording(report)).toEqual({ target, run, manifest, exchanges, lacking: [] })
})

describe('the requirements that lack exchanges', () => {
  test.each<[string, (log: RecordedHar['log']) => void, string[]]>([
    ['include one with a missing exchange', ({ entries }) => entries.splice(0, 1), [id]],
    ['include one with a duplicated exchange', ({ entries }) => entries.push(...entries.slice(0, 1)), [id]],
    ['include the run as a whole, under an empty name', ({ entries }) => entries.splice(4, 1), ['']],
    [
      'include one whose exchanges were not counted',
      ({ entries }) => {
        for (const entry of entries.slice(0, 1)) entry.pageref = 'terminate.other'
      },
      [id, 'terminate.other'],
    ],
    ['include one without any exchange left', ({ entries }) => entries.splice(0), [id, '']],
  ])('%s', (_, edit, lacking) => {
    expect(readRecording(edited(edit)).lacking).toEqual(lacking)
  })

  test('exclude one for which no exchange was made', () => {
    const edit = ({ _vijson }: RecordedHar['log']) => {
      _vijson.counts['terminate.other'] = 0
    }
    expect(readRecording(edited(edit)).lacking).toEqual([])
  })
})

/** The error that readRecording throws. */
function errorOf(text: string): unknown {
  try {
    return readRecording(text)
  } catch (error) {
    return error
  }
}

describe('readRecording', () => {
  const first = (change: (entry: RecordedEntry) => void) =>
    edited(({ entries }) => {
      for (const entry of entries.slice(0, 1)) change(entry)
    })
  const form = 'not a HAR file written by vijson test: '

  test.each([
    ['rejects a text that is not JSON', '{', 'invalid JSON'],
    ['rejects null', 'null', `${form}the file must be object`],
    ['rejects another object', '{}', `${form}the file must have required property 'log'`],
    [
      'rejects the HAR file of another program',
      '{"log":{"entries":[]}}',
      `${form}/log must have required property '_vijson'`,
    ],
    [
      'rejects a recording of another version',
      harReport(result).replace('vijson-recording/1', 'vijson-recording/2'),
      `${form}/log/_vijson/schema must be equal to constant`,
    ],
    [
      'rejects a target with another scheme',
      edited(({ _vijson }) => {
        _vijson.target.url = 'ftp://vcenter.example'
      }),
      `${form}/log/_vijson/target/url must match pattern "^https?://"`,
    ],
    [
      'rejects an invalid target URL',
      edited(({ _vijson }) => {
        _vijson.target.url = 'https://a b'
      }),
      'invalid target URL',
    ],
    [
      'rejects an entry with an invalid URL',
      first(({ request }) => {
        request.url = 'https://a b'
      }),
      'entry 0 has an invalid URL',
    ],
    [
      'rejects a status below 200',
      first(({ response }) => {
        response.status = 199
      }),
      'entry 0 has the invalid status 199',
    ],
    [
      'rejects a status above 599',
      first(({ response }) => {
        response.status = 600
      }),
      'entry 0 has the invalid status 600',
    ],
    [
      'rejects an invalid request header',
      first(({ request }) => request.headers.push({ name: 'a b', value: 'c' })),
      'entry 0 has an invalid header',
    ],
    [
      'rejects an invalid answer header',
      first(({ response }) => response.headers.push({ name: 'a', value: 'b\nc' })),
      'entry 0 has an invalid header',
    ],
    [
      'names an invalid entry by its position',
      edited(({ entries }) => {
        for (const { request } of entries.slice(4)) request.url = 'https://a b'
      }),
      'entry 4 has an invalid URL',
    ],
  ])('%s', (_, text, message) => {
    const error = errorOf(text)
    expect(error).toBeInstanceOf(UnreadableRecording)
    expect(error).toMatchObject({ name: 'UnreadableRecording', code: 'unreadable-recording', message })
  })

  test('keeps the cause of invalid JSON and of an invalid header', () => {
    expect(errorOf('{')).toHaveProperty('cause', expect.any(SyntaxError))
    const header = first(({ request }) => request.headers.push({ name: 'a b', value: 'c' }))
    expect(errorOf(header)).toHaveProperty('cause', expect.any(TypeError))
  })
})

describe('an entry', () => {
  test.each([200, 599])('is read with the status %i', (status) => {
    const edit = ({ entries }: RecordedHar['log']) => {
      for (const { response } of entries.slice(0, 1)) response.status = status
    }
    expect(readRecording(edited(edit)).exchanges[0]?.answer).toEqual({ ...answers[0], status })
  })

  test('is read with any status where the answer is broken', () => {
    const edit = ({ entries }: RecordedHar['log']) => {
      for (const { response } of entries.slice(2, 3)) response.status = 700
    }
    expect(readRecording(edited(edit)).exchanges[2]?.answer).toEqual({ ...answers[2], status: 700 })
  })
})
