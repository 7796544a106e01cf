import { describe, expect, test } from 'vitest'
import type { PlainRequest } from '../../../../src/client/message.ts'
import { classify, type RequestKind } from '../../../../src/conformance/transport/allow-list.ts'

const address = { url: 'https://vcenter.invalid', release: '8.0.3.0', sessionManager: 'Session Manager' }
const url = (member: string) => `https://vcenter.invalid/sdk/vim25/8.0.3.0/SessionManager/Session%20Manager/${member}`
const json = { 'content-type': 'application/json' }
const token = { 'vmware-api-session-id': 'token' }

/** What a request is, with the members that a test changes. */
const kindOf = (member: string, given: Partial<PlainRequest> & { head?: Record<string, string> } = {}): RequestKind => {
  const { head = { ...json, ...token }, ...changed } = given
  const request = { method: 'POST', url: url(member), body: undefined, ...changed, headers: new Headers(head) }
  return classify(request, address)
}

describe('a request that is allowed', () => {
  test.each<[string, RequestKind, RequestKind]>([
    ['sessionList is harmless', kindOf('sessionList', { method: 'GET' }), { kind: 'harmless' }],
    ['currentSession is harmless', kindOf('currentSession', { method: 'GET', head: {} }), { kind: 'harmless' }],
    [
      'Login in a language is harmless',
      kindOf('Login', { head: json, body: '{"userName":"a","password":"b","locale":"c"}' }),
      { kind: 'harmless' },
    ],
    [
      'Login with a User-Agent is harmless',
      kindOf('Login', { head: { ...json, 'user-agent': 'a' }, body: '{"userName":"a","password":"b"}' }),
      { kind: 'harmless' },
    ],
    [
      'LoginByToken with an Authorization header is harmless',
      kindOf('LoginByToken', { head: { ...json, authorization: 'Bearer a', 'user-agent': 'a' }, body: '{}' }),
      { kind: 'harmless' },
    ],
    [
      'CloneSession with a ticket is harmless',
      kindOf('CloneSession', { head: { ...json, 'user-agent': 'a' }, body: '{"cloneTicket":"a"}' }),
      { kind: 'harmless' },
    ],
    [
      'AcquireCloneTicket has the token of the session that is cloned',
      kindOf('AcquireCloneTicket', { head: token }),
      { kind: 'clone-ticket', token: 'token' },
    ],
    [
      'Login with the token of a session is a call as that session',
      kindOf('Login', { body: '{"userName":"a","password":"b"}' }),
      { kind: 'as-session', token: 'token' },
    ],
    [
      'SessionIsActive has the token of the session that asks',
      kindOf('SessionIsActive', { body: '{"sessionID":"a","userName":"b"}' }),
      { kind: 'as-session', token: 'token' },
    ],
    ['Logout has the token that it ends', kindOf('Logout', { head: token }), { kind: 'logout', token: 'token' }],
    [
      'TerminateSession has its token and its ids',
      kindOf('TerminateSession', { body: '{"sessionId":["a","b"]}' }),
      { kind: 'terminate', token: 'token', ids: ['a', 'b'] },
    ],
  ])('%s', (_, kind, expected) => {
    expect(kind).toEqual(expected)
  })
})

describe('a request that is refused', () => {
  test.each<[string, RequestKind]>([
    ['another member', kindOf('UpdateServiceMessage')],
    ['a CloneSession with a token', kindOf('CloneSession', { body: '{"cloneTicket":"a"}' })],
    ['a CloneSession without a ticket', kindOf('CloneSession', { head: json, body: '{}' })],
    ['a CloneSession with another member', kindOf('CloneSession', { head: json, body: '{"cloneTicket":"a","b":1}' })],
    ['a CloneSession without Content-Type', kindOf('CloneSession', { head: {}, body: '{"cloneTicket":"a"}' })],
    ['an AcquireCloneTicket without a token', kindOf('AcquireCloneTicket', { head: {} })],
    ['an AcquireCloneTicket with a body', kindOf('AcquireCloneTicket', { head: token, body: '{}' })],
    [
      'a SessionIsActive without a token',
      kindOf('SessionIsActive', { head: json, body: '{"sessionID":"a","userName":"b"}' }),
    ],
    [
      'a SessionIsActive without Content-Type',
      kindOf('SessionIsActive', { head: token, body: '{"sessionID":"a","userName":"b"}' }),
    ],
    [
      'a SessionIsActive with its members in another order',
      kindOf('SessionIsActive', { body: '{"userName":"b","sessionID":"a"}' }),
    ],
    ['another method', kindOf('sessionList', { method: 'POST' })],
    ['a method in lower case', kindOf('sessionList', { method: 'get' })],
    ['another path', kindOf('', { url: 'https://vcenter.invalid/sdk' })],
    ['another host', kindOf('', { method: 'GET', url: url('sessionList').replace('vcenter', 'other') })],
    ['a member with a query', kindOf('sessionList?a=b', { method: 'GET' })],
    ['a read with a body', kindOf('sessionList', { method: 'GET', body: '{}' })],
    ['a Logout without a token', kindOf('Logout', { head: {} })],
    ['a Logout with a body', kindOf('Logout', { head: token, body: '{}' })],
    [
      'a LoginByToken with the token of a session',
      kindOf('LoginByToken', { head: { ...json, ...token, authorization: 'Bearer a' }, body: '{}' }),
    ],
    [
      'a LoginByToken with a member',
      kindOf('LoginByToken', { head: { ...json, authorization: 'Bearer a' }, body: '{"a":1}' }),
    ],
    ...['Login', 'CloneSession', 'Logout', 'TerminateSession', 'sessionList'].map((member): [string, RequestKind] => [
      `a ${member} with an Authorization header`,
      kindOf(member, {
        head: { ...json, ...(['Login', 'CloneSession'].includes(member) ? {} : token), authorization: 'Bearer a' },
        body: '{"userName":"a","password":"b"}',
      }),
    ]),
    [
      'a Login with another member',
      kindOf('Login', { head: json, body: '{"userName":"a","password":"b","other":"c"}' }),
    ],
    ['a Login without Content-Type', kindOf('Login', { head: {}, body: '{"userName":"a","password":"b"}' })],
    ['a TerminateSession without a token', kindOf('TerminateSession', { head: json, body: '{"sessionId":["a"]}' })],
    [
      'a TerminateSession without Content-Type',
      kindOf('TerminateSession', { head: token, body: '{"sessionId":["a"]}' }),
    ],
    ['a TerminateSession without a body', kindOf('TerminateSession')],
    ['an empty list', kindOf('TerminateSession', { body: '{"sessionId":[]}' })],
    ['a list with a number', kindOf('TerminateSession', { body: '{"sessionId":["a",1]}' })],
    ['a text in place of the list', kindOf('TerminateSession', { body: '{"sessionId":"a"}' })],
    ['a member twice', kindOf('TerminateSession', { body: '{"sessionId":["a"],"sessionId":["b"]}' })],
    ['another member beside the list', kindOf('TerminateSession', { body: '{"sessionId":["a"],"more":1}' })],
    ['a space in the body', kindOf('TerminateSession', { body: '{"sessionId": ["a"]}' })],
    ['an escaped letter in the body', kindOf('TerminateSession', { body: '{"sessionId":["\\u0061"]}' })],
    ['a body that is a list', kindOf('TerminateSession', { body: '["a"]' })],
    ['a body that is not JSON', kindOf('TerminateSession', { body: '{"sessionId":["a"]' })],
    ['a cookie', kindOf('Logout', { head: { ...token, cookie: 'vmware_soap_session=b' } })],
    [
      'a header that names another method',
      kindOf('sessionList', { method: 'GET', head: { 'x-http-method-override': 'POST' } }),
    ],
  ])('%s', (_, kind) => {
    expect(kind).toEqual({ kind: 'refused' })
  })
})
