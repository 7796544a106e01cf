import { describe, expect, test } from 'vitest'
import {
  type CallerForm,
  callerForms,
  credentialOf,
  isApplicable,
  type TokenForm,
  type TokenParts,
  tokenForms,
  tokens,
} from '../../../../src/conformance/dimensions/tokens.ts'

const parts: TokenParts = {
  userName: 'administrator@vsphere.local',
  key: '52b84082-c3a3-4159-8628-16390613612c',
  token: '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
  listedKey: '52c84082-c3a3-4159-8628-16390613612c',
}
const made = tokenForms.map((form): [TokenForm, string | undefined] => [form, tokens[form](parts)])

test('no text in place of a token is the token of the caller', () => {
  expect(made.filter(([, text]) => text === parts.token)).toEqual([])
})

test('all of them say something where keys and tokens are the usual ones', () => {
  expect(callerForms.filter((form) => !isApplicable(form, parts))).toEqual([])
})

test('the texts in place of a token are all different', () => {
  expect(new Set(made.map(([, text]) => text)).size).toBe(made.length)
})

test.each<[TokenForm, string | undefined]>([
  ['no token', undefined],
  ['an unknown token', '52000000-0000-4000-8000-000000000000'],
  ["the caller's key as token", 'key'],
  ['the key of the listed session as token', 'listed'],
  ["the caller's token without its last character", 'aB'],
  ["the caller's token without its first character", 'B1'],
  ["the caller's token in the other letter case", 'AB1'],
  ["the caller's token twice", 'aB1aB1'],
  ["the caller's user name as token", 'user'],
  ["the caller's token and a character", 'aB10'],
  ["the caller's token with a tilde for its last character", 'aB~'],
  ["the caller's token in quotes", '"aB1"'],
  ["the caller's token after a scheme", 'Bearer aB1'],
])('%s', (form, text) => {
  expect(tokens[form]({ userName: 'user', key: 'key', token: 'aB1', listedKey: 'listed' })).toBe(text)
})

test('a key in another header goes without a token', () => {
  expect(credentialOf("the caller's key as a bearer token", parts)).toEqual({
    header: ['authorization', `Bearer ${parts.key}`],
  })
  expect(credentialOf("the caller's key in a cookie", parts)).toEqual({
    header: ['cookie', `vmware_soap_session="${parts.key}"`],
  })
})

describe('isApplicable', () => {
  const usual = { userName: 'u', key: 'k', token: 't', listedKey: 'l' }
  const keyAsToken = "the caller's key as token"

  test.each<[string, CallerForm, Partial<TokenParts>, string[], boolean]>([
    ['a missing token always says something', 'no token', { key: '', token: '' }, [], true],
    ['a key that a header can carry says something', keyAsToken, {}, [], true],
    ['a key that no header can carry says nothing', keyAsToken, { key: '会\n' }, [], false],
    ['a key that is the token says nothing', keyAsToken, { key: 't' }, [], false],
    ['a key that is the token of another session says nothing', keyAsToken, { key: 'other' }, ['other'], false],
    ['a key with a blank at its end says nothing, because a header loses it', keyAsToken, { key: 'k ' }, [], false],
    ['a key with a blank inside says something', keyAsToken, { key: 'k k' }, [], true],
    ['a key that is the token says nothing in another header', "the caller's key in a cookie", { key: 't' }, [], false],
    ['a key that no header can carry is not sent in another', "the caller's key in a cookie", { key: '会' }, [], false],
    ['an empty token says something', 'an empty token', {}, [], true],
    ['an empty key stands for an empty token', keyAsToken, { key: '' }, [], true],
    [
      'a token without letters has no other letter case',
      "the caller's token in the other letter case",
      { token: '12' },
      [],
      false,
    ],
  ])('%s', (_, form, given, others, applicable) => {
    expect(isApplicable(form, { ...usual, ...given }, others)).toBe(applicable)
  })
})
