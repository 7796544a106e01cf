import { expect, test } from 'vitest'
import { requirements } from '../../../src/conformance/index.ts'
import { badgeReport } from '../../../src/report/badge.ts'
import { sampleResult } from '../../support/sample-result.ts'

test.each([
  ['conformant', 'yellow', false, 'passed with 1 warning'],
  ['nonconformant', 'red', true, 'failed'],
  ['inconclusive', 'yellow', true, 'not decided with 1 warning'],
] as const)(
  'a run that is %s has a badge in %s, as the endpoints of shields.io are',
  (verdict, color, isError, word) => {
    expect(
      JSON.parse(badgeReport(sampleResult({ verdict, target: { url: 'https://a', release: '8.0.3.0' } }))),
    ).toEqual({
      schemaVersion: 1,
      label: 'VI JSON 8.0.3.0',
      message: `5 of ${requirements.length} tested: ${word}`,
      color,
      isError,
    })
  },
)

test('without an answer of the target, no release is named', () => {
  expect(JSON.parse(badgeReport(sampleResult({ target: { url: 'https://a' } }))).label).toBe('VI JSON conformance')
})

test('the name of the target stands before the release', () => {
  const target = { url: 'https://a', name: 'build 7', release: '8.0.3.0' }
  expect(JSON.parse(badgeReport(sampleResult({ target }))).label).toBe('build 7, VI JSON 8.0.3.0')
})
