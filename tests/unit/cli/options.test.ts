import { describe, expect, test } from 'vitest'
import { collected, defined, oneOf, requirementId, wholeNumber } from '../../../src/cli/options.ts'
import { UsageError } from '../../../src/cli/usage.ts'

describe('wholeNumber', () => {
  const parse = wholeNumber('--seed', 1, 64)

  test.each([
    ['1', 1],
    ['64', 64],
    ['007', 7],
  ])('parses "%s" as %i', (text, value) => {
    expect(parse(text)).toBe(value)
  })

  test.each(['0', '65', '-1', '1.5', '1e1', '0x10', ' 1', '', 'one'])('rejects "%s"', (text) => {
    expect(() => parse(text)).toThrow(new UsageError('--seed must be a whole number from 1 to 64'))
  })
})

describe('oneOf', () => {
  const parse = oneOf('--level', ['must', 'should'])

  test('accepts a value of the list', () => {
    expect(parse('should')).toBe('should')
  })

  test('rejects another value without repeating it', () => {
    expect(() => parse('secret')).toThrow(new UsageError('--level must be one of: must, should'))
  })
})

describe('requirementId', () => {
  test('accepts the id of a requirement', () => {
    expect(requirementId('terminate.success.no-content')).toBe('terminate.success.no-content')
  })

  test('rejects another text without repeating it', () => {
    expect(() => requirementId('secret')).toThrow(
      new UsageError('--only must be the id of a requirement; `vijson list` shows all of them'),
    )
  })
})

describe('collected', () => {
  test('adds each parsed value to the ones before', () => {
    const parse = collected(Number)
    expect(parse('2', parse('1', undefined))).toEqual([1, 2])
  })
})

describe('defined', () => {
  test('omits the options that are undefined, and no others', () => {
    const options = defined({ seed: undefined, strict: false, level: null, concurrency: 0 })
    expect(options).toStrictEqual({ strict: false, level: null, concurrency: 0 })
  })
})
