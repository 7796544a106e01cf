import { describe, expect, test } from 'vitest'
import { proposedDeviations } from '../../../../src/conformance/deviations/propose.ts'
import { readDeviations } from '../../../../src/conformance/deviations/read.ts'
import { ConfigurationError } from '../../../../src/conformance/errors/configuration-error.ts'
import { sampleRequirement, sampleResult } from '../../../support/sample-result.ts'

const result = sampleResult({
  requirements: [
    sampleRequirement('terminate.success.no-content'),
    sampleRequirement('terminate.privilege.required', {
      verdict: 'fail',
      finding: { code: 'unexpected-success', message: 'the call succeeded' },
    }),
    sampleRequirement('terminate.success.all-listed', {
      level: 'should',
      verdict: 'warn',
      finding: { code: 'not-ended', message: 'a session is still alive' },
    }),
    sampleRequirement('terminate.path.unknown-moid', { verdict: 'deviated' }),
  ],
})

describe('proposedDeviations', () => {
  test('every unmet requirement that no deviation covers is proposed for ninety days, with its finding as a comment', () => {
    expect(proposedDeviations(result)).toBe(`\
# Unmet requirements of https://vcenter.example, found at 2026-01-01T00:00:00.000Z. Fill in reason, link and owner of each.
# Run with --seed 5 to draw the same random lists again.

deviations:
  # the call succeeded
  - requirement: terminate.privilege.required
    finding: unexpected-success
    reason: ""
    link: ""
    owner: ""
    expires: 2026-04-01
  # a session is still alive
  - requirement: terminate.success.all-listed
    finding: not-ended
    reason: ""
    link: ""
    owner: ""
    expires: 2026-04-01
`)
  })

  test('a proposal can be read only once it is filled in', () => {
    const text = proposedDeviations(result)
    expect(() => readDeviations(text, 'd.yaml')).toThrow(new ConfigurationError('d.yaml:8: reason must be filled in'))
    const filled = text
      .replaceAll('reason: ""', 'reason: old')
      .replaceAll('link: ""', 'link: https://tracker.example/1')
      .replaceAll('owner: ""', 'owner: team')
    const common = { reason: 'old', link: 'https://tracker.example/1', owner: 'team', expires: '2026-04-01' }
    expect(readDeviations(filled, 'd.yaml')).toEqual([
      { ...common, requirement: 'terminate.privilege.required', finding: 'unexpected-success', place: 'd.yaml:6' },
      { ...common, requirement: 'terminate.success.all-listed', finding: 'not-ended', place: 'd.yaml:13' },
    ])
  })

  test('where every requirement is met, no deviation is proposed', () => {
    expect(proposedDeviations(sampleResult({ requirements: [sampleRequirement('terminate.a')] }))).toBe(`\
# Unmet requirements of https://vcenter.example, found at 2026-01-01T00:00:00.000Z. Fill in reason, link and owner of each.
# Run with --seed 5 to draw the same random lists again.

deviations: []
`)
  })
})
