import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../../src/cli/exit.ts'
import type { SuiteResult } from '../../../src/conformance/index.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const failing = sampleRequirement('terminate.a.fails', { verdict: 'fail' })
const warning = sampleRequirement('terminate.a.warns', { verdict: 'warn' })
const passing = sampleRequirement('terminate.a.passes')
const stale = (requirement: string) => ({
  place: 'd.yaml:1',
  requirement,
  cause: 'other-finding' as const,
  message: 'x',
})

/** The code of a run without errors, but for what is given. */
const codeOf = (given: Partial<SuiteResult>, run: Partial<SuiteResult['run']> = {}) => {
  const sample = sampleResult({ requirements: [passing], counts: { ...sampleResult().counts, error: 0 }, ...given })
  return exitCodeOf({ ...sample, run: { ...sample.run, ...run } })
}

describe('a run ends with', () => {
  test.each<[number, string, Partial<SuiteResult>, Partial<SuiteResult['run']>]>([
    [0, 'conformant', { verdict: 'conformant' }, {}],
    [1, 'nonconformant', { verdict: 'nonconformant', requirements: [failing] }, {}],
    [3, 'inconclusive', { verdict: 'inconclusive' }, {}],
    [4, 'a deviation that no longer happens', { verdict: 'conformant', stale: [stale(passing.id)] }, {}],
    [
      4,
      'a failure that is declared otherwise',
      { verdict: 'nonconformant', requirements: [failing], stale: [stale(failing.id)] },
      {},
    ],
    [
      1,
      'a failure that is not declared, beside a stale declaration',
      { verdict: 'nonconformant', requirements: [failing, passing], stale: [stale(passing.id)] },
      {},
    ],
    [4, 'a warning beside one', { verdict: 'conformant', requirements: [warning], stale: [stale(passing.id)] }, {}],
    [
      1,
      'a warning that counts, beside one',
      { verdict: 'nonconformant', requirements: [warning], stale: [stale(passing.id)] },
      { strict: true },
    ],
    [4, 'a stale declaration where not all was reached', { verdict: 'inconclusive', stale: [stale(passing.id)] }, {}],
    [
      5,
      'an error of the suite, whatever failed',
      { verdict: 'nonconformant', counts: { ...sampleResult().counts, error: 1 } },
      {},
    ],
    [
      1,
      'a failure that is not declared, beside one that is declared otherwise',
      {
        verdict: 'nonconformant',
        requirements: [failing, sampleRequirement('terminate.a.fails-too', { verdict: 'fail' })],
        stale: [stale(failing.id)],
      },
      {},
    ],
    [
      4,
      'a warning that counts, and is declared otherwise',
      { verdict: 'nonconformant', requirements: [warning], stale: [stale(warning.id)] },
      { strict: true },
    ],
    [0, 'a warning that does not count', { verdict: 'conformant', requirements: [warning] }, {}],
    [1, 'a warning that counts', { verdict: 'nonconformant', requirements: [warning] }, { strict: true }],
    [
      5,
      'an error of the suite, beside a stale declaration',
      {
        verdict: 'conformant',
        stale: [stale(passing.id)],
        counts: { ...sampleResult().counts, error: 1 },
      },
      {},
    ],
    [
      130,
      'an interruption, whatever became of the suite and of declarations',
      {
        verdict: 'conformant',
        stale: [stale(passing.id)],
        counts: { ...sampleResult().counts, error: 1 },
      },
      { interrupted: true },
    ],
    [
      130,
      'an interruption, whatever failed',
      { verdict: 'nonconformant', requirements: [failing] },
      { interrupted: true },
    ],
  ])('%i: %s', (code, _, given, run) => {
    expect(codeOf(given, run)).toBe(code)
  })
})
