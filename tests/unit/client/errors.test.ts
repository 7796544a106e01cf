import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { BrokenAnswer, FaultRaised, TargetUnreachable, UnexpectedAnswer } from '../../../src/client/errors.ts'

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
])('an unexpected answer with the body %j says %j', (body, excerpt) => {
  expect(new UnexpectedAnswer('Logout', 503, body, ['secret']).message).toBe(`Logout${excerpt}`)
})

const secret = 'S3cret/"a b'
const repeated = [
  secret,
  secret.toUpperCase(),
  JSON.stringify({ token: secret }),
  `token=${encodeURIComponent(secret)}`,
]

test.each(repeated)('an unexpected answer that repeats a secret as %j does not show it, and is not printed', (text) => {
  const error = new UnexpectedAnswer('Logout', 503, `no: ${text}`, [secret])
  expect(error.message).toBe('Logout')
  expect(error.body).toBe(`no: ${text}`)
  expect(inspect(error)).not.toContain(text)
})

test.each(repeated)('a fault that repeats a secret as %j shows its name alone, and is not printed', (text) => {
  const fault = { _typeName: 'InvalidLogin', faultstring: `no: ${text}` } as const
  const error = new FaultRaised('Login', fault, [secret])
  expect(error.message).toBe('Login: the server answered with the fault InvalidLogin')
  expect(error.fault).toBe(fault)
  expect(inspect(error)).not.toContain(text)
})

test('an answer that is a secret itself is not printed', () => {
  expect(inspect(new UnexpectedAnswer('AcquireCloneTicket', 201, 'cst-1', 'the answer'))).not.toContain('cst-1')
})

test.each([[null], [{}], 'text', [{ message: 1 }]])(
  'a fault whose faultMessage is %j has its name alone',
  (faultMessage) => {
    const fault = { _typeName: 'NotFound', faultMessage } as never
    expect(new FaultRaised('Logout', fault).message).toBe('Logout: the server answered with the fault NotFound')
  },
)
