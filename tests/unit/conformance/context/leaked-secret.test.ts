import { describe, expect, test } from 'vitest'
import {
  type CapturedAnswer,
  captureAnswer,
  leakedSecret,
  notLookedFor,
} from '../../../../src/conformance/context/leaked-secret.ts'
import { testSession } from '../../../support/scripted.ts'

const session = testSession('key', { label: 'session 1', token: 'Token/Of+Session 1"' })
const principal = { userName: 'admin', password: 'Pass word/1"' }
const tokenLeaked = 'an answer contains the token of session 1'
const passwordLeaked = 'an answer contains the password of admin'

const answer = (text: string, given: Partial<CapturedAnswer> = {}): CapturedAnswer => ({
  member: 'TerminateSession',
  text,
  token: null,
  ...given,
})
const leakIn = (text: string, given: Partial<CapturedAnswer> = {}) =>
  leakedSecret([answer(text, given)], [session], [principal])

describe('leakedSecret', () => {
  test.each<[string, (secret: string) => string]>([
    ['a secret in plain text is found', (secret) => `x${secret}x`],
    ['a secret in the other letter case is found', (secret) => secret.toUpperCase()],
    ['a secret in a URL is found', encodeURIComponent],
    ['a secret in JSON is found', JSON.stringify],
    ['a secret in base64 is found', (secret) => Buffer.from(secret).toString('base64')],
  ])('%s', (_, encode) => {
    expect(leakIn(encode(session.token))).toBe(tokenLeaked)
    expect(leakIn(encode(principal.password))).toBe(passwordLeaked)
  })

  test('nothing is found in an answer without a secret', () => {
    expect(leakIn('nothing')).toBeUndefined()
  })

  test('all answers are searched, also where there is no second account', () => {
    expect(leakedSecret([answer('nothing'), answer(session.token)], [session], [undefined])).toBe(tokenLeaked)
  })

  test.each<[string, string, Partial<CapturedAnswer>, string | undefined]>([
    ['the token that Login hands out is no leak', session.token, { member: 'Login', token: session.token }, undefined],
    [
      'the token that CloneSession hands out is no leak',
      session.token,
      { member: 'CloneSession', token: session.token },
      undefined,
    ],
    [
      'a token in an answer to Login that hands out another token is a leak',
      session.token,
      { member: 'Login', token: 'another' },
      tokenLeaked,
    ],
    [
      'a token that another operation hands out is a leak',
      session.token,
      { member: 'Logout', token: session.token },
      tokenLeaked,
    ],
    [
      'a password in sessionList is no leak, because clients choose their user agents',
      principal.password,
      { member: 'sessionList' },
      undefined,
    ],
    ['a token in sessionList is a leak', session.token, { member: 'sessionList' }, tokenLeaked],
  ])('%s', (_, text, given, leak) => {
    expect(leakIn(text, given)).toBe(leak)
  })

  test('a token that is the key of a session is no secret, because keys are public', () => {
    const withPublicToken = testSession('same-key', { token: 'same-key' })
    expect(leakedSecret([answer('same-key')], [withPublicToken], [])).toBeUndefined()
  })

  test('a password that is part of the user name is no secret', () => {
    const known = { userName: 'admin-secret', password: 'secret' }
    expect(leakedSecret([answer('secret')], [], [known])).toBeUndefined()
  })

  test.each(['secret', 'Session', 'password', 'SessionManager', 'conformance'])(
    'a password is not looked for where its text is one of the protocol or of a User-Agent of the suite: %s',
    (password) => {
      const known = { userName: 'admin', password }
      expect(leakedSecret([answer(`login 1 of terminate.fault.no-secrets: ${password}`)], [], [known])).toBeUndefined()
      expect(notLookedFor([known, undefined])).toBe(
        'not looked for, because answers may contain its text anyway: the password of admin',
      )
    },
  )

  test('every other password is looked for', () => {
    expect(notLookedFor([principal, undefined])).toBeUndefined()
  })

  test.each([
    ['a secret of five characters is not searched, because it may stand in a text by chance', '12345', undefined],
    ['a secret of six characters is searched', '123456', passwordLeaked],
  ])('%s', (_, password, leak) => {
    expect(leakedSecret([answer('123456')], [], [{ userName: 'admin', password }])).toBe(leak)
  })
})

test('captureAnswer keeps the operation, the headers with the body, and the token that is handed out', () => {
  const headers = new Headers({ 'vmware-api-session-id': 'token', 'x-more': 'yes' })
  const login = { method: 'POST', url: 'https://mock.invalid/sdk/Login', headers: new Headers(), body: '{}' }
  expect(captureAnswer(login, { status: 200, headers, body: new TextEncoder().encode('body') })).toEqual({
    member: 'Login',
    text: 'vmware-api-session-id: token\nx-more: yes\nbody',
    token: 'token',
  })
})

test('a token that comes back in the header that it was sent in is not kept: who sent it knows it', () => {
  const headers = new Headers({ 'vmware-api-session-id': 'token' })
  const request = { method: 'GET', url: 'https://mock.invalid/sdk/sessionList', headers, body: undefined }
  expect(captureAnswer(request, { status: 200, headers, body: new Uint8Array() }).text).toBe('')
  const others = new Headers({ 'vmware-api-session-id': 'other' })
  expect(captureAnswer(request, { status: 200, headers: others, body: new Uint8Array() }).text).toContain('other')
})
