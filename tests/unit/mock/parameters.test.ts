import { describe, expect, test } from 'vitest'
import { parametersOf, text, textList } from '../../../src/mock/parameters.ts'

describe('parametersOf', () => {
  test('parses an object', () => {
    expect(parametersOf('{"_typeName":"a","b":1}')).toEqual({ _typeName: 'a', b: 1 })
  })

  test.each<[title: string, body: string, faultstring: string]>([
    ['rejects an empty body', '', 'The request body is not JSON.'],
    ['rejects invalid JSON', '{', 'The request body is not JSON.'],
    ['rejects a list', '[]', 'The request body is not an object.'],
    ['rejects null', 'null', 'The request body is not an object.'],
    ['rejects a string', '"a"', 'The request body is not an object.'],
  ])('%s', (_, body, faultstring) => {
    const fault = { _typeName: 'InvalidRequest', faultstring }
    expect(() => parametersOf(body)).toThrow(expect.objectContaining({ name: 'VimFault', fault }))
  })
})

/** The error with the fault InvalidArgument for the parameter "a". */
const invalidArgument = expect.objectContaining({
  name: 'VimFault',
  fault: {
    _typeName: 'InvalidArgument',
    faultstring: 'A specified parameter was not correct: a',
    invalidProperty: 'a',
  },
})

describe('text', () => {
  test.each(['', 'b'])('returns the string "%s"', (value) => {
    expect(text({ a: value }, 'a')).toBe(value)
  })

  test.each([1, null, ['b'], undefined])('rejects %j', (value) => {
    expect(() => text({ a: value }, 'a')).toThrow(invalidArgument)
  })
})

describe('textList', () => {
  test.each([[[]], [['b', 'c']]])('returns the list %j', (value) => {
    expect(textList({ a: value }, 'a')).toEqual(value)
  })

  test.each<[unknown]>([['b'], [null], [undefined], [['b', 42]], [[null]]])('rejects %j', (value) => {
    expect(() => textList({ a: value }, 'a')).toThrow(invalidArgument)
  })
})
