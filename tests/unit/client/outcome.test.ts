import { describe, expect, test } from 'vitest'
import { answerOf, outcomeOf } from '../../../src/client/outcome.ts'

describe('outcomeOf', () => {
  test.each([
    ['takes 204 for terminated, whatever the body', 204, 'anything', { kind: 'terminated' }],
    [
      'takes 500 with a fault for that fault',
      500,
      '{"_typeName":"NotFound"}',
      { kind: 'fault', fault: { _typeName: 'NotFound' } },
    ],
    [
      'keeps unknown properties of a fault',
      500,
      '{"_typeName":"InvalidArgument","extra":1}',
      { kind: 'fault', fault: { _typeName: 'InvalidArgument', extra: 1 } },
    ],
    ['takes an empty 500 for unexpected', 500, '', { kind: 'unexpected', status: 500, body: '' }],
    [
      'takes a page of HTML under 500 for unexpected',
      500,
      '<html>',
      { kind: 'unexpected', status: 500, body: '<html>' },
    ],
    ['takes a 500 without _typeName for unexpected', 500, '{}', { kind: 'unexpected', status: 500, body: '{}' }],
    [
      'takes a fault under another status for unexpected',
      404,
      '{"_typeName":"NotFound"}',
      { kind: 'unexpected', status: 404, body: '{"_typeName":"NotFound"}' },
    ],
    ['takes 200 for unexpected', 200, '', { kind: 'unexpected', status: 200, body: '' }],
  ])('%s', (_, status, body, outcome) => {
    expect(outcomeOf(status, body)).toEqual(outcome)
  })
})

describe('answerOf', () => {
  test.each([
    ['takes an empty 200 for null', 200, '', { kind: 'value', value: null }],
    ['takes null for null', 200, 'null', { kind: 'value', value: null }],
    ['takes a JSON value for that value', 200, 'true', { kind: 'value', value: true }],
    ['takes 204 for null, and says so', 204, '', { kind: 'value', value: null, status: 204 }],
    ['takes a 200 that is not JSON for unexpected', 200, '<html>', { kind: 'unexpected', status: 200, body: '<html>' }],
    [
      'takes 500 with a fault for that fault',
      500,
      '{"_typeName":"NotAuthenticated"}',
      { kind: 'fault', fault: { _typeName: 'NotAuthenticated' } },
    ],
    ['takes 401 for unexpected', 401, '', { kind: 'unexpected', status: 401, body: '' }],
  ])('%s', (_, status, body, answer) => {
    expect(answerOf(status, body)).toEqual(answer)
  })

  test('takes a body that is parsed already', () => {
    const fault = { _typeName: 'NotFound' }
    expect(answerOf(500, fault)).toEqual({ kind: 'fault', fault })
    expect(outcomeOf(500, fault)).toEqual({ kind: 'fault', fault })
    expect(outcomeOf(404, fault)).toEqual({ kind: 'unexpected', status: 404, body: '{"_typeName":"NotFound"}' })
  })

  test('does not show a value that is nested too deep to be written', () => {
    let value: object = {}
    for (let depth = 0; depth < 100_000; depth += 1) value = { value }
    const body = '(JSON, nested too deep to be shown)'
    expect(answerOf(404, value)).toEqual({ kind: 'unexpected', status: 404, body })
  })
})
