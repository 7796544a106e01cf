import { describe, expect, test } from 'vitest'
import { BrokenAnswer, TargetUnreachable } from '../../../../src/client/index.ts'
import { outcomeOf } from '../../../../src/client/outcome.ts'
import { summarize as described, expectCall, expectSessions } from '../../../../src/conformance/context/expect.ts'
import type { Observations } from '../../../../src/conformance/context/observations.ts'
import type { Reading } from '../../../../src/conformance/context/oracles.ts'
import type { Call } from '../../../../src/conformance/context/terminate-call.ts'
import { createTrace } from '../../../../src/conformance/context/trace.ts'
import { failed, unreached } from '../../../../src/conformance/errors/verdict-error.ts'
import type { TestSession } from '../../../../src/conformance/sessions/session-registry.ts'
import { testSession } from '../../../support/scripted.ts'

const call = (status: number, fault?: string): Call => {
  const body = fault === undefined ? '' : JSON.stringify({ _typeName: fault })
  return { outcome: outcomeOf(status, body), status, headers: new Headers(), body }
}

const sight = (state: Reading['state']): Reading => ({ state, detail: `it ${state}` })

/** A scene on which the oracles see these states, of sessions called session 1, 2, …; each `list/self`. */
function seeing(states: string[], named: readonly number[] = [], sees?: Error) {
  const sessions = states.map((_, index) => testSession(`session ${index + 1}`))
  const proved: [string, string][] = []
  const scene: Partial<Observations> = {
    read: async () => {
      if (sees !== undefined) throw sees
      const readings = new Map(
        sessions.map((session, index) => {
          const [list, self] = (states[index] ?? '').split('/') as Reading['state'][]
          return [session, { list: sight(list ?? 'alive'), self: sight(self ?? 'alive') }]
        }),
      )
      return { sessions: readings, controller: sight('alive') }
    },
    trace: createTrace(testSession('the controller'), sessions),
    placeOf: () => 'somewhere',
    isByController: () => true,
    named: () => named.map((index) => sessions[index] as TestSession),
    recordProof: ({ label }, state) => proved.push([label, state]),
  }
  return { scene: scene as Observations, sessions, proved }
}

const finding = async (claim: Promise<void>) =>
  claim.then(
    () => 'holds',
    (error: unknown) => (error instanceof Error && 'finding' in error ? error.finding : error),
  )

describe('a call', () => {
  const { scene } = seeing([])

  test.each<[Call, string | undefined]>([
    [call(204), undefined],
    [call(500, 'NotFound'), 'unexpected-fault'],
    [call(200), 'unexpected-status'],
    [call(404), 'unexpected-status'],
  ])('that should be terminated', async (made, code) => {
    const found = await finding(expectCall(made, scene).toBeTerminated())
    expect(found).toEqual(code === undefined ? 'holds' : { code, message: `should answer 204; ${described(made)}` })
  })

  test.each<[Call, string | undefined]>([
    [call(500, 'NotFound'), undefined],
    [call(500, 'InvalidArgument'), 'unexpected-fault'],
    [call(204), 'unexpected-success'],
    [call(200), 'unexpected-success'],
    [call(299), 'unexpected-success'],
    [call(300), 'unexpected-status'],
    [call(400), 'unexpected-status'],
    [call(500), 'unexpected-status'],
  ])('that should be a fault of that name', async (made, code) => {
    const found = await finding(expectCall(Promise.resolve(made), scene).toBeFault('NotFound'))
    expect(found).toEqual(
      code === undefined ? 'holds' : { code, message: `should answer 500 with the fault NotFound; ${described(made)}` },
    )
  })

  test('that should be any fault', async () => {
    expect(await finding(expectCall(call(500, 'SystemError'), scene).toBeFault())).toBe('holds')
    expect(await finding(expectCall(call(404), scene).toBeFault())).toEqual({
      code: 'unexpected-status',
      message: 'should answer a fault; the answer is 404 without a fault that VI JSON knows',
    })
  })

  test.each([199, 300, 401, 500])('that is answered %i is refused', async (status) => {
    expect(await finding(expectCall(call(status), scene).toBeRefused())).toBe('holds')
  })

  test.each([200, 204, 299])('that is answered %i is not', async (status) => {
    expect(await finding(expectCall(call(status), scene).toBeRefused())).toMatchObject({ code: 'unexpected-success' })
  })

  test('is told in words, without its text', () => {
    expect([call(204), call(500, 'NotFound'), call(503)].map(described)).toEqual([
      'the answer is 204',
      'the answer is 500 with the fault NotFound',
      'the answer is 503 without a fault that VI JSON knows',
    ])
  })
})

describe('a call that is refused because who made it is logged on no more', () => {
  const lost = failed('controller-lost', 'it is lost')

  test.each([call(500, 'NotAuthenticated'), call(401)])('finds the loss of the controller', async (refused) => {
    const { scene } = seeing(['dead/dead'], [], lost)
    for (const claim of [expectCall(refused, scene).toBeTerminated(), expectCall(refused, scene).toBeFault('NotFound')])
      expect(await finding(claim)).toEqual(lost.finding)
  })

  test.each<[string, Error | undefined, boolean, Call]>([
    ['the controller is logged on', undefined, true, call(500, 'NotAuthenticated')],
    ['nothing can be seen', unreached('no list'), true, call(500, 'NotAuthenticated')],
    ['the target does not answer', new TargetUnreachable('timeout', 'late'), true, call(401)],
    ['somebody else made it', lost, false, call(500, 'NotAuthenticated')],
    ['it is another refusal', lost, true, call(500, 'NoPermission')],
  ])('is a finding of its own where %s', async (_, sees, isByController, refused) => {
    const { scene } = seeing(['dead/dead'], [], sees)
    const claim = expectCall(refused, { ...scene, isByController: () => isByController }).toBeTerminated()
    expect(await finding(claim)).toMatchObject({ code: expect.stringMatching(/^unexpected-/) })
  })

  test('is the suite’s own error where the look is', async () => {
    const { scene } = seeing(['dead/dead'], [], new RangeError('ours'))
    await expect(expectCall(call(401), scene).toBeTerminated()).rejects.toThrow('ours')
  })
})

describe('what a wrong answer left behind', () => {
  test('is told of the sessions that the call named, three of them at most', async () => {
    const { scene } = seeing(['dead/dead', 'alive/alive', 'dead/alive', 'alive/alive'], [0, 2, 1, 3])
    expect(await finding(expectCall(call(500, 'NotFound'), scene).toBeTerminated())).toEqual({
      code: 'unexpected-fault',
      message:
        'should answer 204; the answer is 500 with the fault NotFound; afterwards, ' +
        "of session 1, somewhere, the controller's sessionList showed it dead, its own currentSession showed it dead; " +
        "of session 3, somewhere, the controller's sessionList showed it dead, its own currentSession showed it alive; " +
        "of session 2, somewhere, the controller's sessionList showed it alive, its own currentSession showed it alive",
    })
  })

  test.each([
    unreached('nothing can be seen'),
    new TargetUnreachable('reset', 'nothing can be seen'),
    new BrokenAnswer(200, 'nothing can be seen'),
  ])('is told to be out of sight where the oracles cannot be asked: $name', async (error) => {
    const { scene } = seeing(['dead/dead'], [0], error)
    expect(await finding(expectCall(call(404), scene).toBeTerminated())).toMatchObject({
      message: expect.stringMatching(/; afterwards, nothing can be seen$/),
    })
  })

  test('does not hide an error of the suite', async () => {
    const { scene } = seeing(['dead/dead'], [0], new TypeError('ours'))
    expect(await finding(expectCall(call(404), scene).toBeTerminated())).toEqual(new TypeError('ours'))
  })
})

describe('sessions', () => {
  test('are proved by both oracles', async () => {
    const { scene, sessions, proved } = seeing(['dead/dead', 'dead/dead'])
    expect(await finding(expectSessions(sessions, scene).toBeDead())).toBe('holds')
    expect(proved).toEqual([
      ['session 1', 'dead'],
      ['session 2', 'dead'],
    ])
  })

  test.each<[string, string, 'toBeDead' | 'toBeAlive', string]>([
    ['alive', 'alive/alive', 'toBeDead', 'not-ended'],
    ['dead', 'dead/dead', 'toBeAlive', 'wrongly-ended'],
    ['seen as both', 'alive/dead', 'toBeDead', 'oracles-disagree'],
    ['seen as both', 'dead/alive', 'toBeAlive', 'oracles-disagree'],
  ])('that are %s (%s) are not %s', async (_, states, claim, code) => {
    const { scene, sessions, proved } = seeing([states])
    const [list, self] = states.split('/')
    expect(await finding(expectSessions(sessions, scene)[claim]())).toEqual({
      code,
      message: `session 1, somewhere, should be ${claim === 'toBeDead' ? 'dead' : 'alive'}; the controller's sessionList showed it ${list}, its own currentSession showed it ${self}.`,
    })
    expect(proved).toEqual([])
  })

  test('that share a departure are named together', async () => {
    const { scene, sessions } = seeing(['alive/alive', 'dead/dead', 'alive/alive', 'dead/alive'])
    expect(await finding(expectSessions(sessions, scene).toBeDead())).toMatchObject({
      code: 'not-ended',
      message: expect.stringMatching(/showed it alive\. The same goes for session 3, session 4\.$/),
    })
  })

  test.each(['unreadable/dead', 'dead/unreadable', 'dead/stranger'])(
    'of which an oracle says nothing (%s) prove nothing',
    async (states) => {
      const { scene, sessions } = seeing(['dead/dead', states])
      const [list, self] = states.split('/')
      expect(await finding(expectSessions(sessions, scene).toBeDead())).toEqual({
        code: 'prerequisite',
        message: `an oracle could not be read: of session 2, the controller's sessionList showed it ${list}, its own currentSession showed it ${self}`,
      })
    },
  )

  test('of which one is proved to be wrong are a failure, whatever could not be read of another', async () => {
    const { scene, sessions } = seeing(['unreadable/dead', 'alive/alive'])
    expect(await finding(expectSessions(sessions, scene).toBeDead())).toMatchObject({ code: 'not-ended' })
  })

  test('that are not on the scene are an error of the suite', async () => {
    const { scene } = seeing([])
    expect(await finding(expectSessions([testSession('elsewhere')], scene).toBeDead())).toEqual(
      new Error('elsewhere was not looked at'),
    )
  })
})
