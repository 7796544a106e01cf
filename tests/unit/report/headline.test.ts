import { describe, expect, test } from 'vitest'
import {
  type FindingCode,
  requirements as ledger,
  type RequirementResult,
  type SuiteResult,
} from '../../../src/conformance/index.ts'
import { headlineOf, isTested, lastLineOf } from '../../../src/report/headline.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

const all = ledger.length

/** The result of a run of every requirement of the ledger, each passed but for the first ones, which are given. */
function runOf(first: Partial<RequirementResult>[], given: Partial<SuiteResult> = {}): SuiteResult {
  const requirements = ledger.map(({ id }, index) => sampleRequirement(id, first[index]))
  return sampleResult({ verdict: 'conformant', requirements, ...given })
}

const skipped = (code: FindingCode): Partial<RequirementResult> => ({
  verdict: 'unsupported',
  finding: { code, message: 'a reason' },
})
const undecided = (code: FindingCode): Partial<RequirementResult> => ({
  verdict: 'unreached',
  finding: { code, message: 'a reason' },
})
const stale = { place: 'd.yaml:1', requirement: 'terminate.a.b', cause: 'expired', message: 'it is old' } as const

describe('the headline of a run of every requirement', () => {
  test.each<[string, SuiteResult, string, string]>([
    ['is good where all passed', runOf([]), `conformant, ${all} of ${all} requirements tested`, 'good'],
    [
      'is bad where the target is nonconformant',
      runOf([{ verdict: 'fail' }], { verdict: 'nonconformant' }),
      `nonconformant, ${all} of ${all} requirements tested`,
      'bad',
    ],
    [
      'counts what was skipped by its reasons, and is no longer good',
      runOf(
        (['foreign-sessions', 'second-principal', 'foreign-sessions'] as const).map((code) => ({
          ...skipped(code),
          level: 'should',
        })),
      ),
      `conformant, ${all - 3} of ${all} requirements tested; 3 skipped: others are logged on (2), there is no second account (1)`,
      'caution',
    ],
    [
      'counts what was not decided by its reasons',
      runOf([undecided('prerequisite'), undecided('other-cause'), undecided('suite')], { verdict: 'inconclusive' }),
      `inconclusive, ${all - 3} of ${all} requirements tested; 3 not decided: a prerequisite is not met (1), sessions ended for other reasons (1), other reasons (1)`,
      'caution',
    ],
    [
      'counts declared deviations, and is no longer good',
      runOf([{ verdict: 'deviated' }, { verdict: 'deviated' }]),
      `conformant, ${all} of ${all} requirements tested; with 2 declared deviations`,
      'caution',
    ],
    [
      'says how many warnings there are, and is no longer good',
      runOf([{ verdict: 'warn' }, { verdict: 'warn' }]),
      `conformant with 2 warnings, ${all} of ${all} requirements tested`,
      'caution',
    ],
    [
      'counts stale deviations, and is no longer good',
      runOf([], { stale: [stale] }),
      `conformant, ${all} of ${all} requirements tested; 1 declared deviation stale`,
      'caution',
    ],
    [
      'says that the run was interrupted',
      runOf([undecided('interrupted')], {
        verdict: 'inconclusive',
        run: { ...sampleResult().run, interrupted: true },
      }),
      `inconclusive, ${all - 1} of ${all} requirements tested; 1 not decided: the run was interrupted`,
      'caution',
    ],
  ])('%s', (_, result, text, tone) => {
    expect(headlineOf(result)).toEqual({ text, tone })
  })
})

describe('the headline of a conformant target', () => {
  const [limit, others] = [
    skipped('limit'),
    { ...skipped('foreign-sessions'), finding: { code: 'foreign-sessions', message: 'others' } },
  ] as const
  test.each<[string, Partial<RequirementResult>[], string]>([
    [
      'says that one must was left out by a limit',
      [limit],
      '; no full verdict: 1 requirement of the level must was not tested; 1 skipped: beyond a limit of the run',
    ],
    [
      'says so whatever left them out',
      [limit, others, skipped('second-principal'), skipped('not-applicable')],
      '; no full verdict: 4 requirements of the level must were not tested; 4 skipped: beyond a limit of the run (1), others are logged on (1), there is no second account (1), not applicable to this target or account (1)',
    ],
    [
      'says nothing of other levels',
      [
        { ...limit, level: 'should' },
        { ...limit, level: 'observed' },
      ],
      '; 2 skipped: beyond a limit of the run',
    ],
  ])('%s', (_, first, rest) => {
    const { text, tone } = headlineOf(runOf(first))
    expect([text, tone]).toEqual([`conformant, ${all - first.length} of ${all} requirements tested${rest}`, 'caution'])
  })

  test.each(['nonconformant', 'inconclusive'] as const)('is for no other verdict: %s', (verdict) => {
    expect(headlineOf(runOf([limit], { verdict })).text).not.toContain('full verdict')
  })
})

describe('the headline of a run of selected requirements', () => {
  test.each([
    ['conformant', 'pass', 'passed', 'caution'],
    ['nonconformant', 'fail', 'failed', 'bad'],
    ['conformant', 'warn', 'passed with 1 warning', 'caution'],
    ['inconclusive', 'recorded', 'not decided', 'caution'],
  ] as const)('gives no verdict on the target where they are %s', (verdict, of, word, tone) => {
    const requirements = [sampleRequirement('terminate.success.no-content', { verdict: of })]
    expect(headlineOf(sampleResult({ verdict, requirements }))).toEqual({
      text: `1 of ${all} requirements tested: ${word}; ${all - 1} not selected`,
      tone,
    })
  })
})

test('the last line names the target', () => {
  expect(lastLineOf(runOf([]))).toBe(
    `https://vcenter.example (vCenter 8.0.3, release 8.0.3.0): conformant, ${all} of ${all} requirements tested`,
  )
})

test.each([
  ['pass', true],
  ['fail', true],
  ['warn', true],
  ['deviated', true],
  ['recorded', true],
  ['unsupported', false],
  ['unreached', false],
  ['error', false],
] as const)('a requirement with the verdict %s was tested: %s', (verdict, is) => {
  expect(isTested({ verdict })).toBe(is)
})
