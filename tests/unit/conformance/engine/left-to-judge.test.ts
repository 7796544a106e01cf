import { expect, test } from 'vitest'
import { leftToJudge } from '../../../../src/conformance/engine/left-to-judge.ts'
import type { Level, Verdict } from '../../../../src/conformance/types.ts'
import { sampleRequirement } from '../../../support/sample-result.ts'

const resultOf = (id: string, level: Level, verdict: Verdict) =>
  sampleRequirement(id, {
    level,
    verdict,
    ...(verdict === 'pass' ? {} : { finding: { code: 'not-ended', message: 'session 1 is alive', judgedBy: 'judge' } }),
  })

const left = (own: Level, ownVerdict: Verdict, judge?: readonly [Level, Verdict]) =>
  leftToJudge(resultOf('own', own, ownVerdict), judge === undefined ? [] : [resultOf('judge', ...judge)]).verdict

test.each([
  ['must', 'fail', ['must', 'fail'], 'unreached'],
  ['should', 'warn', ['must', 'fail'], 'unreached'],
  ['should', 'warn', ['should', 'warn'], 'unreached'],
  // What weighs less must not take a failure away.
  ['must', 'fail', ['should', 'warn'], 'fail'],
  ['must', 'fail', ['must', 'pass'], 'fail'],
  ['must', 'fail', ['must', 'unreached'], 'fail'],
  ['must', 'fail', ['must', 'unsupported'], 'fail'],
  ['must', 'fail', ['must', 'error'], 'fail'],
  ['should', 'warn', ['must', 'pass'], 'warn'],
  ['must', 'fail', undefined, 'fail'],
  ['must', 'unreached', ['must', 'fail'], 'unreached'],
  ['must', 'pass', ['must', 'fail'], 'pass'],
] as const)(
  'a %s that has the verdict %s, with a judge that is %j, is left as %s',
  (level, verdict, judge, expected) => {
    expect(left(level, verdict, judge)).toBe(expected)
  },
)

test('the message of one that is left to its judge says which that is', () => {
  const own = resultOf('own', 'must', 'fail')
  expect(leftToJudge(own, [resultOf('judge', 'must', 'fail')])).toEqual({
    ...own,
    verdict: 'unreached',
    finding: {
      code: 'prerequisite',
      message: 'a prerequisite is not met, which judge judges: the control call of this check shows the same',
      judgedBy: 'judge',
    },
  })
})
