import { describe, expect, test } from 'vitest'
import {
  BrokenAnswer,
  excerptOf,
  FaultRaised,
  TargetUnreachable,
  UnexpectedAnswer,
} from '../../../src/client/errors.ts'

describe('FaultRaised', () => {
  test('has the faultstring in its message', () => {
    const fault = { _typeName: 'NotFound', faultstring: 'It is gone.' } as const
    expect(new FaultRaised('Logout', fault)).toMatchObject({
      name: 'FaultRaised',
      code: 'fault',
      fault,
      message: 'Logout: the server answered with the fault NotFound (It is gone.)',
    })
  })

  test('has the first message of faultMessage where there is no faultstring', () => {
    const faultMessage = [
      { _typeName: 'LocalizableMessage', key: 'a' },
      { _typeName: 'LocalizableMessage', key: 'b', message: 'It is gone.' },
    ]
    expect(new FaultRaised('Logout', { _typeName: 'NotFound', faultMessage }).message).toBe(
      'Logout: the server answered with the fault NotFound (It is gone.)',
    )
  })

  test('names the fault alone where it has no text', () => {
    expect(new FaultRaised('Logout', { _typeName: 'NotFound' }).message).toBe(
      'Logout: the server answered with the fault NotFound',
    )
  })
})

test('each other error has a name, a code and the details of its cause', () => {
  const cause = new Error('why')
  expect(new TargetUnreachable('timeout', 'a', { cause })).toMatchObject({
    name: 'TargetUnreachable',
    code: 'unreachable',
    reason: 'timeout',
    message: 'a',
    cause,
  })
  expect(new BrokenAnswer(500, 'a', { cause })).toMatchObject({
    name: 'BrokenAnswer',
    code: 'broken-answer',
    status: 500,
    message: 'a',
    cause,
  })
  expect(new UnexpectedAnswer('a', 404, '<html>')).toMatchObject({
    name: 'UnexpectedAnswer',
    code: 'unexpected-answer',
    status: 404,
    body: '<html>',
    message: 'a',
  })
})

test.each([
  ['a text', ': a text'],
  ['<html><style>p { color: red }</style><p>Bad\n\t Gateway</p>', ': Bad Gateway'],
  ['a\u0007bell\u202e', ': a bell'],
  ['', ''],
  ['<p></p>', ''],
  ['x'.repeat(201), `: ${'x'.repeat(200)}…`],
  ['x'.repeat(200), `: ${'x'.repeat(200)}`],
])('the excerpt of %j is %j', (body, excerpt) => {
  expect(excerptOf(body, ['secret'])).toBe(excerpt)
})

test('there is no excerpt of a body that shows a secret', () => {
  expect(excerptOf('the secret is out', ['secret'])).toBe('')
})
