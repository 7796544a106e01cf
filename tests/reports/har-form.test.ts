import { Ajv } from 'ajv'
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' }
import harSchemas from 'har-schema'
import { describe, expect, test } from 'vitest'
import { type Exchange, runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import type { RecordedHar } from '../../src/report/har/format.ts'
import { readRecording } from '../../src/report/har/read.ts'
import { harReport } from '../../src/report/har/write.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { mockTarget } from '../support/mock-target.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { sampleExchange } from '../support/sample-exchange.ts'
import { sampleResult } from '../support/sample-result.ts'

// The schemas are of draft 06, use an unknown keyword ("min"), and name a format whose pattern they give as well.
const ajv = new Ajv({ strict: false, validateFormats: false })
ajv.addMetaSchema(draft06)
ajv.addSchema(Object.values(harSchemas))

/** The errors of a value by one of the schemas of HAR 1.2. */
function errorsOf(schema: 'har' | 'entry', value: unknown): string[] {
  ajv.validate(`${schema}.json`, value)
  return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const answers: Record<string, Exchange['answer']> = {
  'an answer': {
    kind: 'answered',
    place: 1,
    status: 500,
    headers: [
      ['content-type', 'application/json'],
      ['location', '/elsewhere'],
    ],
    body: { kind: 'kept', text: '{}' },
  },
  'an answer that is not kept': {
    kind: 'answered',
    place: 1,
    status: 200,
    headers: [],
    body: { kind: 'left-out', length: 9 },
  },
  'an answer of a status without a name': {
    kind: 'answered',
    place: 1,
    status: 599,
    headers: [],
    body: { kind: 'kept', text: '' },
  },
  'a broken answer': { kind: 'broken', place: 1, status: 200, message: 'truncated' },
  'no answer': { kind: 'unreachable', place: 1, reason: 'timeout', message: 'timed out' },
}

describe('harReport', () => {
  test.each<[string, () => SuiteResult | Promise<SuiteResult>]>([
    ['has the form of HAR 1.2 without an exchange', () => sampleResult()],
    ['has the form of HAR 1.2 for a run against the mock', () => runSuite(mockTarget())],
    ['has the form of HAR 1.2 for a run against a defective server', () => mutantResult()],
    [
      'has the form of HAR 1.2 for a target that gives no answer',
      () => runSuite(mockTarget({ around: () => async () => Promise.reject(new TypeError('fetch failed')) })),
    ],
  ])('%s', async (_, make) => {
    const har: RecordedHar = JSON.parse(harReport(await make()))
    expect(errorsOf('har', har)).toEqual([])
    expect(har.log.entries.flatMap((entry) => errorsOf('entry', entry))).toEqual([])
  })

  test.each(Object.entries(answers))('has the form of HAR 1.2 with %s', (_, answer) => {
    const har: RecordedHar = JSON.parse(harReport(sampleResult({ exchanges: [sampleExchange({ answer })] })))
    expect(har.log.entries).toHaveLength(1)
    expect(errorsOf('har', har)).toEqual([])
  })

  test('would be rejected with an entry that has no request', () => {
    const har: RecordedHar = JSON.parse(harReport(sampleResult({ exchanges: [sampleExchange()] })))
    expect(har.log.entries.flatMap(({ request: _, ...entry }) => errorsOf('entry', entry))).toEqual([
      " must have required property 'request'",
    ])
  })
})

test.each(hostileTexts)('readRecording reads back every text with %s', (_, text) => {
  const exchange = sampleExchange({
    caseName: text,
    step: text,
    body: text,
    answer: {
      kind: 'answered',
      place: 1,
      status: 500,
      headers: [['x-text', 'a']],
      body: { kind: 'kept', text },
    },
  })
  const broken = sampleExchange({
    index: 1,
    sentAs: 2,
    answer: { kind: 'broken', place: 3, status: 200, message: text },
  })
  const report = harReport(sampleResult({ exchanges: [exchange, broken] }))
  expect(errorsOf('har', JSON.parse(report))).toEqual([])
  expect(readRecording(report).exchanges).toEqual([exchange, broken])
})
