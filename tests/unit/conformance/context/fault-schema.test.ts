import { describe, expect, test } from 'vitest'
import { faultSchema } from '../../../../src/conformance/context/fault-schema.ts'

const problemsOf = faultSchema()

describe('faultSchema', () => {
  test.each<[string, unknown]>([
    ['NotFound is valid', { _typeName: 'NotFound' }],
    ['a fault with a cause is valid', { _typeName: 'InvalidArgument', faultCause: { _typeName: 'NotFound' } }],
    ['a fault with an unknown property is valid', { _typeName: 'NotFound', more: 1 }],
  ])('%s', (_, value) => {
    expect(problemsOf(value)).toEqual([])
  })

  test.each<[string, unknown, string]>([
    ['an object without a name is invalid', { faultstring: 'x' }, 'the fault has no _typeName'],
    ['a name that is a number is invalid', { _typeName: 1 }, 'the fault has no _typeName'],
    ['null is invalid', null, 'the fault has no _typeName'],
    ['a string is invalid', 'NotFound', 'the fault has no _typeName'],
    ['an unknown name is invalid', { _typeName: 'Unheard' }, 'unknown fault Unheard'],
    ['the name of an inherited property is unknown', { _typeName: 'constructor' }, 'unknown fault constructor'],
    [
      'a fault of another operation is invalid',
      { _typeName: 'InvalidLogin' },
      'InvalidLogin is not a fault of this operation',
    ],
    [
      'a valid object that is not a fault is invalid',
      { _typeName: 'LocalizableMessage', key: 'a' },
      'LocalizableMessage is not a fault of this operation',
    ],
    [
      'an invalid object that is not a fault is invalid',
      { _typeName: 'UserSession', key: 'a' },
      'UserSession is not a fault of this operation',
    ],
    [
      'a fault without a required property is invalid',
      { _typeName: 'MethodNotFound', method: 'x' },
      "the fault must have required property 'receiver'",
    ],
    [
      'a text in place of a list is invalid, and its place is named',
      { _typeName: 'NotFound', faultMessage: 'x' },
      '/faultMessage must be array',
    ],
    [
      'a cause without a name is invalid',
      { _typeName: 'NotFound', faultCause: {} },
      "/faultCause must have required property '_typeName'",
    ],
  ])('%s', (_, value, problem) => {
    expect(problemsOf(value)).toEqual([problem])
  })

  test('a fault with a huge list of messages has one problem, that of the first invalid message', () => {
    const problems = problemsOf({ _typeName: 'NotFound', faultMessage: Array(300_000).fill(0) })
    expect(problems).toEqual(['/faultMessage/0 must be object'])
  })

  test('a fault with very many nested causes is not validated, and that is its problem', () => {
    let cause: object = { _typeName: 'NotFound' }
    for (let depth = 0; depth < 100_000; depth += 1) cause = { _typeName: 'NotFound', faultCause: cause }
    expect(problemsOf(cause)).toEqual(['the fault is nested too deep to be validated'])
  })

  test('the schema is compiled once', () => {
    expect(faultSchema()).toBe(problemsOf)
  })
})
