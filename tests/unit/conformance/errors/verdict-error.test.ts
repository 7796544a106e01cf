import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import {
  failed,
  interrupted,
  isTargetError,
  unanswered,
  unreached,
  unsupported,
  VerdictError,
  withPrefix,
} from '../../../../src/conformance/errors/verdict-error.ts'

describe('VerdictError', () => {
  test.each<[string, VerdictError, VerdictError['verdict'], string, string]>([
    ['failed makes a failure with that finding', failed('schema', 'wrong'), 'fail', 'schema', 'wrong'],
    ['unreached names a missing prerequisite', unreached('no login'), 'unreached', 'prerequisite', 'no login'],
    ['unanswered names a missing answer', unanswered('late'), 'unreached', 'unanswered', 'late'],
    [
      'unsupported names what the run lacks',
      unsupported('second-principal', 'only one'),
      'unsupported',
      'second-principal',
      'only one',
    ],
    [
      'interrupted says that the run was interrupted',
      interrupted(),
      'unreached',
      'interrupted',
      'the run was interrupted',
    ],
  ])('%s', (_, error, verdict, code, message) => {
    expect({ ...error, message: error.message }).toEqual({
      name: 'VerdictError',
      code: 'verdict',
      verdict,
      message,
      finding: { code, message },
    })
  })
})

describe('isTargetError', () => {
  test.each<[string, unknown, boolean]>([
    ['a verdict is about the target', failed('schema', 'wrong'), true],
    ['a missing answer is about the target', new TargetUnreachable('reset', 'lost'), true],
    ['an incomplete answer is about the target', new BrokenAnswer(200, 'stopped'), true],
    ["any other error is the suite's own", new TypeError('own'), false],
    ["a thrown value that is not an error is the suite's own", 'own', false],
  ])('%s', (_, error, isAboutTarget) => {
    expect(isTargetError(error)).toBe(isAboutTarget)
  })
})

describe('withPrefix', () => {
  test('the prefix stands before the message of a verdict, and the rest of the verdict stays', () => {
    const error = failed('schema', 'wrong')
    const prefixed = withPrefix('own id', error)
    expect(prefixed).toBeInstanceOf(VerdictError)
    expect(prefixed).toMatchObject({
      verdict: 'fail',
      message: 'own id: wrong',
      finding: { code: 'schema', message: 'own id: wrong' },
    })
    expect(error.message).toBe('wrong')
  })

  test('the outer of two prefixes stands first', () => {
    expect(withPrefix('case', withPrefix('step', unreached('no login')))).toMatchObject({
      message: 'case: step: no login',
      finding: { code: 'prerequisite', message: 'case: step: no login' },
    })
  })

  test.each<[string, unknown]>([
    ['a missing answer is returned as it is', new TargetUnreachable('reset', 'lost')],
    ["the suite's own error is returned as it is", new TypeError('own')],
    ['a thrown value that is not an error is returned as it is', 'own'],
  ])('%s', (_, error) => {
    expect(withPrefix('own id', error)).toBe(error)
  })
})
