import { describe, expect, test } from 'vitest'
import { TargetUnreachable, type UnreachableReason } from '../../../../src/client/index.ts'
import type { SessionService } from '../../../../src/client/service.ts'
import { isLoggedOff, keysIn, readOracles, selfReading } from '../../../../src/conformance/context/oracles.ts'
import { createSessionRegistry, type TestSession } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, fault, listed, scripted, status, testSession, value } from '../../../support/scripted.ts'

const [controller, victim] = [testSession('controller'), testSession('victim')]

/** A service that gives these answers, the same to every token that is not named. */
function answering(list: Answered, own: Record<string, Answered>): SessionService {
  return scripted({
    sessionList: async () => list,
    currentSession: async (token) => own[token] ?? value(null),
  })
}

const alive = (...sessions: TestSession[]) =>
  Object.fromEntries(sessions.map(({ key, token }) => [token, value({ key })]))

describe('the keys that a sessionList shows', () => {
  test.each<[string, Answered, string[] | undefined]>([
    ['a list', listed('a', 'b'), ['a', 'b']],
    ['nothing', value(null), []],
    ['an object', value({}), undefined],
    ['a list with something else in it', value([{ key: 'a' }, {}]), undefined],
    ['a list with null in it', value([null]), undefined],
    ['a list with words in it', value(['key']), undefined],
    ['a list whose keys are numbers', value([{ key: 1 }]), undefined],
    ['a fault', fault('NoPermission'), undefined],
  ])('%s', (_, answer, keys) => {
    expect(keysIn(answer)).toEqual(keys)
  })
})

describe('what a token shows of its session', () => {
  test.each<[string, Answered, string, string]>([
    ['itself', value({ key: 'victim' }), 'alive', 'it logged on'],
    ['nobody', value(null), 'dead', 'nobody logged on'],
    ['another', value({ key: 'other' }), 'stranger', 'something that is not this session'],
    ['what is no session', value({}), 'unreadable', 'something that is not this session'],
    ['NotAuthenticated', fault('NotAuthenticated'), 'dead', 'the fault NotAuthenticated'],
    ['another fault', fault('SystemError'), 'unreadable', 'the fault SystemError'],
    ['a fault without a proper name', fault('no name!'), 'unreadable', 'the fault (of a name that is none)'],
    ['a challenge', status(401), 'dead', 'status 401'],
    ['another status', status(503), 'unreadable', 'status 503'],
  ])('%s', (_, answer, state, saw) => {
    expect(selfReading(answer, victim)).toEqual({ state, detail: saw })
  })

  test.each(['NotAuthenticated', 'AuthenticationRequired', 'InvalidToken', 'SessionNotFound'])(
    '%s means logged off',
    (name) => {
      expect(selfReading(fault(name), victim).state).toBe('dead')
    },
  )

  test.each([400, 401, 403])('%i means logged off', (code) => {
    expect(isLoggedOff({ kind: 'unexpected', status: code, body: '' })).toBe(true)
  })

  test.each([200, 404, 500])('%i does not', (code) => {
    expect(isLoggedOff({ kind: 'unexpected', status: code, body: '' })).toBe(false)
  })
})

describe('a look', () => {
  const at = (list: Answered, own: Record<string, Answered>) => {
    const ownership = createSessionRegistry()
    const seen = { ...victim }
    return readOracles(answering(list, own), ownership, controller, [seen]).then((looked) => ({
      sighting: looked.sessions.get(seen),
      controller: looked.controller.state,
      state: seen.state,
      isForeignNoted: ownership.isTaken('foreign'),
    }))
  }

  test('an alive session', async () => {
    expect(await at(listed('controller', 'victim', 'foreign'), alive(victim))).toEqual({
      sighting: { list: { state: 'alive', detail: 'it listed' }, self: { state: 'alive', detail: 'it logged on' } },
      controller: 'alive',
      state: 'open',
      isForeignNoted: true,
    })
  })

  test('a dead one is marked as dead, where both oracles say so', async () => {
    expect(await at(listed('controller'), {})).toMatchObject({
      sighting: {
        list: { state: 'dead', detail: 'it not listed' },
        self: { state: 'dead', detail: 'nobody logged on' },
      },
      state: 'dead',
      isForeignNoted: false,
    })
    expect(await at(listed('controller', 'victim'), {})).toMatchObject({ state: 'open' })
    expect(await at(listed('controller'), alive(victim))).toMatchObject({ state: 'open' })
  })

  test('a list that is none says nothing of a session', async () => {
    expect((await at(value('nothing'), alive(victim, controller))).sighting?.list).toEqual({
      state: 'unreadable',
      detail: 'no list of sessions',
    })
  })

  test('what the controller is seen as is told in words', async () => {
    const service = answering(listed(), {})
    expect((await readOracles(service, createSessionRegistry(), controller, [])).controller.detail).toBe(
      'it not listed, and by its own token nobody logged on',
    )
    expect(
      (await readOracles(answering(listed(), alive(controller)), createSessionRegistry(), controller, [])).controller,
    ).toEqual({
      state: 'unreadable',
      detail: 'it not listed, while its own token showed it logged on',
    })
  })

  test('an error that is not the target’s is not read over', async () => {
    const service = scripted({
      sessionList: async () => {
        throw new TypeError('ours')
      },
    })
    await expect(readOracles(service, createSessionRegistry(), controller, [])).rejects.toThrow('ours')
  })

  test('a list that does not show the controller is believed where its token says the same', async () => {
    expect((await at(listed('victim'), alive(victim))).controller).toBe('dead')
    expect((await at(listed('victim'), alive(victim, controller))).controller).toBe('unreadable')
    expect((await at(fault('NotAuthenticated'), alive(controller))).controller).toBe('unreadable')
    expect((await at(fault('SystemError'), {})).controller).toBe('unreadable')
    expect((await at(value('nothing'), {})).controller).toBe('unreadable')
  })

  test.each<[UnreachableReason, number]>([
    ['reset', 2],
    ['timeout', 1],
  ])('a read that ended with %s is made %i times', async (reason, times) => {
    let reads = 0
    const service = scripted({
      sessionList: async () => {
        reads += 1
        throw new TargetUnreachable(reason, 'lost')
      },
    })
    await expect(readOracles(service, createSessionRegistry(), controller, [])).rejects.toThrow('lost')
    expect(reads).toBe(times)
  })
})
