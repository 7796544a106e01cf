import { describe, expect, test } from 'vitest'
import {
  buildRequest,
  partsOf,
  type RequestParts,
  type TerminateRequest,
} from '../../../../src/conformance/transport/terminate-request.ts'

const address = { url: 'https://vcenter.invalid', release: '8.0.3.0', sessionManager: 'Session Manager' }
const usualUrl = 'https://vcenter.invalid/sdk/vim25/8.0.3.0/SessionManager/Session%20Manager/TerminateSession'
const as = { userName: 'controller name', key: 'controller key', token: 'controller token' }

/** The request of a description, with its headers as an object. */
function built(request: TerminateRequest): object {
  const { headers, ...rest } = buildRequest(address, request)
  return { ...rest, headers: Object.fromEntries(headers) }
}

const list = (...ids: string[]): TerminateRequest & { form: 'list' } => ({ form: 'list', ids, token: 'token' })
const body = (name: string, key = 'k"', other = 'other'): TerminateRequest => ({
  form: 'body',
  body: name,
  keys: [key, other],
  token: 'token',
})
const caller = (name: Extract<TerminateRequest, { form: 'caller' }>['caller']): TerminateRequest => ({
  form: 'caller',
  caller: name,
  key: 'listed key',
  as,
})

const json = { 'content-type': 'application/json' }
const token = { 'vmware-api-session-id': 'token' }

describe('buildRequest', () => {
  test.each<[string, TerminateRequest, object]>([
    ['a list is sent as JSON, and not twice', list('a', 'b"'), { body: '{"sessionId":["a","b\\""]}' }],
    [
      'a list that must end nothing may be sent twice',
      { ...list('a'), repeatable: true },
      { body: '{"sessionId":["a"]}', repeatable: true },
    ],
    [
      'an odd address differs from the usual one',
      { ...list('a'), address: 'an unknown moId' },
      { url: usualUrl.replace('Manager/T', 'Manager-unknown/T'), body: '{"sessionId":["a"]}' },
    ],
    [
      'an odd release stands in the path',
      { ...list('a'), address: 'an unknown release' },
      { url: usualUrl.replace('8.0.3.0', '99.0.0.0'), body: '{"sessionId":["a"]}' },
    ],
    [
      'an odd type and an odd method stand in the path',
      { ...list('a'), address: 'method TerminateSession_Task' },
      { url: `${usualUrl}_Task`, body: '{"sessionId":["a"]}' },
    ],
    ['no body has no Content-Type', body('no body'), { headers: token, body: undefined, repeatable: true }],
    [
      'a body that names nothing may be sent twice',
      body('sessionId null'),
      { body: '{"sessionId": null}', repeatable: true },
    ],
    [
      'a key stands in a body as a JSON string',
      body('null before a key'),
      { body: '{"sessionId":[null,"k\\""]}', repeatable: true },
    ],
    [
      'a body may contain the keys of two sessions, and is not sent twice where one may be ended',
      body('sessionId twice'),
      { body: '{"sessionId":["k\\""],"sessionId":["other"]}' },
    ],
    ['a key alone has no quotes', body('a key without quotes'), { body: 'k"', repeatable: true }],
    [
      'a key stands in the query of a GET, which has no body',
      body('GET with a query'),
      { method: 'GET', url: `${usualUrl}?sessionId=k%22`, headers: token, body: undefined, repeatable: true },
    ],
    [
      'another verb may have the usual body',
      body('DELETE'),
      { method: 'DELETE', body: '{"sessionId":["k\\""]}', repeatable: true },
    ],
    ['a body without Content-Type', body('without a Content-Type'), { headers: token, body: '{"sessionId":["k\\""]}' }],
    [
      'a body with another Content-Type',
      body('as text/plain'),
      { headers: { ...token, 'content-type': 'text/plain' }, body: '{"sessionId":["k\\""]}' },
    ],
    [
      'a body in chunks, and the connection closed after it',
      body('in chunks, as the last request of its connection'),
      {
        headers: { ...json, ...token, connection: 'close' },
        body: '{"sessionId":["k\\"","other"]}',
        chunked: true,
      },
    ],
  ])('%s', (_, request, expected) => {
    expect(built(request)).toEqual({ method: 'POST', url: usualUrl, headers: { ...json, ...token }, ...expected })
  })

  test.each<[string, TerminateRequest, object]>([
    ['without a token', caller('no token'), {}],
    [
      'with an unknown token',
      caller('an unknown token'),
      { 'vmware-api-session-id': '52000000-0000-4000-8000-000000000000' },
    ],
    [
      'with the key of the caller as token',
      caller("the caller's key as token"),
      { 'vmware-api-session-id': 'controller key' },
    ],
    [
      'with the key of the listed session as token',
      caller('the key of the listed session as token'),
      { 'vmware-api-session-id': 'listed key' },
    ],
  ])('a list is sent %s, and may be sent twice', (_, request, headers) => {
    expect(built(request)).toEqual({
      method: 'POST',
      url: usualUrl,
      headers: { ...json, ...headers },
      body: '{"sessionId":["listed key"]}',
      repeatable: true,
    })
  })

  test.each(['no such address', 'toString'])('an address that is called "%s" is not known', (name) => {
    expect(() => built({ ...list('a'), address: name })).toThrow(new Error(`no address is called "${name}"`))
  })

  test.each(['no such body', 'toString'])('a body that is called "%s" is not known', (name) => {
    expect(() => built(body(name))).toThrow(new Error(`no body is called "${name}"`))
  })
})

describe('partsOf', () => {
  const parts: RequestParts = { ids: ['key'], disruptive: false, ambiguous: false, callerToken: 'token' }
  const bodyWith = (name: string, key = 'key') => body(name, key)

  test.each<[string, TerminateRequest, Partial<RequestParts>]>([
    ['a list names its ids', list('a', 'b'), { ids: ['a', 'b'] }],
    ['an empty list is disruptive', list(), { ids: [], disruptive: true }],
    ['a body without a key names nothing', bodyWith('an empty object'), { ids: [], disruptive: true }],
    ['a body with a key names it', bodyWith('a string in place of the list'), {}],
    ['a body with two keys names both', bodyWith('sessionId twice'), { ids: ['key', 'other'] }],
    ['a body that might be read as no list is disruptive', bodyWith('a comment'), { disruptive: true }],
    [
      'an odd token is no session’s',
      caller("the caller's key as token"),
      { ids: ['listed key'], callerToken: undefined },
    ],
    ['a key alone is not ambiguous', bodyWith('a key without quotes'), { disruptive: true }],
    [
      'a key alone that could be a body is ambiguous',
      bodyWith('a key without quotes', '{"sessionId":["foreign"]}'),
      { ids: ['{"sessionId":["foreign"]}'], disruptive: true, ambiguous: true },
    ],
    ['such a key is not ambiguous within JSON', bodyWith('a list in a list', '["a"'), { ids: ['["a"'] }],
  ])('%s', (_, request, expected) => {
    expect(partsOf(request)).toEqual({ ...parts, ...expected })
  })
})
