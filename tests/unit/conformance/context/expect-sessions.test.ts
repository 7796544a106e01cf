import { describe, expect, test } from 'vitest'
import { bothReadings, expectSessions } from '../../../../src/conformance/context/expect-sessions.ts'
import { testSession } from '../../../support/scripted.ts'
import { findingOf, observing, type States } from './fake-observations.ts'

describe('expectSessions', () => {
  test('sessions are proved dead where both oracles say so', async () => {
    const { observations, sessions, proved } = observing([
      ['dead', 'dead'],
      ['dead', 'dead'],
    ])
    expect(await findingOf(expectSessions(sessions, observations).toBeDead())).toBe('met')
    expect(proved).toEqual([
      ['session 1', 'dead'],
      ['session 2', 'dead'],
    ])
  })

  test('a session is proved alive where both oracles say so', async () => {
    const { observations, sessions, proved } = observing([['alive', 'alive']])
    expect(await findingOf(expectSessions(sessions, observations).toBeAlive())).toBe('met')
    expect(proved).toEqual([['session 1', 'alive']])
  })

  test('what is expected is recorded in the trace, also where it is not met', async () => {
    const { observations, sessions } = observing([['alive', 'alive']])
    await findingOf(expectSessions(sessions, observations).toBeDead())
    expect(observations.trace.toCaseTrace('').events).toEqual([
      { kind: 'claimed', wanted: 'dead', sessions: ['session 1'] },
    ])
  })

  test.each<[string, States, 'toBeDead' | 'toBeAlive', string, string]>([
    [
      'a session that both oracles show alive was not ended',
      ['alive', 'alive'],
      'toBeDead',
      'not-ended',
      'session 1, somewhere, should be dead: list says alive; self says alive.',
    ],
    [
      'a session that both oracles show dead was wrongly ended',
      ['dead', 'dead'],
      'toBeAlive',
      'wrongly-ended',
      'session 1, somewhere, should be alive: list says dead; self says dead.',
    ],
    [
      'a session that only its own token shows dead is a disagreement of the oracles',
      ['alive', 'dead'],
      'toBeDead',
      'oracles-disagree',
      'session 1, somewhere, should be dead: list says alive; self says dead.',
    ],
    [
      'a session that only the list shows dead is a disagreement of the oracles',
      ['dead', 'alive'],
      'toBeAlive',
      'oracles-disagree',
      'session 1, somewhere, should be alive: list says dead; self says alive.',
    ],
  ])('%s', async (_, states, expectation, code, message) => {
    const { observations, sessions, proved } = observing([states])
    expect(await findingOf(expectSessions(sessions, observations)[expectation]())).toEqual({ code, message })
    expect(proved).toEqual([])
  })

  test('further sessions with an unmet expectation are named after the first', async () => {
    const { observations, sessions } = observing([
      ['alive', 'alive'],
      ['dead', 'dead'],
      ['alive', 'alive'],
      ['dead', 'alive'],
    ])
    expect(await findingOf(expectSessions(sessions, observations).toBeDead())).toEqual({
      code: 'not-ended',
      message:
        'session 1, somewhere, should be dead: list says alive; self says alive. The same holds for session 3, session 4.',
    })
  })

  test.each<[string, States, string]>([
    [
      'a session is unreached where the list is unreadable',
      ['unreadable', 'dead'],
      'list says unreadable; self says dead',
    ],
    [
      'a session is unreached where the answer to its own token is unreadable',
      ['dead', 'unreadable'],
      'list says dead; self says unreadable',
    ],
    [
      'a session is unreached where its own token belongs to another session',
      ['dead', 'stranger'],
      'list says dead; self says stranger',
    ],
  ])('%s', async (_, states, evidence) => {
    const { observations, sessions, proved } = observing([['dead', 'dead'], states])
    expect(await findingOf(expectSessions(sessions, observations).toBeDead())).toEqual({
      code: 'prerequisite',
      message: `the state of session 2 could not be read: ${evidence}`,
    })
    expect(proved).toEqual([])
  })

  test('a session that is proved to be wrong outranks one that could not be read', async () => {
    const { observations, sessions } = observing([
      ['unreadable', 'dead'],
      ['alive', 'alive'],
    ])
    expect(await findingOf(expectSessions(sessions, observations).toBeDead())).toEqual({
      code: 'not-ended',
      message: 'session 2, somewhere, should be dead: list says alive; self says alive.',
    })
  })

  test("a session that is not among those observed is the suite's own error", async () => {
    const { observations } = observing([])
    expect(await findingOf(expectSessions([testSession('elsewhere')], observations).toBeDead())).toEqual(
      new Error('elsewhere was not read'),
    )
  })
})

test('bothReadings gives the evidence of the list, then that of the own token', () => {
  const list = { state: 'dead' as const, detail: 'not in the list' }
  const self = { state: 'alive' as const, detail: 'its token is valid' }
  expect(bothReadings({ list, self })).toBe('not in the list; its token is valid')
})
