import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import schema from '../../spec/result.schema.json' with { type: 'json' }
import { runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { headlineOf } from '../../src/report/headline.ts'
import { jsonReport, readResult } from '../../src/report/json.ts'
import { hostileTexts } from '../support/hostile-texts.ts'
import { mockTarget } from '../support/mock-target.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { sampleRequirement, sampleResult } from '../support/sample-result.ts'

const validate = new Ajv2020().compile(schema)

/** The errors of a report by the published schema. */
function errorsOf(report: string) {
  validate(JSON.parse(report))
  return validate.errors ?? []
}

/** The part of a result that a JSON report contains. */
function writtenOf(whole: SuiteResult) {
  const { exchanges, requirements, ...result } = whole
  const run = exchanges.length === 0 ? result.run : { ...result.run, criticalPathMs: expect.any(Number) }
  return {
    ...result,
    run,
    headline: headlineOf(whole).text,
    requirements: requirements.map(({ traces: _, ...one }) => one),
  }
}

const stale = { place: 'd.yaml:1', requirement: 'terminate.path.f', cause: 'expired', message: 'it is old' } as const

describe('a JSON report', () => {
  test.each<[string, () => SuiteResult | Promise<SuiteResult>]>([
    ['of each verdict meets the published schema and is read back', () => sampleResult()],
    ['of a stale deviation meets the published schema and is read back', () => sampleResult({ stale: [stale] })],
    [
      'of a problem meets the published schema and is read back',
      () => sampleResult({ problem: { code: 'login', message: 'Login was refused' } }),
    ],
    ['of a run against the mock meets the published schema and is read back', () => runSuite(mockTarget())],
    ['of a run against a defective server meets the published schema and is read back', () => mutantResult()],
  ])('%s', async (_, make) => {
    const result = await make()
    const report = jsonReport(result)
    expect(errorsOf(report)).toEqual([])
    expect(readResult(report)).toEqual(writtenOf(result))
  })
})

test.each(hostileTexts)('readResult reads back every text with %s', (_, text) => {
  const result = sampleResult({
    target: { url: 'https://vcenter.example', product: text, release: text },
    requirements: [
      sampleRequirement('terminate.a.b', {
        verdict: 'deviated',
        finding: { code: 'schema', message: text },
        deviation: { reason: text, link: text, owner: text, expires: text },
        recorded: [text],
      }),
    ],
    stale: [{ ...stale, place: text, message: text }],
    problem: { code: 'login', message: text },
  })
  expect(errorsOf(jsonReport(result))).toEqual([])
  expect(readResult(jsonReport(result))).toEqual(writtenOf(result))
})

test('the published schema rejects an unknown verdict', () => {
  const report = jsonReport(sampleResult()).replace('"verdict": "warn"', '"verdict": "maybe"')
  expect(errorsOf(report).map(({ instancePath, message }) => `${instancePath} ${message}`)).toEqual([
    '/requirements/2/verdict must be equal to one of the allowed values',
  ])
})
