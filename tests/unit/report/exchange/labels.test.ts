import { describe, expect, test } from 'vitest'
import type { Exchange } from '../../../../src/conformance/index.ts'
import { createLabels } from '../../../../src/report/exchange/labels.ts'
import { sampleExchange } from '../../../support/sample-exchange.ts'
import { sampleLogin } from '../../../support/sample-login.ts'

const own = { key: '52000000-aaaa', token: 'redacted-0000000000000001' }
const text = `${own.key} ${own.token} ${own.key}0`

/** How a session is named in an exchange. */
function named(login: string, of: Partial<Exchange> = {}) {
  const labels = createLabels()
  labels.learn(sampleLogin(own, login))
  const exchange = sampleExchange({ ...of, headers: [['vmware-api-session-id', own.token]] })
  return [labels.callerOf(exchange), labels.labelled(text, exchange)]
}

describe('a session', () => {
  test.each([
    ['of the same check', '2 of terminate.success.no-content', {}, 'session 2'],
    ['of the same case', '3 of terminate.success.no-content/a case', { caseName: 'a case' }, 'session 3'],
    [
      'of another case',
      '3 of terminate.success.no-content/a case',
      {},
      'session 3 of terminate.success.no-content/a case',
    ],
    ['of another check', '2 of terminate.a.b', {}, 'session 2 of terminate.a.b'],
    ['of the run', '1 of controller', {}, 'the controller'],
    ['of the run, opened again', '2 of controller', {}, 'the controller (login 2)'],
    ['of the run, left alone', '1 of idle/user@domain', {}, 'the idle session of user@domain'],
    ['of the run, cloned', '1 of parent/user', {}, 'the session of user that is cloned'],
  ])('%s is named by its login', (_, login, of, label) => {
    expect(named(login, of)).toEqual([label, `‹${label}› ‹token of ${label}› ${own.key}0`])
  })
})

test('a session with the User-Agent of another one has the next number of its case', () => {
  const labels = createLabels()
  const begun = ['52000000-aaaa', '52000000-bbbb', '52000000-cccc', '52000000-dddd', '52000000-eeee']
  const logins = ['1 of a', '2 of a', '1 of a', '1 of a', '1 of b']
  for (const [at, key] of begun.entries())
    labels.learn(sampleLogin({ key, token: `redacted-000000000000000${at}` }, logins[at] ?? ''))
  const exchange = sampleExchange({ requirement: 'a', caseName: '' })
  expect(begun.map((key) => labels.labelled(key, exchange))).toEqual(
    ['session 1', 'session 2', 'session 3', 'session 4', 'session 1 of b'].map((label) => `‹${label}›`),
  )
})

test.each<[string, Exchange]>([
  ['a refused login', sampleLogin(own, '1 of a', { answer: { kind: 'unsent' } })],
  ['a login without a User-Agent', sampleLogin(own, '1 of a', { headers: [] })],
  [
    'an answer that is no session',
    sampleLogin(own, '1 of a', {
      answer: { kind: 'answered', place: 1, status: 200, headers: [], body: { kind: 'kept', text: '[]' } },
    }),
  ],
  ['another operation', sampleLogin(own, '1 of a', { path: '/a/currentSession' })],
])('%s names none', (_, exchange) => {
  const labels = createLabels()
  labels.learn(exchange)
  expect([labels.isSession(own.key), labels.labelled(text, exchange), labels.callerOf(exchange)]).toEqual([
    false,
    text,
    undefined,
  ])
})
