import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { conclusionOf, countsOf, isFailure, verdictAt, verdictOf } from '../../../../src/conformance/engine/verdicts.ts'
import { failed, unreached, unsupported } from '../../../../src/conformance/errors/verdict-error.ts'
import type { Finding, Level, RequirementResult, Verdict } from '../../../../src/conformance/types.ts'
import { sampleRequirement } from '../../../support/sample-result.ts'

const result = (level: Level, verdict: Verdict): RequirementResult =>
  sampleRequirement('terminate.a', { level, verdict })

describe('verdictOf', () => {
  test.each<[string, unknown, Level, Verdict, Finding]>([
    ['a must that is not met fails', failed('schema', 'x'), 'must', 'fail', { code: 'schema', message: 'x' }],
    ['a should that is not met warns', failed('schema', 'x'), 'should', 'warn', { code: 'schema', message: 'x' }],
    [
      'an observed requirement that is not met is recorded',
      failed('schema', 'x'),
      'observed',
      'recorded',
      { code: 'schema', message: 'x' },
    ],
    [
      'a missing prerequisite is unreached',
      unreached('x'),
      'should',
      'unreached',
      { code: 'prerequisite', message: 'x' },
    ],
    [
      'a run without a second account is unsupported',
      unsupported('second-principal', 'x'),
      'must',
      'unsupported',
      { code: 'second-principal', message: 'x' },
    ],
    [
      'a missing answer is unreached',
      new TargetUnreachable('timeout', 'x'),
      'must',
      'unreached',
      { code: 'unanswered', message: 'x' },
    ],
    [
      'an incomplete answer is unreached',
      new BrokenAnswer(500, 'x'),
      'must',
      'unreached',
      { code: 'unanswered', message: 'x' },
    ],
    [
      'an error of the suite is an error, with its name and message',
      new TypeError('x of undefined'),
      'must',
      'error',
      { code: 'suite', message: 'the suite failed: TypeError: x of undefined' },
    ],
    [
      'a thrown value that is not an Error is an error',
      'x',
      'must',
      'error',
      { code: 'suite', message: 'the suite failed: a value that is not an Error was thrown' },
    ],
  ])('%s', (_, error, level, verdict, finding) => {
    expect(verdictOf(error, level)).toEqual({ verdict, finding })
  })
})

describe('verdictAt', () => {
  test('only a failure depends on the level', () => {
    const levels = ['must', 'should', 'observed'] as const
    expect(levels.map((level) => verdictAt(level, 'fail'))).toEqual(['fail', 'warn', 'recorded'])
    expect(levels.map((level) => verdictAt(level, 'unreached'))).toEqual(['unreached', 'unreached', 'unreached'])
    expect(levels.map((level) => verdictAt(level, 'unsupported'))).toEqual(Array(3).fill('unsupported'))
  })
})

describe('isFailure', () => {
  test.each<[string, boolean, Verdict[]]>([
    ['only fail makes a target nonconformant', false, ['fail']],
    ['with strict, fail and warn make a target nonconformant', true, ['fail', 'warn']],
  ])('%s', (_, isStrict, failures) => {
    const all: Verdict[] = ['pass', 'fail', 'warn', 'unsupported', 'unreached', 'deviated', 'error']
    expect(all.filter((verdict) => isFailure({ verdict }, isStrict))).toEqual(failures)
  })
})

describe('conclusionOf', () => {
  const mustPass = result('must', 'pass')
  const mustBehind = (judgedBy: string) =>
    sampleRequirement('terminate.b', {
      level: 'must',
      verdict: 'unreached',
      finding: { code: 'prerequisite', message: 'x', judgedBy },
    })
  const plain = { strict: false, isInterrupted: false }
  const strict = { strict: true, isInterrupted: false }
  const interrupted = { strict: false, isInterrupted: true }

  test.each<[string, RequirementResult[], typeof plain, string]>([
    ['a run without results is inconclusive', [], plain, 'inconclusive'],
    ['a must that passes is conformant', [mustPass], plain, 'conformant'],
    ['a should that passes is conformant', [result('should', 'pass')], plain, 'conformant'],
    ['a should that warns is conformant', [result('should', 'warn')], plain, 'conformant'],
    [
      'with strict, a should that warns is nonconformant',
      [mustPass, result('should', 'warn')],
      strict,
      'nonconformant',
    ],
    ['one failure is nonconformant', [mustPass, result('must', 'fail')], plain, 'nonconformant'],
    ['a run that was only to observe is conformant', [result('observed', 'recorded')], plain, 'conformant'],
    ['a run that could not observe is inconclusive', [result('observed', 'unreached')], plain, 'inconclusive'],
    [
      'a must that a declared deviation keeps from being tested is conformant',
      [result('must', 'deviated'), mustBehind('terminate.a')],
      strict,
      'conformant',
    ],
    [
      'a must that another one keeps from being tested is inconclusive',
      [mustPass, mustBehind('terminate.a')],
      plain,
      'inconclusive',
    ],
    ['a run in which all is unsupported is inconclusive', [result('must', 'unsupported')], plain, 'inconclusive'],
    ['a must that is unsupported is conformant', [mustPass, result('must', 'unsupported')], strict, 'conformant'],
    ['a must that is unreached is inconclusive', [mustPass, result('must', 'unreached')], plain, 'inconclusive'],
    ['a should that is unreached is conformant', [mustPass, result('should', 'unreached')], plain, 'conformant'],
    [
      'with strict, a should that is unreached is inconclusive',
      [mustPass, result('should', 'unreached')],
      strict,
      'inconclusive',
    ],
    [
      'with strict, an observed requirement that is unreached is conformant',
      [mustPass, result('observed', 'unreached')],
      strict,
      'conformant',
    ],
    ['an error of the suite is inconclusive', [mustPass, result('observed', 'error')], plain, 'inconclusive'],
    [
      'a failure is nonconformant although another must is unreached',
      [result('must', 'unreached'), result('must', 'fail')],
      plain,
      'nonconformant',
    ],
    ['an interrupted run is inconclusive', [mustPass], interrupted, 'inconclusive'],
    ['an interrupted run with a failure is nonconformant', [result('must', 'fail')], interrupted, 'nonconformant'],
    ['a declared deviation is conformant', [result('must', 'deviated')], plain, 'conformant'],
  ])('%s', (_, results, options, conclusion) => {
    const manifest = results.map(({ id }) => id)
    expect(conclusionOf(results, manifest, options)).toBe(conclusion)
  })

  test.each<[string, Verdict, string]>([
    ['a run with a missing result is inconclusive', 'pass', 'inconclusive'],
    ['a run with a missing result and a failure is nonconformant', 'fail', 'nonconformant'],
  ])('%s', (_, verdict, conclusion) => {
    expect(conclusionOf([result('must', verdict)], ['terminate.a', 'terminate.b'], plain)).toBe(conclusion)
  })
})

describe('countsOf', () => {
  test('every verdict is counted, also where no requirement has it', () => {
    expect(countsOf([result('must', 'pass'), result('should', 'pass'), result('must', 'fail')])).toEqual({
      pass: 2,
      fail: 1,
      warn: 0,
      recorded: 0,
      unsupported: 0,
      unreached: 0,
      deviated: 0,
      error: 0,
    })
  })
})
