import { expect, test } from 'vitest'
import { answerOf, outcomeOf } from '../../../src/client/outcome.ts'

test.each([
  ['204 is terminated, whatever the body', 204, 'anything', { kind: 'terminated' }],
  [
    '500 with a fault is that fault',
    500,
    '{"_typeName":"NotFound"}',
    { kind: 'fault', fault: { _typeName: 'NotFound' } },
  ],
  [
    'unknown properties of a fault are kept',
    500,
    '{"_typeName":"InvalidArgument","extra":1}',
    { kind: 'fault', fault: { _typeName: 'InvalidArgument', extra: 1 } },
  ],
  ['an empty 500 is unexpected', 500, '', { kind: 'unexpected', status: 500, body: '' }],
  ['a 500 page of HTML is unexpected', 500, '<html>', { kind: 'unexpected', status: 500, body: '<html>' }],
  ['a 500 without _typeName is unexpected', 500, '{}', { kind: 'unexpected', status: 500, body: '{}' }],
  [
    'a fault under another status is unexpected',
    404,
    '{"_typeName":"NotFound"}',
    { kind: 'unexpected', status: 404, body: '{"_typeName":"NotFound"}' },
  ],
  ['200 is unexpected', 200, '', { kind: 'unexpected', status: 200, body: '' }],
])('%s', (_, status, body, outcome) => {
  expect(outcomeOf(status, body)).toEqual(outcome)
})

test.each([
  ['an empty 200 is null', 200, '', { kind: 'value', value: null }],
  ['null is null', 200, 'null', { kind: 'value', value: null }],
  ['a value is that value', 200, 'true', { kind: 'value', value: true }],
  ['204 is null', 204, '', { kind: 'value', value: null }],
  ['a 200 that is no JSON is unexpected', 200, '<html>', { kind: 'unexpected', status: 200, body: '<html>' }],
  [
    '500 with a fault is that fault',
    500,
    '{"_typeName":"NotAuthenticated"}',
    { kind: 'fault', fault: { _typeName: 'NotAuthenticated' } },
  ],
  ['401 is unexpected', 401, '', { kind: 'unexpected', status: 401, body: '' }],
])('of a call with a result: %s', (_, status, body, answer) => {
  expect(answerOf(status, body)).toEqual(answer)
})
