import { describe, expect, test } from 'vitest'
import { type CapturedAnswer, captureAnswer, leakedSecret } from '../../../../src/conformance/context/leaked-secret.ts'
import { testSession } from '../../../support/scripted.ts'

const session = testSession('key', { label: 'session 1', token: 'Token/Of+Session 1"' })
const principal = { userName: 'admin', password: 'Pass word/1"' }

const answer = (text: string, given: Partial<CapturedAnswer> = {}): CapturedAnswer => ({
  member: 'TerminateSession',
  text,
  token: null,
  ...given,
})
const leak = (text: string, given: Partial<CapturedAnswer> = {}) =>
  leakedSecret([answer(text, given)], [session], [principal])
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('a secret is found', () => {
  test.each<[string, (secret: string) => string]>([
    ['plainly', (secret) => `x${secret}x`],
    ['in other case', (secret) => secret.toUpperCase()],
    ['in a URL', encodeURIComponent],
    ['in JSON', JSON.stringify],
    ['in base64', base64],
  ])('%s', (_, spell) => {
    expect(leak(spell(session.token))).toBe('an answer contains the token of session 1')
    expect(leak(spell(principal.password))).toBe('an answer contains the password of admin')
  })

  test('in any of the answers', () => {
    expect(leakedSecret([answer('nothing'), answer(session.token)], [session], [undefined])).toBeDefined()
  })

  test('in a Login that hands over another token', () => {
    expect(leak(session.token, { member: 'Login', token: 'another' })).toBeDefined()
    expect(leak(session.token, { member: 'Logout', token: session.token })).toBeDefined()
  })
})

describe('no secret', () => {
  test('is what Login hands over of the session that it begins', () => {
    expect(leak(session.token, { member: 'Login', token: session.token })).toBeUndefined()
  })

  test('is a token that is the key of a session, which everybody is shown', () => {
    const open = testSession('same-key', { token: 'same-key' })
    expect(leakedSecret([answer('same-key')], [open], [])).toBeUndefined()
  })

  test('is a password that is part of the user name', () => {
    const known = { userName: 'admin-secret', password: 'secret' }
    expect(leakedSecret([answer('secret')], [], [known])).toBeUndefined()
  })

  test('is what other people’s clients call themselves', () => {
    expect(leak(principal.password, { member: 'sessionList' })).toBeUndefined()
    expect(leak(session.token, { member: 'sessionList' })).toBeDefined()
  })

  test('is too short to be told from a word', () => {
    const [short, long] = ['12345', '123456'].map((password) => ({ userName: 'admin', password }))
    expect(leakedSecret([answer('123456')], [], [short])).toBeUndefined()
    expect(leakedSecret([answer('123456')], [], [long])).toBeDefined()
  })
})

test('an answer is listened to as a whole', () => {
  const headers = new Headers({ 'vmware-api-session-id': 'token', 'x-more': 'yes' })
  const login = { method: 'POST', url: 'https://mock.invalid/sdk/Login', headers: new Headers(), body: '{}' }
  const heard = captureAnswer(login, { status: 200, headers, body: new TextEncoder().encode('body') })
  expect(heard).toEqual({ member: 'Login', text: 'vmware-api-session-id: token\nx-more: yes\nbody', token: 'token' })
})
