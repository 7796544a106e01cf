import { expect, test } from 'vitest'
import { badgeReport } from '../../../src/report/badge.ts'
import { sampleResult } from '../../support/sample-result.ts'

test.each([
  ['conformant', 'yellow', false],
  ['nonconformant', 'red', true],
  ['inconclusive', 'yellow', true],
] as const)('a run that is %s has a badge in %s, as the endpoints of shields.io are', (verdict, color, isError) => {
  expect(JSON.parse(badgeReport(sampleResult({ verdict, target: { url: 'https://a', release: '8.0.3.0' } })))).toEqual({
    schemaVersion: 1,
    label: 'VI JSON 8.0.3.0',
    message: expect.stringMatching(new RegExp(`^${verdict}, \\d+/\\d+ tested$`)),
    color,
    isError,
  })
})

test('without an answer of the target, no release is named', () => {
  expect(JSON.parse(badgeReport(sampleResult({ target: { url: 'https://a' } }))).label).toBe('VI JSON conformance')
})
