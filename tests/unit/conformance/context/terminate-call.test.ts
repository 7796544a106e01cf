import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { outcomeOf } from '../../../../src/client/outcome.ts'
import {
  type Call,
  isSuccess,
  sendTerminate,
  summarize,
  type TerminateRequest,
} from '../../../../src/conformance/context/terminate-call.ts'

const address = { url: 'https://mock.invalid', release: '8.0.3.0', sessionManager: 'Session Manager' }
const usualUrl = 'https://mock.invalid/sdk/vim25/8.0.3.0/SessionManager/Session%20Manager/TerminateSession'

/** What is sent for a request, and the call that a NotFound makes of it. */
async function sent(request: TerminateRequest): Promise<{ call: Call; requests: object[] }> {
  const requests: object[] = []
  const body = new TextEncoder().encode('{"_typeName":"NotFound"}')
  const call = await sendTerminate(
    async (made) => {
      requests.push({ ...made, headers: Object.fromEntries(made.headers) })
      return { status: 500, headers: new Headers({ 'x-extra': 'yes' }), body }
    },
    address,
    request,
  )
  return { call, requests }
}

const answered = (status: number, fault?: string): Call => {
  const body = fault === undefined ? '' : JSON.stringify({ _typeName: fault })
  return { outcome: outcomeOf(status, body), status, headers: new Headers(), body }
}

describe('sendTerminate', () => {
  test('a request with a token and a body is a POST of JSON to the usual address', async () => {
    expect((await sent({ token: 'token', body: '{}' })).requests).toEqual([
      {
        method: 'POST',
        url: usualUrl,
        headers: { 'content-type': 'application/json', 'vmware-api-session-id': 'token' },
        body: '{}',
      },
    ])
  })

  test('a request may have another method, query, release and moId', async () => {
    expect((await sent({ method: 'GET', query: '?a=b', release: '99', moId: 'other' })).requests).toEqual([
      {
        method: 'GET',
        url: 'https://mock.invalid/sdk/vim25/99/SessionManager/other/TerminateSession?a=b',
        headers: {},
        body: undefined,
      },
    ])
  })

  test.each<[string, TerminateRequest, object, string | undefined]>([
    ['another media type is sent', { body: '{}', contentType: 'text/plain' }, { 'content-type': 'text/plain' }, '{}'],
    ['the media type null sends no Content-Type', { body: '{}', contentType: null }, {}, '{}'],
    ['a request without a body has no Content-Type', { contentType: 'application/json' }, {}, undefined],
  ])('%s', async (_, request, headers, body) => {
    expect((await sent(request)).requests).toEqual([{ method: 'POST', url: usualUrl, headers, body }])
  })

  test('the answer becomes a call with its outcome, status, headers and text', async () => {
    const { call } = await sent({ token: 'token', body: '{}' })
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
    const sending = sendTerminate(() => Promise.reject(error), address, {})
    await expect(sending).rejects.toMatchObject({ verdict: 'unreached', finding: { code: 'unanswered', message } })
  })

  test("the suite's own error is thrown as it is", async () => {
    const own = new RangeError('own')
    await expect(sendTerminate(() => Promise.reject(own), address, {})).rejects.toBe(own)
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
    ['a malformed fault name is not shown', answered(500, 'a secret!'), '500 with the fault (malformed fault name)'],
    ['any other answer is its status', answered(503), 'status 503 without a VIM fault'],
  ])('%s', (_, call, summary) => {
    expect(summarize(call)).toBe(summary)
  })
})
