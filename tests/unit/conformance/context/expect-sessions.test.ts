import { describe, expect, test } from 'vitest'
import { bothReadings, expectSessions as expectWith } from '../../../../src/conformance/context/expect-sessions.ts'
import { createListLag } from '../../../../src/conformance/context/list-lag.ts'
import type { Observations } from '../../../../src/conformance/context/observations.ts'
import type { TestSession } from '../../../../src/conformance/sessions/session-registry.ts'
import { testSession } from '../../../support/scripted.ts'
import { findingOf, observing, type States } from './fake-observations.ts'

const expectSessions = (sessions: readonly TestSession[], observations: Observations) =>
  expectWith(
    sessions,
    observations,
    createListLag(async () => {}),
  )

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
    expect(await findingOf(expectSessions(sessions, observations)[expectation]())).toMatchObject({ code, message })
    expect(proved).toEqual([])
  })

  test('further sessions with an unmet expectation are named after the first', async () => {
    const { observations, sessions } = observing([
      ['alive', 'alive'],
      ['dead', 'dead'],
      ['alive', 'alive'],
      ['dead', 'alive'],
    ])
    expect(await findingOf(expectSessions(sessions, observations).toBeDead())).toMatchObject({
      code: 'not-ended',
      message:
        'session 1, somewhere, should be dead: list says alive; self says alive. The same holds for session 3, session 4.',
    })
  })

  test('a session that is given twice is named once', async () => {
    const { observations, sessions } = observing([
      ['alive', 'alive'],
      ['alive', 'alive'],
    ])
    const twice = [...sessions, ...sessions]
    expect(await findingOf(expectSessions(twice, observations).toBeDead())).toMatchObject({
      message: expect.stringMatching(/ The same holds for session 2\.$/),
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
  ])('%s', async (_, states, evidence) => {
    const { observations, sessions, proved } = observing([['dead', 'dead'], states])
    expect(await findingOf(expectSessions(sessions, observations).toBeDead())).toMatchObject({
      code: 'prerequisite',
      message: `the state of session 2 could not be read: ${evidence}`,
    })
    expect(proved).toEqual([])
  })

  test.each(['toBeDead', 'toBeAlive'] as const)(
    'a session that is listed although its own token proves another one is a finding (%s)',
    async (method) => {
      const state = method === 'toBeDead' ? 'dead' : 'alive'
      const { observations, sessions, proved } = observing([
        [state, state],
        ['alive', 'stranger'],
      ])
      expect(await findingOf(expectSessions(sessions, observations)[method]())).toMatchObject({
        code: 'oracles-disagree',
        message: `session 2, somewhere, should be ${state}: list says alive; self says stranger.`,
      })
      expect(proved).toEqual([])
    },
  )

  test('a session that is listed no more was not ended where its own token proves another session', async () => {
    const { observations, sessions, proved } = observing([
      ['alive', 'alive'],
      ['dead', 'stranger'],
    ])
    expect(await findingOf(expectSessions(sessions, observations).toBeDead())).toMatchObject({
      code: 'not-ended',
      message:
        'the token of session 2, which should be dead, still proves a session: list says dead; self says stranger.',
    })
    expect(proved).toEqual([])
  })

  test('a session that should be alive is not where sessionList does not show it, and its own token proves another one', async () => {
    const { observations, sessions } = observing([['dead', 'stranger']])
    expect(await findingOf(expectSessions(sessions, observations).toBeAlive())).toMatchObject({
      code: 'wrongly-ended',
      message: 'session 1, somewhere, should be alive: list says dead; self says stranger.',
    })
  })

  test('a session that is proved to be wrong outranks one that could not be read', async () => {
    const { observations, sessions } = observing([
      ['unreadable', 'dead'],
      ['alive', 'alive'],
    ])
    expect(await findingOf(expectSessions(sessions, observations).toBeDead())).toMatchObject({
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

describe('a list that is behind the token of a session', () => {
  test.each<[string, 'toBeDead' | 'toBeAlive', 'dead' | 'alive', States]>([
    ['is read again until it shows no more what has ended', 'toBeDead', 'dead', ['alive', 'dead']],
    ['is read again until it shows what is alive', 'toBeAlive', 'alive', ['dead', 'alive']],
  ])('%s', async (_, expectation, wanted, behind) => {
    const { observations, sessions, proved, reads } = observing([behind], [], undefined, [[behind], [[wanted, wanted]]])
    expect(await findingOf(expectSessions(sessions, observations)[expectation]())).toBe('met')
    expect([proved, reads()]).toEqual([[['session 1', wanted]], 3])
  })

  test.each<[string, States[], number]>([
    ['is read eight times within a second, and not more often', [['alive', 'dead']], 8],
    [
      'is read once where another session is behind by its token',
      [
        ['alive', 'dead'],
        ['alive', 'alive'],
      ],
      1,
    ],
    ['is read once where both oracles show the session alive', [['alive', 'alive']], 1],
    ['is read once where it is unreadable', [['unreadable', 'dead']], 1],
    ['is read once where the token alone is behind', [['dead', 'alive']], 1],
  ])('%s', async (_, states, count) => {
    const { observations, sessions, reads } = observing(states)
    expect(await findingOf(expectSessions(sessions, observations).toBeDead())).not.toBe('met')
    expect(reads()).toBe(count)
  })
})

test('bothReadings gives the evidence of the list, then that of the own token', () => {
  const list = { state: 'dead' as const, detail: 'not in the list' }
  const self = { state: 'alive' as const, detail: 'its token is valid' }
  expect(bothReadings({ list, self })).toBe('not in the list; its token is valid')
})
