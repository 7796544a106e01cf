import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import type { WholeAnswer } from '../../../../src/client/message.ts'
import {
  isJudged,
  isRepeatable,
  passingReason,
  type RequestOutcome,
  requestOutcome,
  retryAfter,
  settledValue,
} from '../../../../src/conformance/transport/passing.ts'

const answer = (status: number, headers: Record<string, string> = {}): WholeAnswer => ({
  status,
  headers: new Headers(headers),
  body: new Uint8Array(),
})
const request = (method: string) => ({ method, url: 'https://mock.invalid/', headers: new Headers(), body: undefined })

test.each<[string, RequestOutcome, string | undefined]>([
  ...[429, 502, 503, 504].map((status): [string, RequestOutcome, string] => [
    `${status} is passing`,
    { answer: answer(status) },
    `status ${status}`,
  ]),
  ...[200, 204, 400, 401, 408, 500, 501, 505].map((status): [string, RequestOutcome, undefined] => [
    `${status} is an answer`,
    { answer: answer(status) },
    undefined,
  ]),
  ['a lost connection is passing', { error: new TargetUnreachable('reset', 'x') }, 'connection lost'],
  ['a refused one is not', { error: new TargetUnreachable('refused', 'x') }, undefined],
  ['any other error is not', { error: new Error('x') }, undefined],
])('%s', (_, outcome, reason) => {
  expect(passingReason(outcome, request('POST'))).toBe(reason)
})

test.each([
  ['https://idp.example/login', 'status 302, to another server'],
  ['//idp.example/login', 'status 302, to another server'],
  ['https://mock.invalid/other', undefined],
  ['/ui/login', undefined],
  ['http://[', undefined],
])('a redirect to %s: %s', (location, reason) => {
  expect(passingReason({ answer: answer(302, { location }) }, request('POST'))).toBe(reason)
})

test.each([
  ['Login', 'User session count is limited to 20.', undefined],
  ['CloneSession', 'Too many sessions', undefined],
  ['Login', 'Service Unavailable', 'status 503'],
  ['Login', 'too many requests', 'status 503'],
  ['Login', 'maximum number of users exceeded', undefined],
  ['TerminateSession', 'User session count is limited to 20.', 'status 503'],
])('503 to %s that says %j: %s', (member, words, reason) => {
  const refused = { ...answer(503), body: new TextEncoder().encode(words) }
  expect(passingReason({ answer: refused }, { ...request('POST'), url: `https://mock.invalid/${member}` })).toBe(reason)
})

test('where hello is sent to another server, nothing else is asked', () => {
  const hello = { ...request('POST'), url: 'https://mock.invalid/api/vcenter/system?action=hello' }
  expect(passingReason({ answer: answer(302, { location: 'https://idp.example/' }) }, hello)).toBe(undefined)
})

test.each<[string, string, boolean, boolean]>([
  ['GET', 'sessionList', true, false],
  ['GET', 'currentSession', true, false],
  ['POST', 'system', true, false],
  ['POST', 'AcquireCloneTicket', true, false],
  ['POST', 'SessionIsActive', true, false],
  ['POST', 'Login', false, false],
  ['POST', 'CloneSession', false, false],
  ['POST', 'Logout', true, true],
  ['POST', 'TerminateSession', false, true],
  ['GET', 'TerminateSession', false, true],
  ['PUT', 'anything', false, true],
])('%s %s is repeated: %s; else its check is: %s', (method, member, repeatable, judged) => {
  const outcome = { answer: answer(503) }
  expect([isRepeatable(request(method), member, outcome), isJudged(request(method), member)]).toEqual([
    repeatable,
    judged,
  ])
})

test('a Logout whose connection was lost may have been carried out', () => {
  expect(isRepeatable(request('POST'), 'Logout', { error: new Error('x') })).toBe(false)
})

describe('retryAfter', () => {
  test.each([
    ['seconds', '2', 2000],
    ['a date', 'Thu, 01 Jan 2026 00:00:00 GMT', undefined],
    ['a fraction', '1.5', undefined],
    ['more digits than a delay has', '1234567', undefined],
  ])('of %s', (_, value, ms) => {
    expect(retryAfter({ answer: answer(503, { 'retry-after': value }) })).toBe(ms)
  })

  test('is undefined without an answer', () => {
    expect(retryAfter({ error: new Error('x') })).toBeUndefined()
  })
})

test('an outcome is the answer, or the error in its place', async () => {
  const error = new Error('x')
  expect(settledValue(await requestOutcome(Promise.resolve(answer(200))))).toMatchObject({ status: 200 })
  expect(await requestOutcome(Promise.reject(error))).toEqual({ error })
  expect(() => settledValue({ error })).toThrow(error)
})
