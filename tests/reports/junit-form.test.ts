import { readFileSync } from 'node:fs'
import { XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { junitReport } from '../../src/report/junit.ts'
import { mockTarget } from '../support/mock-target.ts'
import { mutantResult } from '../support/mutant-result.ts'
import { sampleResult } from '../support/sample-result.ts'

let schema: XmlDocument
let validator: XsdValidator
beforeAll(() => {
  schema = XmlDocument.fromBuffer(readFileSync(new URL('junit.xsd', import.meta.url)))
  validator = XsdValidator.fromDoc(schema)
})
afterAll(() => {
  validator.dispose()
  schema.dispose()
})

/** The errors of a document by the schema of Jenkins' xUnit plugin. */
function errorsOf(xml: string): string[] {
  using document = XmlDocument.fromString(xml)
  try {
    validator.validate(document)
    return []
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map(({ message }) => message.trim())
    throw error
  }
}

const stale = { place: 'd.yaml:1', requirement: 'terminate.path.f', cause: 'expired', message: 'it is old' } as const

describe('a JUnit report', () => {
  const { run } = sampleResult()

  test.each<[string, () => SuiteResult | Promise<SuiteResult>]>([
    ['of each verdict meets the schema of Jenkins', () => sampleResult()],
    ['of a strict run meets the schema of Jenkins', () => sampleResult({ run: { ...run, strict: true } })],
    [
      'of stale deviations meets the schema of Jenkins',
      () => sampleResult({ stale: [stale, { ...stale, cause: 'not-seen' }] }),
    ],
    ['without a requirement meets the schema of Jenkins', () => sampleResult({ requirements: [] })],
    [
      'of a run of more than a thousand seconds meets the schema of Jenkins',
      () => sampleResult({ run: { ...run, durationMs: 1_234_567.89 } }),
    ],
    ['of a run against the mock meets the schema of Jenkins', () => runSuite(mockTarget())],
    ['of a run against a defective server meets the schema of Jenkins', () => mutantResult()],
  ])('%s', async (_, make) => {
    expect(errorsOf(junitReport(await make()))).toEqual([])
  })
})

describe('the schema of Jenkins', () => {
  const counts = 'tests="1" failures="0" errors="0"'
  const suite = (content: string) => `<testsuites><testsuite name="a" ${counts}>${content}</testsuite></testsuites>`

  test.each([
    [
      'rejects another root',
      '<report/>',
      "Element 'report': No matching global declaration available for the validation root.",
    ],
    [
      'rejects a count of skipped tests at the root',
      '<testsuites skipped="1"/>',
      "Element 'testsuites', attribute 'skipped': The attribute 'skipped' is not allowed.",
    ],
    [
      'rejects a suite without a count of errors',
      '<testsuites><testsuite name="a" tests="0" failures="0"/></testsuites>',
      "Element 'testsuite': The attribute 'errors' is required but missing.",
    ],
    [
      'rejects a test case without a name',
      suite('<testcase/>'),
      "Element 'testcase': The attribute 'name' is required but missing.",
    ],
    [
      'rejects properties of a test case',
      suite('<testcase name="b"><properties/></testcase>'),
      "Element 'properties': This element is not expected. Expected is one of ( skipped, failure, error, system-out, system-err ).",
    ],
    [
      'rejects a property without a value',
      suite('<properties><property name="b"/></properties>'),
      "Element 'property': The attribute 'value' is required but missing.",
    ],
    [
      'rejects an element in the text of a failure',
      suite('<testcase name="b"><failure><b/></failure></testcase>'),
      "Element 'failure': Element content is not allowed, because the content type is a simple type definition.",
    ],
  ])('%s', (_, xml, error) => {
    expect(errorsOf(xml)).toEqual([error])
  })

  test('rejects a time in another notation', () => {
    expect(errorsOf(suite('<testcase name="b" time="1e3"/>'))).toEqual([
      "Element 'testcase', attribute 'time': [facet 'pattern'] The value '1e3' is not accepted by the pattern '([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\\.[0-9]+)?'.",
    ])
  })
})
