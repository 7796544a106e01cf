import { describe, expect, test } from 'vitest'
import { createUnopenedSessions } from '../../../../src/conformance/replay/unopened-sessions.ts'
import type { Exchange, ExchangeAnswer } from '../../../../src/conformance/types.ts'
import { asking } from '../../../support/scripted.ts'

const answer = (place: number, text: string): ExchangeAnswer => ({
  kind: 'answered',
  place,
  status: 200,
  headers: [],
  body: { kind: 'kept', text },
})

/** A login that was sent as the second of all requests and answers, except for what is given. */
const login = (given: Partial<Exchange> = {}): Exchange => ({
  ...asking('/sdk/Login'),
  method: 'POST',
  sentAs: 2,
  answer: answer(3, '{"key":"new"}'),
  ...given,
})

const sessions = '[{"key":"old"},{"key":"new"},7,{"key":1}]'
const withoutNew = '[{"key":"old"},7,{"key":1}]'

/** A sessionList whose answer came at a place. */
const list = (place: number, path = '/sdk/sessionList'): Exchange => ({
  ...asking(path),
  answer: answer(place, sessions),
})

describe('createUnopenedSessions', () => {
  test('a list does not show a session until its login is sent', () => {
    const unopened = createUnopenedSessions([login(), list(4)])
    expect(unopened.removeFrom(list(4), sessions)).toBe(withoutNew)
  })

  test('a list does not show a session until the call is sent that begins it as a clone', () => {
    const begun = login({ path: '/sdk/CloneSession' })
    const unopened = createUnopenedSessions([begun, list(4)])
    expect(unopened.removeFrom(list(4), sessions)).toBe(withoutNew)
    unopened.recordRequest(begun)
    expect(unopened.removeFrom(list(4), sessions)).toBe(sessions)
  })

  test('a list shows a session once its login is sent', () => {
    const [begun, later] = [login(), list(4)]
    const unopened = createUnopenedSessions([begun, later])
    unopened.recordRequest(begun)
    expect(unopened.removeFrom(later, sessions)).toBe(sessions)
  })

  test.each<[string, Exchange, Exchange]>([
    ['a list shows a session that the recorded list showed before its login was sent', login(), list(1)],
    ['a list shows a session that no login of the run began', login({ answer: answer(3, '{"key":"other"}') }), list(4)],
    [
      'a list shows a session whose login got an incomplete answer',
      login({ answer: { kind: 'broken', place: 3, status: 200, message: '' } }),
      list(4),
    ],
    [
      'a list shows a session whose login has an answer that was left out',
      login({
        answer: { kind: 'answered', place: 3, status: 200, headers: [], body: { kind: 'left-out', length: 1 } },
      }),
      list(4),
    ],
    ['a list shows a session that another operation returned', login({ path: '/sdk/Logout' }), list(4)],
    ['a list at another path is unchanged', login(), list(4, '/sdk/other')],
  ])('%s', (_, begun, read) => {
    expect(createUnopenedSessions([begun, read]).removeFrom(read, sessions)).toBe(sessions)
  })

  test.each<[string, string]>([
    ['a list that is invalid JSON is unchanged', '[{"key":"new"}'],
    ['an object in place of the list is unchanged', '{"key":"new"}'],
    ['null in place of the list is unchanged', 'null'],
    ['an empty text is unchanged', ''],
    ['a list without unopened sessions keeps its white space', '[ {"key": "old"} ]'],
  ])('%s', (_, text) => {
    expect(createUnopenedSessions([login(), list(4)]).removeFrom(list(4), text)).toBe(text)
  })
})
