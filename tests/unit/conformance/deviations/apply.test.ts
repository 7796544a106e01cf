import { describe, expect, test } from 'vitest'
import { applyDeviations } from '../../../../src/conformance/deviations/apply.ts'
import type { Deviation, FindingCode, RequirementResult, Verdict } from '../../../../src/conformance/types.ts'
import { sampleRequirement } from '../../../support/sample-result.ts'

const id = 'terminate.privilege.required'
const today = '2026-06-01'

const declared = (given: Partial<Deviation> = {}): Deviation => ({
  requirement: id,
  finding: 'unexpected-success',
  reason: 'no privileges',
  link: 'https://tracker.example/1',
  owner: 'team',
  expires: '2026-06-01',
  place: 'deviations.yaml:2',
  ...given,
})

const unmet = (code: FindingCode, verdict: Verdict = 'fail'): RequirementResult =>
  sampleRequirement(id, { verdict, finding: { code, message: 'x' } })

describe('applyDeviations', () => {
  test.each<[string, 'fail' | 'warn']>([
    ['a failure that is declared is deviated, up to the last day of the declaration', 'fail'],
    ['a warning that is declared is deviated, up to the last day of the declaration', 'warn'],
  ])('%s', (_, verdict) => {
    expect(applyDeviations([unmet('unexpected-success', verdict)], [declared()], today, [])).toEqual({
      requirements: [
        {
          ...unmet('unexpected-success', verdict),
          verdict: 'deviated',
          deviation: {
            reason: 'no privileges',
            link: 'https://tracker.example/1',
            owner: 'team',
            expires: '2026-06-01',
          },
        },
      ],
      stale: [],
    })
  })

  test.each<[string, RequirementResult, Partial<Deviation>, string, string]>([
    [
      'a declaration that has expired covers nothing and is stale',
      unmet('unexpected-success'),
      { expires: '2026-05-31' },
      'expired',
      `the deviation of ${id} expired on 2026-05-31 (owner: team)`,
    ],
    [
      'a declaration of another finding covers nothing and is stale',
      unmet('wrongly-ended'),
      {},
      'other-finding',
      `${id} has the finding wrongly-ended; the declared one is unexpected-success`,
    ],
    [
      'a declaration of a requirement that passes is stale',
      sampleRequirement(id),
      {},
      'not-seen',
      `${id} passes: the declared finding unexpected-success no longer occurs`,
    ],
  ])('%s', (_, result, given, cause, message) => {
    expect(applyDeviations([result], [declared(given)], today, [])).toEqual({
      requirements: [result],
      stale: [{ place: 'deviations.yaml:2', requirement: id, cause, message }],
    })
  })

  test('a randomized requirement that passes does not make its declaration stale', () => {
    expect(applyDeviations([sampleRequirement(id)], [declared()], today, [id])).toEqual({
      requirements: [sampleRequirement(id)],
      stale: [],
    })
  })

  test('a randomized requirement that passes makes an expired declaration stale', () => {
    const { stale } = applyDeviations([sampleRequirement(id)], [declared({ expires: '2026-05-31' })], today, [id])
    expect(stale).toEqual([
      {
        place: 'deviations.yaml:2',
        requirement: id,
        cause: 'expired',
        message: `the deviation of ${id} expired on 2026-05-31 (owner: team)`,
      },
    ])
  })

  test('a randomized requirement with another finding makes its declaration stale', () => {
    const { stale } = applyDeviations([unmet('wrongly-ended')], [declared()], today, [id])
    expect(stale.map(({ cause }) => cause)).toEqual(['other-finding'])
  })

  test.each<[string, Verdict]>([
    ['a declaration of an unreached requirement is neither confirmed nor stale', 'unreached'],
    ['a declaration of an unsupported requirement is neither confirmed nor stale', 'unsupported'],
    ['a declaration of a requirement with an error of the suite is neither confirmed nor stale', 'error'],
  ])('%s', (_, verdict) => {
    const result = unmet('prerequisite', verdict)
    expect(applyDeviations([result], [declared()], today, [])).toEqual({ requirements: [result], stale: [] })
  })

  test('a declaration of a requirement that was not tested in this run changes nothing', () => {
    const result = sampleRequirement('terminate.path.unknown-moid')
    expect(applyDeviations([result], [declared()], today, [])).toEqual({ requirements: [result], stale: [] })
  })

  test('of several declarations, the one with the finding covers it and the others are stale', () => {
    const { requirements, stale } = applyDeviations(
      [unmet('wrongly-ended')],
      [declared(), declared({ finding: 'wrongly-ended', place: 'deviations.yaml:9', reason: 'the other' })],
      today,
      [],
    )
    expect(requirements.map(({ verdict, deviation }) => [verdict, deviation?.reason])).toEqual([
      ['deviated', 'the other'],
    ])
    expect(stale.map(({ place, cause }) => [place, cause])).toEqual([['deviations.yaml:2', 'other-finding']])
  })
})
