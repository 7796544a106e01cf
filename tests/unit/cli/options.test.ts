import { describe, expect, test } from 'vitest'
import { collected, defined, isRelease, oneOf, runId, webOrigin, wholeNumber } from '../../../src/cli/options.ts'
import { UsageError } from '../../../src/cli/usage.ts'

describe('isRelease', () => {
  test.each(['8.0.1.0', '8.0.10.2', '8.1.0.0', '9.0.0.0', '10.0.0.1'])('%s is one', (text) => {
    expect(isRelease(text)).toBe(true)
  })

  test.each(['8.0.0.3', '8.0.0.9', '7.0.3.0', '0.0.0.0', '8.0.1', '8.0.1.0.0', 'v8.0.1.0', ''])(
    '"%s" is none',
    (text) => {
      expect(isRelease(text)).toBe(false)
    },
  )
})

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

test('a whole number of a unit is asked for by it', () => {
  expect(() => wholeNumber('--idle', 0, 60, 'seconds')('10s')).toThrow(
    new UsageError('--idle must be a whole number of seconds from 0 to 60'),
  )
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

describe('webOrigin', () => {
  test.each(['https://app.example', 'http://10.0.0.5:3000', 'http://[::1]:8080'])('%s is taken', (text) => {
    expect(webOrigin(text)).toBe(text)
  })

  test.each([
    '*',
    '',
    'app.example',
    'https://app.example/',
    'https://App.example',
    'https://app.example:443',
    'file:///a',
    'null',
    'https://u:secret@app.example',
  ])('"%s" is refused, and not repeated', (text) => {
    expect(() => webOrigin(text)).toThrow(
      /^--cors must be an origin as browsers send it, such as https:\/\/app\.example or [^@]*$/,
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

describe('runId', () => {
  test('takes the id of a run', () => {
    expect(runId('0123456789ab')).toBe('0123456789ab')
  })

  test.each(['', '0123456789a', '0123456789abc', '0123456789AB', '../456789ab', 'https://vcenter.example'])(
    'refuses %j without repeating it',
    (text) => {
      const message = '--forget takes the id of a run, such as 0123456789ab, or no value for all of them'
      expect(() => runId(text)).toThrow(new UsageError(message))
    },
  )
})
