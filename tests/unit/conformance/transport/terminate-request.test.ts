import { describe, expect, test } from 'vitest'
import {
  buildRequest,
  isApplicable,
  partsOf,
  type RequestParts,
  type TerminateRequest,
} from '../../../../src/conformance/transport/terminate-request.ts'

const address = { url: 'https://vcenter.invalid', release: '8.0.3.0', sessionManager: 'Session Manager' }
const usualUrl = 'https://vcenter.invalid/sdk/vim25/8.0.3.0/SessionManager/Session%20Manager/TerminateSession'
const controller = { key: 'controller key', token: 'controller token' }

/** The request of a description, with its headers as an object. */
function built(request: TerminateRequest): object {
  const { headers, ...rest } = buildRequest(address, request)
  return { ...rest, headers: Object.fromEntries(headers) }
}

const body = (form: Extract<TerminateRequest, { key: string; token: string }>['form']): TerminateRequest => ({
  form,
  key: 'k"',
  token: 'token',
})
const caller = (form: Extract<TerminateRequest, { controller: unknown }>['form']): TerminateRequest => ({
  form,
  key: 'key',
  controller,
})

describe('buildRequest', () => {
  test.each<[string, TerminateRequest, object]>([
    [
      'a list is sent as JSON',
      { form: 'list', ids: ['a', 'b"'], token: 'token' },
      { body: '{"sessionId":["a","b\\""]}' },
    ],
    [
      'an unknown moId is derived from the known one',
      { form: 'list', ids: ['a'], token: 'token', address: 'unknown-moid' },
      {
        url: usualUrl.replace('Manager/T', 'Manager-unknown/T'),
        body: '{"sessionId":["a"]}',
      },
    ],
    [
      'an unknown release is none that a server has',
      { form: 'list', ids: ['a'], token: 'token', address: 'unknown-release' },
      {
        url: usualUrl.replace('8.0.3.0', '99.0.0.0'),
        body: '{"sessionId":["a"]}',
      },
    ],
    [
      'no body has no Content-Type',
      body('no-body'),
      { headers: { 'vmware-api-session-id': 'token' }, body: undefined },
    ],
    ['an empty object', body('empty-object'), { body: '{}' }],
    ['a null for the list', body('null-session-id'), { body: '{"sessionId": null}' }],
    ['a null for the body', body('null-body'), { body: 'null' }],
    ['an empty array', body('empty-array'), { body: '[]' }],
    ['an empty list', body('empty-list'), { body: '{"sessionId":[]}' }],
    ['an object that does not end', body('unclosed-object'), { body: '{"sessionId": ["k\\""]' }],
    ['a key alone', body('bare-key'), { body: 'k"' }],
    ['a text in place of the list', body('string-session-id'), { body: '{"sessionId":"k\\""}' }],
    ['a number before the key', body('number-before-key'), { body: '{"sessionId":[42,"k\\""]}' }],
    ['a null before the key', body('null-before-key'), { body: '{"sessionId":[null,"k\\""]}' }],
    [
      'the key in the query of a GET',
      body('get-with-query'),
      {
        method: 'GET',
        url: `${usualUrl}?sessionId=k%22`,
        headers: { 'vmware-api-session-id': 'token' },
        body: undefined,
      },
    ],
    [
      'a body without Content-Type',
      body('no-content-type'),
      { headers: { 'vmware-api-session-id': 'token' }, body: '{"sessionId":["k\\""]}' },
    ],
    ['an unknown property', body('unknown-property'), { body: '{"sessionId":["k\\""],"unknownProperty":true}' }],
    [
      'the type name of the parameters',
      body('type-name-of-parameters'),
      { body: '{"_typeName":"TerminateSessionRequestType","sessionId":["k\\""]}' },
    ],
    [
      'the type name of the method',
      body('type-name-of-method'),
      { body: '{"_typeName":"TerminateSession","sessionId":["k\\""]}' },
    ],
  ])('%s', (_, request, expected) => {
    const headers = { 'content-type': 'application/json', 'vmware-api-session-id': 'token' }
    expect(built(request)).toEqual({ method: 'POST', url: usualUrl, headers, ...expected })
  })

  test.each<[string, TerminateRequest, object]>([
    ['without a token', caller('no-token'), {}],
    [
      'with an unknown token',
      caller('unknown-token'),
      { 'vmware-api-session-id': '52000000-0000-4000-8000-000000000000' },
    ],
    ['with the key of the controller as token', caller('key-as-token'), { 'vmware-api-session-id': 'controller key' }],
    ['with a token that was cut', caller('cut-token'), { 'vmware-api-session-id': 'controller toke' }],
  ])('a list is sent %s', (_, request, headers) => {
    expect(built(request)).toEqual({
      method: 'POST',
      url: usualUrl,
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"sessionId":["key"]}',
    })
  })
})

describe('partsOf', () => {
  const parts: RequestParts = { ids: ['key'], disruptive: true, ambiguous: false, callerToken: 'token' }
  const form = (name: Parameters<typeof body>[0], key = 'key'): TerminateRequest => ({
    form: name,
    key,
    token: 'token',
  })

  test.each<[string, TerminateRequest, Partial<RequestParts>]>([
    ['a list names its ids', { form: 'list', ids: ['a', 'b'], token: 'token' }, { ids: ['a', 'b'], disruptive: false }],
    ['an empty list is disruptive', { form: 'list', ids: [], token: 'token' }, { ids: [] }],
    ['a body without the key names nothing', form('empty-object'), { ids: [] }],
    ['a body with the key names it', form('string-session-id'), { disruptive: false }],
    ['an unknown property is not disruptive', form('unknown-property'), { disruptive: false }],
    ['an odd token is no session’s', caller('key-as-token'), { callerToken: undefined, disruptive: false }],
    ['a key alone is not ambiguous', form('bare-key'), {}],
    [
      'a key alone that could be a body is ambiguous',
      form('bare-key', '{"sessionId":["foreign"]}'),
      { ids: ['{"sessionId":["foreign"]}'], ambiguous: true },
    ],
    ['such a key is not ambiguous within JSON', form('unclosed-object', '["a"'), { ids: ['["a"'] }],
  ])('%s', (_, request, expected) => {
    expect(partsOf(request)).toEqual({ ...parts, ...expected })
  })
})

describe('isApplicable', () => {
  test.each<[string, boolean, boolean]>([
    ['a missing token always says something', isApplicable('no-token', controller), true],
    ['a key that a header can carry says something', isApplicable('key-as-token', { key: 'k', token: 't' }), true],
    ['a key that no header can carry says nothing', isApplicable('key-as-token', { key: '会\n', token: 't' }), false],
    ['a key that is the token says nothing', isApplicable('key-as-token', { key: 't', token: 't' }), false],
    ['a token of one character cannot be cut', isApplicable('cut-token', { key: 'k', token: 't' }), false],
  ])('%s', (_, applicable, expected) => {
    expect(applicable).toBe(expected)
  })
})
