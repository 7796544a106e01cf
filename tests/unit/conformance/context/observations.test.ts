import { describe, expect, test, vi } from 'vitest'
import { createObservations } from '../../../../src/conformance/context/observations.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import { type Answered, listed, scripted, status, testSession, value } from '../../../support/scripted.ts'

const controller = testSession('controller-key')
const [first, second] = [testSession('first-key'), testSession('second-key')]

/** Observations of two sessions at a target that gives these answers to sessionList and currentSession. */
function observing(list: Answered = listed('controller-key', 'first-key'), own: Answered = value(null)) {
  const discard = vi.fn()
  const sessionList = vi.fn(async () => list)
  const service = scripted({ sessionList, currentSession: async () => own })
  const registry = createSessionRegistry()
  const sessions = [first, second]
  const observations = createObservations({
    purpose: { caseName: '', step: '' },
    service,
    registry,
    controller,
    controllers: { discard },
    sessions,
  })
  return { observations, sessionList, discard }
}

const listOf = (...sessionId: string[]) => ({ body: JSON.stringify({ sessionId }) })

describe('the place of a session in the latest call', () => {
  test.each<[string, { body?: string; query?: string; token?: string }, string, string[]]>([
    [
      'a listed session has a place in the list',
      listOf('unknown', 'first-key'),
      'place 2 of 2 in the list (an invented id, first-key)',
      ['first-key'],
    ],
    ['a session may be missing in the list', listOf('second-key'), 'not in the list', ['second-key']],
    [
      'the caller may be missing in its own list',
      { ...listOf('second-key'), token: first.token },
      'the caller, not in the list',
      ['second-key'],
    ],
    [
      'a session in the query is named outside a list',
      { query: '?sessionId=first-key' },
      'named by the call outside a list',
      ['first-key'],
    ],
    [
      'a session in a string of the body is named outside a list',
      { body: '{"sessionId":"first-key"}' },
      'named by the call outside a list',
      ['first-key'],
    ],
    [
      'a session in a body that is not JSON is named outside a list',
      { body: '["first-key"' },
      'named by the call outside a list',
      ['first-key'],
    ],
    ['a longer string does not name a session', { body: '"first-key and more"' }, 'not named by the call', []],
    ['a call without a body and a query names no session', {}, 'not named by the call', []],
  ])('%s', (_, request, place, named) => {
    const { observations } = observing()
    observations.recordCall(request)
    expect(observations.placeOf(first)).toBe(place)
    expect(observations.named().map(({ key }) => key)).toEqual(named)
  })

  test('no session has a place before the first call', () => {
    const { observations } = observing()
    expect(observations.placeOf(first)).toBe('')
    expect(observations.named()).toEqual([])
  })
})

describe('recordCall', () => {
  test.each<[string, { body?: string; token?: string }, object]>([
    [
      'a call of the controller is recorded, with null for an id without a session',
      { ...listOf('first-key', 'unknown'), token: controller.token },
      { by: 'controller-key', ids: ['first-key', null] },
    ],
    [
      'a call of a session of the case is recorded, with its empty list',
      { ...listOf(), token: second.token },
      { by: 'second-key', ids: [] },
    ],
    ['a call without a token is recorded without a caller', listOf('first-key'), { ids: ['first-key'] }],
    ['a call with an unknown token is recorded without a caller', { token: 'unknown' }, {}],
    [
      'a call without a list is recorded without ids',
      { body: '{"sessionId":"first-key"}', token: first.token },
      { by: 'first-key' },
    ],
  ])('%s', (_, request, recorded) => {
    const { observations } = observing()
    observations.recordCall(request)({ status: 204 })
    expect(observations.trace.toCaseTrace('').events).toEqual([
      { kind: 'called', ...recorded, answer: { status: 204 } },
    ])
    expect(observations.isByController()).toBe(request.token === controller.token)
  })
})

describe('read', () => {
  test('the oracles are read once, and again after something was done', async () => {
    const { observations, sessionList } = observing()
    await observations.read()
    await observations.read()
    expect(sessionList).toHaveBeenCalledTimes(1)
    observations.recordCall(listOf('first-key'))
    await observations.read()
    expect(sessionList).toHaveBeenCalledTimes(2)
    observations.recordOpened(second)
    await observations.read()
    expect(sessionList).toHaveBeenCalledTimes(3)
    observations.recordLogout(second)
    await observations.read()
    expect(sessionList).toHaveBeenCalledTimes(4)
  })

  const loggedOff = 'not in sessionList (read by the controller); currentSession with its own token: null'

  test('a controller that is not logged on after a call is a failure of the target, and is discarded', async () => {
    const { observations, discard } = observing(listed('first-key'))
    observations.recordCall(listOf('first-key'))
    await expect(observations.read()).rejects.toMatchObject({
      verdict: 'fail',
      finding: {
        code: 'controller-lost',
        message: `the controller, which no list named, is no longer logged on: ${loggedOff}`,
      },
    })
    expect(discard).toHaveBeenCalledExactlyOnceWith(controller)
  })

  test('a controller that is not logged on before the first call is unreached, and is discarded', async () => {
    const { observations, discard } = observing(listed('first-key'))
    await expect(observations.read()).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { code: 'prerequisite', message: `the controller is no longer logged on: ${loggedOff}` },
    })
    expect(discard).toHaveBeenCalledExactlyOnceWith(controller)
  })

  test('a controller whose state is unreadable is unreached, and is kept', async () => {
    const { observations, discard } = observing(status(503))
    observations.recordCall(listOf('first-key'))
    await expect(observations.read()).rejects.toMatchObject({
      verdict: 'unreached',
      finding: {
        code: 'prerequisite',
        message: 'sessionList is not reliable about the controller: sessionList (read by the controller): status 503',
      },
    })
    expect(discard).not.toHaveBeenCalled()
  })
})

describe('claims', () => {
  test('what was proved of a session is kept with its place until something is done to the session', () => {
    const { observations } = observing()
    const provedIn = { caseName: '', step: '' }
    observations.recordCall(listOf('first-key'))
    observations.recordProof(first, 'dead')
    observations.recordProof(second, 'alive')
    expect([...observations.claims]).toEqual([
      [first, { state: 'dead', place: 'place 1 of 1 in the list (first-key)', provedIn }],
      [second, { state: 'alive', place: 'not in the list', provedIn }],
    ])
    observations.recordCall(listOf('second-key'))
    expect([...observations.claims.keys()]).toEqual([first])
    observations.recordLogout(first)
    expect(observations.claims.size).toBe(0)
  })
})
