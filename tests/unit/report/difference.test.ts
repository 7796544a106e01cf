import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../src/conformance/index.ts'
import { differenceLines, differenceOf, isWorse } from '../../../src/report/difference.ts'
import { sampleRequirement, sampleResult } from '../../support/sample-result.ts'

/** A result with these verdicts by id. */
const resultWith = (verdicts: Record<string, Verdict>) =>
  sampleResult({
    requirements: Object.entries(verdicts).map(([id, verdict]) =>
      sampleRequirement(id, {
        verdict,
        ...(['fail', 'warn'].includes(verdict)
          ? { finding: { code: 'schema', message: 'm', seen: `${id} is odd`, expected: 'e' } }
          : {}),
      }),
    ),
  })

/** From the best to the worst; those in one group are alike. */
const groups: Verdict[][] = [
  ['pass', 'recorded'],
  ['deviated'],
  ['unsupported', 'unreached'],
  ['warn'],
  ['fail', 'error'],
]
const pairs = groups.flatMap((earlier, rank) =>
  groups.flatMap((later, other) =>
    earlier.flatMap((from) => later.map((to): [Verdict, Verdict, number] => [from, to, Math.sign(other - rank)])),
  ),
)

describe('differenceOf', () => {
  test.each(pairs)('from %s to %s is %i', (from, to, sign) => {
    const difference = differenceOf(resultWith({ a: from }), resultWith({ a: to }))
    const isUntested = sign !== 0 && ['unsupported', 'unreached'].includes(to)
    const { worse, better, untested } = difference
    expect([worse.length, better.length, untested.length]).toEqual([
      sign > 0 && !isUntested ? 1 : 0,
      sign < 0 && !isUntested ? 1 : 0,
      isUntested ? 1 : 0,
    ])
    expect(isWorse(difference)).toBe(sign > 0 && !isUntested)
  })

  test('shows what is worse with what was seen, what is better, what is new, and what is gone', () => {
    const older = resultWith({ a: 'pass', b: 'fail', c: 'pass', d: 'pass' })
    const newer = resultWith({ a: 'fail', b: 'pass', c: 'pass', e: 'pass' })
    const difference = differenceOf(older, newer)
    expect(differenceLines(difference)).toEqual([
      'worse:',
      '  a: pass → fail',
      '    expected: e',
      '    seen: a is odd',
      'better:',
      '  b: fail → pass',
      'new:',
      '  e: pass',
      'gone:',
      '  d',
      '1 worse, 1 better, 0 not tested now, 1 new, 1 gone',
    ])
  })

  test('tells once what several requirements have in common', () => {
    const seen = (verdict: Verdict) => {
      const finding = { code: 'unanswered', message: 'the target was not reached' } as const
      const requirements = ['a', 'b'].map((id) => sampleRequirement(id, verdict === 'pass' ? {} : { verdict, finding }))
      return sampleResult({ requirements })
    }
    expect(differenceLines(differenceOf(seen('pass'), seen('unreached')))).toEqual([
      'not tested now:',
      '  a: pass → not decided',
      '    seen: the target was not reached',
      '  b: pass → not decided',
      '    (as for a)',
      '0 worse, 0 better, 2 not tested now, 0 new, 0 gone',
    ])
  })

  test('is empty where nothing changed', () => {
    const same = resultWith({ a: 'fail', b: 'pass' })
    expect(differenceLines(differenceOf(same, same))).toEqual(['0 worse, 0 better, 0 not tested now, 0 new, 0 gone'])
  })

  test.each<[Verdict, boolean]>([
    ['fail', true],
    ['warn', true],
    ['error', true],
    ['pass', false],
    ['unsupported', false],
  ])('a new requirement with the verdict %s is worse: %s', (verdict, worse) => {
    expect(isWorse(differenceOf(resultWith({}), resultWith({ a: verdict })))).toBe(worse)
  })
})
