import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { outcomeOf } from '../../../../src/client/outcome.ts'
import { type Call, callOf, isSuccess, summarize } from '../../../../src/conformance/context/terminate-call.ts'

const answered = (status: number, fault?: string): Call => {
  const body = fault === undefined ? '' : JSON.stringify({ _typeName: fault })
  return { outcome: outcomeOf(status, body), status, headers: new Headers(), body }
}

describe('callOf', () => {
  test('the answer becomes a call with its outcome, status, headers and text', async () => {
    const body = new TextEncoder().encode('{"_typeName":"NotFound"}')
    const call = await callOf(Promise.resolve({ status: 500, headers: new Headers({ 'x-extra': 'yes' }), body }))
    expect({ ...call, headers: Object.fromEntries(call.headers) }).toEqual({
      outcome: { kind: 'fault', fault: { _typeName: 'NotFound' } },
      status: 500,
      headers: { 'x-extra': 'yes' },
      body: '{"_typeName":"NotFound"}',
    })
  })

  test.each<[string, Error, string]>([
    [
      'a request without an answer is unreached',
      new TargetUnreachable('reset', 'the connection was lost'),
      'TerminateSession got no answer: the connection was lost',
    ],
    [
      'a request with an incomplete answer is unreached',
      new BrokenAnswer(200, 'it stopped'),
      'the answer to TerminateSession is incomplete: it stopped',
    ],
  ])('%s', async (_, error, message) => {
    await expect(callOf(Promise.reject(error))).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { code: 'unanswered', message },
    })
  })

  test("the suite's own error is thrown as it is", async () => {
    const own = new RangeError('own')
    await expect(callOf(Promise.reject(own))).rejects.toBe(own)
  })
})

describe('isSuccess', () => {
  test.each([
    ['199 is not a success', 199, false],
    ['200 is a success', 200, true],
    ['204 is a success', 204, true],
    ['299 is a success', 299, true],
    ['300 is not a success', 300, false],
    ['500 is not a success', 500, false],
  ])('%s', (_, status, success) => {
    expect(isSuccess(answered(status))).toBe(success)
  })
})

describe('summarize', () => {
  test.each<[string, Call, string]>([
    ['a 204 is its status', answered(204), '204'],
    ['a fault is named', answered(500, 'NotFound'), '500 with the fault NotFound'],
    ['a malformed fault name is quoted', answered(500, 'two words!'), '500 with the fault "two words!"'],
    ['any other answer is its status', answered(503), 'status 503 without a VIM fault'],
  ])('%s', (_, call, summary) => {
    expect(summarize(call)).toBe(summary)
  })
})
