import { describe, expect, test, vi } from 'vitest'
import { createObservations } from '../../../../src/conformance/context/observations.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import type { TerminateRequest } from '../../../../src/conformance/transport/terminate-request.ts'
import { type Answered, listed, scripted, status, testSession, value } from '../../../support/scripted.ts'

const controller = testSession('controller-key')
const [first, second] = [testSession('first-key'), testSession('second-key')]

/** Observations of two sessions at a target that gives these answers to sessionList and currentSession. */
function observing(list: Answered = listed('controller-key', 'first-key'), own: Answered = value(null)) {
  const discard = vi.fn()
  const sessionList = vi.fn(async () => list)
  const tokens: (string | undefined)[] = []
  const currentSession = async (token: string | undefined) => {
    tokens.push(token)
    return own
  }
  const service = scripted({ sessionList, currentSession })
  const registry = createSessionRegistry()
  const sessions = [{ ...first }, { ...second }] as const
  const observations = createObservations({
    purpose: { caseName: '', step: '' },
    service,
    registry,
    controller,
    controllers: { discard },
    sessions,
  })
  return { observations, sessions, sessionList, discard, tokens }
}

const listOf = (...ids: string[]): TerminateRequest => ({ form: 'list', ids, token: controller.token })
const bodyOf = (body: string): TerminateRequest => ({
  form: 'body',
  body,
  keys: [first.key, second.key],
  token: controller.token,
})

const withoutToken: TerminateRequest = { form: 'caller', caller: 'no token', key: first.key, as: controller }

describe('the place of a session in the latest call', () => {
  test.each<[string, TerminateRequest, string, string[]]>([
    [
      'a listed session has a place in the list',
      listOf('unknown', 'first-key'),
      'place 2 of 2 in the list (an invented id, first-key)',
      ['first-key'],
    ],
    [
      'the id of the controller has its name',
      listOf('controller-key', 'first-key'),
      'place 2 of 2 in the list (controller-key, first-key)',
      ['first-key'],
    ],
    [
      'of a long list, an unknown id, the own id of the caller and the session are shown',
      listOf(
        ...Array.from({ length: 9 }, () => 'second-key'),
        'unknown',
        'controller-key',
        'unknown',
        'first-key',
        'second-key',
        'second-key',
      ),
      'place 13 of 15 in the list (second-key, second-key, second-key, second-key, …, an invented id, controller-key, …, first-key, second-key, second-key)',
      ['first-key', 'second-key'],
    ],
    ['a session may be missing in the list', listOf('second-key'), 'not in the list', ['second-key']],
    [
      'the caller may be missing in its own list',
      { form: 'list', ids: ['second-key'], token: first.token },
      'the caller, not in the list',
      ['second-key'],
    ],
    [
      'a session in the query is named in a request of another form',
      bodyOf('GET with a query'),
      'named in the request "GET with a query"',
      ['first-key'],
    ],
    [
      'a session in a body of another form is named in it',
      bodyOf('a string in place of the list'),
      'named in the request "a string in place of the list"',
      ['first-key'],
    ],
    [
      'both sessions in a body that contains two lists are named',
      bodyOf('sessionId twice'),
      'named in the request "sessionId twice"',
      ['first-key', 'second-key'],
    ],
    [
      'a session in a call with an odd token is named in the request',
      withoutToken,
      'named in the request',
      ['first-key'],
    ],
    ['a call without a body names no session', bodyOf('no body'), 'not named by the call', []],
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
  test.each<[string, TerminateRequest, object, boolean]>([
    [
      'a call of the controller is recorded, with null for an id without a session',
      listOf('first-key', 'unknown'),
      { by: 'controller-key', ids: ['first-key', null] },
      true,
    ],
    [
      'a call of a session of the case is recorded, with its empty list',
      { form: 'list', ids: [], token: second.token },
      { by: 'second-key', ids: [] },
      false,
    ],
    [
      'a call with an unknown token is recorded without a caller',
      { form: 'list', ids: ['first-key'], token: 'unknown' },
      { ids: ['first-key'] },
      false,
    ],
    ['a call with an odd token is recorded without a caller and without ids', withoutToken, {}, false],
    [
      'a call without a list is recorded without ids',
      bodyOf('a string in place of the list'),
      { by: 'controller-key' },
      true,
    ],
  ])('%s', (_, request, recorded, isByController) => {
    const { observations } = observing()
    observations.recordCall(request)({ status: 204 }, {})
    expect(observations.trace.toCaseTrace('').events).toEqual([
      { kind: 'called', ...recorded, answer: { status: 204 } },
    ])
    expect(observations.isByController()).toBe(isByController)
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

  test('a session that is known to be dead is read where it is wanted, or named by the latest call', async () => {
    const { observations, sessions, tokens } = observing(listed('controller-key'))
    const [gone, other] = sessions
    const labelsOf = async (reading: ReturnType<typeof observations.read>) =>
      [...(await reading).sessions.keys()].map(({ label }) => label)
    Object.assign(gone, { state: 'dead' })
    expect(await labelsOf(observations.read())).toEqual(['second-key'])
    expect(await labelsOf(observations.read([other]))).toEqual(['second-key'])
    expect(await labelsOf(observations.read([gone]))).toEqual(['first-key'])
    expect(await labelsOf(observations.readAgain([gone]))).toEqual(['first-key'])
    observations.recordCall(listOf('first-key'))
    expect(await labelsOf(observations.read())).toEqual(['first-key'])
    expect(tokens).toEqual(['second-key', 'first-key', 'first-key', 'first-key'].map((key) => `token of ${key}`))
  })

  test('the oracles are read again although nothing was done, where that is asked for', async () => {
    const { observations, sessionList } = observing()
    await observations.read()
    await observations.readAgain()
    await observations.read()
    expect(sessionList).toHaveBeenCalledTimes(2)
  })

  const loggedOff =
    'not in sessionList (read by the controller); its own token does not work (currentSession shows no session)'

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

  test('a controller that was listed, and is ended all the same, is not said to be named by no list', async () => {
    const { observations } = observing(listed('first-key'))
    observations.recordCall(listOf('first-key', controller.key))
    await expect(observations.read()).rejects.toMatchObject({
      finding: {
        code: 'controller-lost',
        message: `the controller, which listed its own id, is no longer logged on: ${loggedOff}`,
        expected: 'the controller, which listed its own id, is alive',
      },
    })
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
    const { observations, sessions } = observing()
    const [first, second] = sessions
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
