import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../../src/conformance/index.ts'
import type { Har, HarEntry } from '../../../../src/report/har/format.ts'
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
  { kind: 'broken', place: 5, status: 500, message: 'cut off' },
  { kind: 'unreachable', place: 7, reason: 'timeout', message: 'none in time' },
]
const exchanges = [
  ...answers.map((answer, index) => sampleExchange({ index, sentAs: 2 * index, caseName: `case ${index}`, answer })),
  sampleExchange({ index: 4, sentAs: 8, requirement: undefined, query: '?a=b', body: undefined }),
]
const result = sampleResult({ requirements: [sampleRequirement(id)], exchanges })
const { target, run, manifest } = result

/** The text of the recorded run, with what somebody has done to it. */
function edited(edit: (log: Har['log']) => void): string {
  const har: Har = JSON.parse(harReport(result))
  edit(har.log)
  return JSON.stringify(har)
}

test('a recorded run is read back as it was', () => {
  expect(readRecording(harReport(result))).toEqual({ target, run, manifest, exchanges, lacking: [] })
})

test('a request that was not sent is not read back', () => {
  const unsent = sampleExchange({ index: 5, answer: { kind: 'unsent' } })
  const report = harReport({ ...result, exchanges: [...exchanges, unsent] })
  expect(readRecording(report)).toEqual({ target, run, manifest, exchanges, lacking: [] })
})

describe('a requirement is lacking', () => {
  test.each<[string, (log: Har['log']) => void, string[]]>([
    ['of which an exchange is missing', ({ entries }) => entries.splice(0, 1), [id]],
    ['of which an exchange is there twice', ({ entries }) => entries.push(...entries.slice(0, 1)), [id]],
    ['that is the run as a whole, of which one is missing', ({ entries }) => entries.splice(4, 1), ['']],
    [
      'that was not plural',
      ({ entries }) => {
        for (const entry of entries.slice(0, 1)) entry.pageref = 'terminate.other'
      },
      [id, 'terminate.other'],
    ],
    ['of which all are missing', ({ entries }) => entries.splice(0), [id, '']],
  ])('%s', (_, edit, lacking) => {
    expect(readRecording(edited(edit)).lacking).toEqual(lacking)
  })

  test('not where none was made and none is there', () => {
    const edit = ({ _vijson }: Har['log']) => {
      _vijson.counts['terminate.other'] = 0
    }
    expect(readRecording(edited(edit)).lacking).toEqual([])
  })
})

/** The error that a text is refused with. */
function refusalOf(text: string): unknown {
  try {
    return readRecording(text)
  } catch (error) {
    return error
  }
}

describe('a text is refused that', () => {
  const first = (change: (entry: HarEntry) => void) =>
    edited(({ entries }) => {
      for (const entry of entries.slice(0, 1)) change(entry)
    })
  const form = 'it is not a HAR file that a run of vijson has written: '

  test.each([
    ['is not JSON', '{', 'it is not JSON'],
    ['is null', 'null', `${form}the file must be object`],
    ['is another object', '{}', `${form}the file must have required property 'log'`],
    [
      'is the HAR file of another program',
      '{"log":{"entries":[]}}',
      `${form}/log must have required property '_vijson'`,
    ],
    [
      'is of another version',
      harReport(result).replace('vijson-recording/1', 'vijson-recording/2'),
      `${form}/log/_vijson/schema must be equal to constant`,
    ],
    [
      'is of a target of another scheme',
      edited(({ _vijson }) => {
        _vijson.target.url = 'ftp://vcenter.example'
      }),
      `${form}/log/_vijson/target/url must match pattern "^https?://"`,
    ],
    [
      'is of a target whose URL is invalid',
      edited(({ _vijson }) => {
        _vijson.target.url = 'https://a b'
      }),
      'the URL of its target is none',
    ],
    [
      'has an entry whose URL is invalid',
      first(({ request }) => {
        request.url = 'https://a b'
      }),
      'its entry 0 has a URL that is none',
    ],
    [
      'has a status below those of answers',
      first(({ response }) => {
        response.status = 199
      }),
      'its entry 0 has the status 199, which is none of an answer',
    ],
    [
      'has a status above those of answers',
      first(({ response }) => {
        response.status = 600
      }),
      'its entry 0 has the status 600, which is none of an answer',
    ],
    [
      'has an invalid header of a request',
      first(({ request }) => request.headers.push({ name: 'a b', value: 'c' })),
      'its entry 0 has a header that is none',
    ],
    [
      'has an invalid header of an answer',
      first(({ response }) => response.headers.push({ name: 'a', value: 'b\nc' })),
      'its entry 0 has a header that is none',
    ],
    [
      'has an invalid entry that is not the first',
      edited(({ entries }) => {
        for (const { request } of entries.slice(4)) request.url = 'https://a b'
      }),
      'its entry 4 has a URL that is none',
    ],
  ])('%s', (_, text, message) => {
    const refusal = refusalOf(text)
    expect(refusal).toBeInstanceOf(UnreadableRecording)
    expect(refusal).toMatchObject({ name: 'UnreadableRecording', code: 'unreadable-recording', message })
  })

  test('is not JSON, or has an invalid header, with the cause', () => {
    expect(refusalOf('{')).toHaveProperty('cause', expect.any(SyntaxError))
    const header = first(({ request }) => request.headers.push({ name: 'a b', value: 'c' }))
    expect(refusalOf(header)).toHaveProperty('cause', expect.any(TypeError))
  })
})

describe('an entry is read', () => {
  test.each([200, 599])('of the status %i', (status) => {
    const edit = ({ entries }: Har['log']) => {
      for (const { response } of entries.slice(0, 1)) response.status = status
    }
    expect(readRecording(edited(edit)).exchanges[0]?.answer).toEqual({ ...answers[0], status })
  })

  test('of any status where the answer was cut off', () => {
    const edit = ({ entries }: Har['log']) => {
      for (const { response } of entries.slice(2, 3)) response.status = 700
    }
    expect(readRecording(edited(edit)).exchanges[2]?.answer).toEqual({ ...answers[2], status: 700 })
  })
})
