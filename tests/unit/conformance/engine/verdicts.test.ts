import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { conclusionOf, countsOf, verdictOf } from '../../../../src/conformance/engine/verdicts.ts'
import { failed, unreached, unsupported } from '../../../../src/conformance/errors/verdict-error.ts'
import type { Level, RequirementResult, Verdict } from '../../../../src/conformance/index.ts'

const of = (level: Level, verdict: Verdict): RequirementResult => ({
  id: 'terminate.a',
  level,
  verdict,
  statement: '',
  source: { document: 'convention', basis: '' },
  durationMs: 0,
  exchanges: [],
  traces: [],
})

describe('what an ending means', () => {
  test.each<[string, unknown, Level, Verdict, string]>([
    ['a failed must', failed('schema', 'x'), 'must', 'fail', 'schema'],
    ['a failed should', failed('schema', 'x'), 'should', 'warn', 'schema'],
    ['what is observed', failed('schema', 'x'), 'observed', 'pass', 'schema'],
    ['a prerequisite', unreached('x'), 'should', 'unreached', 'prerequisite'],
    ['something missing', unsupported('second-principal', 'x'), 'must', 'unsupported', 'second-principal'],
    ['no answer', new TargetUnreachable('timeout', 'x'), 'must', 'unreached', 'unanswered'],
    ['half an answer', new BrokenAnswer(500, 'x'), 'must', 'unreached', 'unanswered'],
    ['an error of the suite', new TypeError('x'), 'must', 'error', 'suite'],
    ['what is no error', 'x', 'must', 'error', 'suite'],
  ])('%s', (_, error, level, verdict, code) => {
    const ending = verdictOf(error, level)
    expect([ending.verdict, ending.finding.code]).toEqual([verdict, code])
    expect(ending.finding.message).not.toBe('')
  })

  test('an error of the suite says which', () => {
    expect(verdictOf(new TypeError('of undefined'), 'must').finding.message).toBe(
      'the suite failed: TypeError: of undefined',
    )
    expect(verdictOf(undefined, 'must').finding.message).toBe('the suite failed: something was thrown that is no error')
  })
})

describe('what a run comes to', () => {
  test.each<[string, RequirementResult[], boolean, boolean, string]>([
    ['nothing', [], false, false, 'inconclusive'],
    ['a pass', [of('must', 'pass')], false, false, 'conformant'],
    ['a should that passes', [of('should', 'pass')], false, false, 'conformant'],
    ['a warning', [of('should', 'warn')], false, false, 'conformant'],
    ['a warning, strictly', [of('must', 'pass'), of('should', 'warn')], true, false, 'nonconformant'],
    ['a failure among passes', [of('must', 'pass'), of('must', 'fail')], false, false, 'nonconformant'],
    ['what is only recorded', [of('observed', 'pass')], false, false, 'inconclusive'],
    ['what is only unsupported', [of('must', 'unsupported')], false, false, 'inconclusive'],
    ['something unsupported', [of('must', 'pass'), of('must', 'unsupported')], true, false, 'conformant'],
    ['a must that was not reached', [of('must', 'pass'), of('must', 'unreached')], false, false, 'inconclusive'],
    ['a should that was not reached', [of('must', 'pass'), of('should', 'unreached')], false, false, 'conformant'],
    [
      'a should that was not reached, strictly',
      [of('must', 'pass'), of('should', 'unreached')],
      true,
      false,
      'inconclusive',
    ],
    [
      'an observation that was not reached, strictly',
      [of('must', 'pass'), of('observed', 'unreached')],
      true,
      false,
      'conformant',
    ],
    ['an error', [of('must', 'pass'), of('observed', 'error')], false, false, 'inconclusive'],
    [
      'a failure and what was not reached',
      [of('must', 'unreached'), of('must', 'fail')],
      false,
      false,
      'nonconformant',
    ],
    ['an interruption', [of('must', 'pass')], false, true, 'inconclusive'],
    ['a failure before an interruption', [of('must', 'fail')], false, true, 'nonconformant'],
    ['a deviation', [of('must', 'deviated')], false, false, 'conformant'],
  ])('%s', (_, results, strict, interrupted, conclusion) => {
    const manifest = results.map(({ id }) => id)
    expect(conclusionOf(results, manifest, { strict, isInterrupted: interrupted })).toBe(conclusion)
  })

  test.each<[string, Verdict, string]>([
    ['passes', 'pass', 'inconclusive'],
    ['a failure', 'fail', 'nonconformant'],
  ])('fewer verdicts than there should be, %s', (_, verdict, conclusion) => {
    const manifest = ['terminate.a', 'terminate.b']
    expect(conclusionOf([of('must', verdict)], manifest, { strict: false, isInterrupted: false })).toBe(conclusion)
  })

  test('every verdict is counted', () => {
    expect(countsOf([of('must', 'pass'), of('should', 'pass'), of('must', 'fail')])).toEqual({
      pass: 2,
      fail: 1,
      warn: 0,
      unsupported: 0,
      unreached: 0,
      deviated: 0,
      error: 0,
    })
  })
})
