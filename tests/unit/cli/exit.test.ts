import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../../src/cli/exit.ts'
import type { StaleDeviation, SuiteResult } from '../../../src/conformance/index.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const failing = sampleRequirement('terminate.a.fails', { verdict: 'fail' })
const warning = sampleRequirement('terminate.a.warns', { verdict: 'warn' })
const passing = sampleRequirement('terminate.a.passes')
const stale = (requirement: string, cause: StaleDeviation['cause'] = 'other-finding') => ({
  place: 'd.yaml:1',
  requirement,
  cause,
  message: 'x',
})

/** The exit code of a result; by default of one without an error of the suite. */
const codeOf = (given: Partial<SuiteResult>, run: Partial<SuiteResult['run']> = {}) => {
  const sample = sampleResult({ requirements: [passing], counts: { ...sampleResult().counts, error: 0 }, ...given })
  return exitCodeOf({ ...sample, run: { ...sample.run, ...run } })
}

describe('exitCodeOf', () => {
  test.each<[title: string, code: number, Partial<SuiteResult>, Partial<SuiteResult['run']>]>([
    ['is 0 for a conformant target', 0, { verdict: 'conformant' }, {}],
    ['is 1 for a nonconformant target', 1, { verdict: 'nonconformant', requirements: [failing] }, {}],
    ['is 3 for an inconclusive run', 3, { verdict: 'inconclusive' }, {}],
    ['is 4 for a deviation that is no longer seen', 4, { verdict: 'conformant', stale: [stale(passing.id)] }, {}],
    [
      'is 1 for a failure that is declared with another finding: nothing declares this one',
      1,
      { verdict: 'nonconformant', requirements: [failing], stale: [stale(failing.id)] },
      {},
    ],
    [
      'is 4 for a failure that was declared until a day which has passed',
      4,
      { verdict: 'nonconformant', requirements: [failing], stale: [stale(failing.id, 'expired')] },
      {},
    ],
    [
      'is 1 for an undeclared failure beside a stale deviation',
      1,
      { verdict: 'nonconformant', requirements: [failing, passing], stale: [stale(passing.id)] },
      {},
    ],
    [
      'is 4 for a warning beside a stale deviation',
      4,
      { verdict: 'conformant', requirements: [warning], stale: [stale(passing.id)] },
      {},
    ],
    [
      'is 1 for a warning of a strict run beside a stale deviation',
      1,
      { verdict: 'nonconformant', requirements: [warning], stale: [stale(passing.id)] },
      { strict: true },
    ],
    [
      'is 4 for a stale deviation of an inconclusive run',
      4,
      { verdict: 'inconclusive', stale: [stale(passing.id)] },
      {},
    ],
    [
      'is 5 for an error of the suite beside a failure',
      5,
      { verdict: 'nonconformant', counts: { ...sampleResult().counts, error: 1 } },
      {},
    ],
    [
      'is 1 for an undeclared failure beside one that is declared with another finding',
      1,
      {
        verdict: 'nonconformant',
        requirements: [failing, sampleRequirement('terminate.a.fails-too', { verdict: 'fail' })],
        stale: [stale(failing.id)],
      },
      {},
    ],
    [
      'is 1 for a warning of a strict run that is declared with another finding',
      1,
      { verdict: 'nonconformant', requirements: [warning], stale: [stale(warning.id)] },
      { strict: true },
    ],
    ['is 0 for a warning', 0, { verdict: 'conformant', requirements: [warning] }, {}],
    ['is 1 for a warning of a strict run', 1, { verdict: 'nonconformant', requirements: [warning] }, { strict: true }],
    [
      'is 5 for an error of the suite beside a stale deviation',
      5,
      {
        verdict: 'conformant',
        stale: [stale(passing.id)],
        counts: { ...sampleResult().counts, error: 1 },
      },
      {},
    ],
    [
      'is 130 for an interruption beside an error of the suite and a stale deviation',
      130,
      {
        verdict: 'conformant',
        stale: [stale(passing.id)],
        counts: { ...sampleResult().counts, error: 1 },
      },
      { interrupted: true },
    ],
    [
      'is 130 for an interruption beside a failure',
      130,
      { verdict: 'nonconformant', requirements: [failing] },
      { interrupted: true },
    ],
  ])('%s', (_, code, given, run) => {
    expect(codeOf(given, run)).toBe(code)
  })
})
