import { describe, expect, test } from 'vitest'
import { TargetUnreachable } from '../../../../src/client/index.ts'
import { type Claim, createObservations } from '../../../../src/conformance/context/observations.ts'
import { recheckAndClose } from '../../../../src/conformance/engine/recheck-sessions.ts'
import { NotRecorded } from '../../../../src/conformance/errors/not-recorded.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import type { TraceEvent } from '../../../../src/conformance/types.ts'
import { type Answered, listed, scripted, status, testSession, value } from '../../../support/scripted.ts'

/** Rechecks one session of which a state was proved, at a target that gives these answers to sessionList and currentSession. */
async function recheck(
  proved: Claim['state'],
  list: Answered | Error,
  own: Answered | Error,
  state: 'open' | 'dead' = 'open',
  isProved = true,
) {
  const loggedOut: string[] = []
  const answerWith = async (answer: Answered | Error) => {
    if (answer instanceof Error) throw answer
    return answer
  }
  const registry = createSessionRegistry()
  const controller = registry.register(testSession('controller'))
  const loginTag = isProved ? '(tag of victim)' : undefined
  const victim = registry.register(testSession('victim', { state, loginTag }))
  const service = scripted({
    sessionList: () => answerWith(list),
    currentSession: () => answerWith(own),
    logout: async (token) => {
      loggedOut.push(token)
      return value(null)
    },
  })
  const observations = createObservations({
    purpose: { caseName: '', step: '' },
    service,
    registry,
    controller,
    controllers: { discard: () => {} },
    sessions: [victim],
  })
  observations.recordProof(victim, proved)
  const changes = await recheckAndClose(service, registry, controller, [victim], new Map([['a check', [observations]]]))
  const { verdict, finding } = changes.get('a check') ?? {}
  const { events } = observations.trace.toCaseTrace('')
  return { verdict, finding, loggedOut, state: victim.state, events }
}

const shownVictim = { key: 'victim', userAgent: 'vijson-conformance/1.0 (tag of victim)' }
const alive = value(shownVictim)
const bothListed = value([{ key: 'controller' }, shownVictim])
const tokenOfVictim = ['token of victim']

/** The reading of the recheck as the trace shows it. */
const laterReading = (list: 'alive' | 'dead', self: 'alive' | 'dead'): TraceEvent => ({
  kind: 'seen',
  later: true,
  readings: [{ session: 'victim', list, self }],
})

describe('recheckAndClose', () => {
  test('a session that is still alive has no finding and is closed', async () => {
    expect(await recheck('alive', bothListed, alive)).toEqual({
      verdict: undefined,
      finding: undefined,
      loggedOut: tokenOfVictim,
      state: 'closed',
      events: [],
    })
  })

  test('a session that is still dead has no finding and is not logged out', async () => {
    expect(await recheck('dead', listed('controller'), value(null), 'dead')).toEqual({
      verdict: undefined,
      finding: undefined,
      loggedOut: [],
      state: 'dead',
      events: [],
    })
  })

  test('a session that has ended since has the finding changed-later', async () => {
    expect(await recheck('alive', listed('controller'), value(null))).toEqual({
      verdict: 'fail',
      finding: {
        code: 'changed-later',
        message:
          'victim was alive after the call (both oracles) and is dead now (both oracles), although nothing was done to it since.',
        where: ['victim'],
        expected: 'victim stays alive',
        seen: 'it is dead now (both oracles)',
      },
      loggedOut: [],
      state: 'closed',
      events: [laterReading('dead', 'dead')],
    })
  })

  test('a session that has come back has the finding changed-later and is closed', async () => {
    expect(await recheck('dead', bothListed, alive, 'dead')).toEqual({
      verdict: 'fail',
      finding: {
        code: 'changed-later',
        message:
          'victim was dead after the call (both oracles) and is alive now (both oracles), although nothing was done to it since.',
        where: ['victim'],
        expected: 'victim stays dead',
        seen: 'it is alive now (both oracles)',
      },
      loggedOut: tokenOfVictim,
      state: 'closed',
      events: [laterReading('alive', 'alive')],
    })
  })

  test('a session that has come back is not logged out where no User-Agent proves it', async () => {
    const { finding, loggedOut, state } = await recheck('dead', bothListed, alive, 'dead', false)
    expect([finding?.code, loggedOut, state]).toEqual(['changed-later', [], 'dead'])
  })

  test('a session whose key shows another User-Agent is not logged out', async () => {
    const strange = { key: 'victim', userAgent: 'other' }
    const { finding, loggedOut, state } = await recheck(
      'alive',
      value([{ key: 'controller' }, strange]),
      value(strange),
    )
    expect([finding, loggedOut, state]).toEqual([undefined, [], 'open'])
  })

  test.each<[string, Answered, Answered, string, TraceEvent]>([
    [
      'a dead session that is in sessionList again has the finding oracles-disagree',
      bothListed,
      value(null),
      'alive in sessionList and dead by its own token',
      laterReading('alive', 'dead'),
    ],
    [
      'a dead session whose token works again has the finding oracles-disagree',
      listed('controller'),
      alive,
      'dead in sessionList and alive by its own token',
      laterReading('dead', 'alive'),
    ],
  ])('%s', async (_, list, own, now, event) => {
    const { finding, events } = await recheck('dead', list, own, 'dead')
    expect(finding).toMatchObject({
      code: 'oracles-disagree',
      message: `victim was dead after the call (both oracles) and is now ${now}, although nothing was done to it since.`,
    })
    expect(events).toEqual([event])
  })

  test.each<[string, Answered | Error, Answered | Error]>([
    ['a sessionList without the controller proves nothing', listed(), value(null)],
    ['a sessionList that is not a list proves nothing', value('nothing'), value(null)],
    ['a sessionList that gets no answer proves nothing', new TargetUnreachable('timeout', 'late'), value(null)],
    ['a token that gets only 503 proves nothing', listed('controller'), status(503)],
    ['a token that shows another session proves nothing', listed('controller'), value({ key: 'other' })],
    ['a token that gets no answer proves nothing', listed('controller'), new TargetUnreachable('timeout', 'late')],
  ])('%s', async (_, list, own) => {
    const { verdict, finding, events } = await recheck('alive', list, own)
    expect([verdict, finding, events]).toEqual([undefined, undefined, []])
  })

  test('a sessionList that is too long to be noted is unreached', async () => {
    const tooMany = value(Array.from({ length: 200_001 }, (_, index) => ({ key: `key ${index}` })))
    await expect(recheck('alive', tooMany, alive)).rejects.toMatchObject({
      verdict: 'unreached',
      message: 'sessionList has shown more than 200000 sessions',
    })
  })

  test.each<[string, Answered | Error, Answered | Error]>([
    ['a recorded run without the sessionList of the recheck is unanswered', new NotRecorded('nothing'), alive],
    ['a recorded run without the token’s answer of the recheck is unanswered', bothListed, new NotRecorded('nothing')],
  ])('%s', async (_, list, own) => {
    const { verdict, finding } = await recheck('alive', list, own)
    expect([verdict, finding]).toEqual([
      'unreached',
      { code: 'unanswered', message: 'the recorded run does not hold the recheck of these sessions' },
    ])
  })
})
