import { InvalidArgumentError } from 'commander'
import { describe, expect, test } from 'vitest'
import { collected, defined, wholeNumber } from '../../../src/cli/options.ts'

describe('wholeNumber', () => {
  const parse = wholeNumber(1, 64)

  test.each([
    ['1', 1],
    ['64', 64],
    ['007', 7],
  ])('parses "%s" as %i', (text, value) => {
    expect(parse(text)).toBe(value)
  })

  test.each(['0', '65', '-1', '1.5', '1e1', '0x10', ' 1', '', 'one'])('rejects "%s"', (text) => {
    expect(() => parse(text)).toThrow(new InvalidArgumentError('It must be a whole number from 1 to 64.'))
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
