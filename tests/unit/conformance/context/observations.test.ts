import { describe, expect, test, vi } from 'vitest'
import { createObservations } from '../../../../src/conformance/context/observations.ts'
import { createSessionRegistry } from '../../../../src/conformance/sessions/session-registry.ts'
import type { RunContext } from '../../../../src/conformance/transport/request-pipeline.ts'
import { type Answered, listed, scripted, status, testSession, value } from '../../../support/scripted.ts'

const controller = testSession('controller-key')
const [first, second] = [testSession('first-key'), testSession('second-key')]

function scene(list: Answered = listed('controller-key', 'first-key'), own: Answered = value(null)) {
  const discard = vi.fn()
  const run = { registry: createSessionRegistry(), controllers: { discard } } as unknown as RunContext // A part of one; no more is asked for.
  const sessionList = vi.fn(async () => list)
  const service = scripted({ sessionList, currentSession: async () => own })
  return { scene: createObservations(run, service, controller, [first, second]), sessionList, discard }
}

const listing = (...sessionId: string[]) => ({ body: JSON.stringify({ sessionId }) })

describe('where a session stands in the latest call', () => {
  test.each<[string, { body?: string; query?: string; token?: string }, string, string[]]>([
    ['no call', {}, 'which the call did not name', []],
    [
      'a list',
      listing('unknown', 'first-key'),
      'at place 2 of 2 in the list (an invented id, first-key)',
      ['first-key'],
    ],
    ['a list without it', listing('second-key'), 'not in the list', ['second-key']],
    [
      'a list without it, by itself',
      { ...listing('second-key'), token: first.token },
      'the caller, not in the list',
      ['second-key'],
    ],
    ['a query', { query: '?sessionId=first-key' }, 'which the call named outside a list', ['first-key']],
    ['a string', { body: '{"sessionId":"first-key"}' }, 'which the call named outside a list', ['first-key']],
    ['what is no JSON', { body: '["first-key"' }, 'which the call named outside a list', ['first-key']],
    ['a longer word of JSON', { body: '"first-key and more"' }, 'which the call did not name', []],
  ])('%s', (_, request, place, named) => {
    const { scene: played } = scene()
    played.recordCall(request)
    expect(played.placeOf(first)).toBe(place)
    expect(played.named().map(({ key }) => key)).toEqual(named)
  })

  test('before any call', () => {
    const { scene: played } = scene()
    expect(played.placeOf(first)).toBe('which the call did not name')
    expect(played.named()).toEqual([])
  })
})

describe('who called with what', () => {
  test.each<[string, { body?: string; token?: string }, object]>([
    [
      'the controller',
      { ...listing('first-key', 'unknown'), token: controller.token },
      { by: 'controller-key', ids: ['first-key', null] },
    ],
    ['a session of the stage', { ...listing(), token: second.token }, { by: 'second-key', ids: [] }],
    ['nobody', listing('first-key'), { ids: ['first-key'] }],
    ['nobody known, with nothing', { token: 'unknown' }, {}],
    ['somebody, without a list', { body: '{"sessionId":"first-key"}', token: first.token }, { by: 'first-key' }],
  ])('is told: %s', (_, request, told) => {
    const { scene: played } = scene()
    played.recordCall(request)({ status: 204 })
    expect(played.trace.toCaseTrace('').events).toEqual([{ kind: 'called', ...told, answer: { status: 204 } }])
    expect(played.isByController()).toBe(request.token === controller.token)
  })
})

describe('a look', () => {
  test('is taken once, until something is done', async () => {
    const { scene: played, sessionList } = scene()
    await played.read()
    await played.read()
    expect(sessionList).toHaveBeenCalledTimes(1)
    played.recordCall(listing('first-key'))
    await played.read()
    expect(sessionList).toHaveBeenCalledTimes(2)
    played.recordOpened(second)
    await played.read()
    expect(sessionList).toHaveBeenCalledTimes(3)
  })

  test('by a controller that is logged on no more is the target’s failure after a call, and gives the controller up', async () => {
    const { scene: played, discard } = scene(listed('first-key'))
    played.recordCall(listing('first-key'))
    await expect(played.read()).rejects.toMatchObject({
      verdict: 'fail',
      finding: {
        code: 'controller-lost',
        message:
          'the controller, which no list named, is no longer logged on: sessionList showed it not listed, and by its own token nobody logged on',
      },
    })
    expect(discard).toHaveBeenCalledWith(controller)
  })

  test('by such a controller proves nothing before a call', async () => {
    const { scene: played, discard } = scene(listed('first-key'))
    await expect(played.read()).rejects.toMatchObject({ verdict: 'unreached', finding: { code: 'prerequisite' } })
    expect(discard).toHaveBeenCalledWith(controller)
  })

  test('by a controller of which nothing can be said proves nothing', async () => {
    const { scene: played, discard } = scene(status(503))
    played.recordCall(listing('first-key'))
    await expect(played.read()).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { message: 'sessionList cannot be relied upon: of the controller, it showed status 503' },
    })
    expect(discard).not.toHaveBeenCalled()
  })
})

test('what was proved stands until something is done to the session', () => {
  const { scene: played } = scene()
  played.recordCall(listing('first-key'))
  played.recordProof(first, 'dead')
  played.recordProof(second, 'alive')
  expect([...played.claims]).toEqual([
    [first, { state: 'dead', place: 'at place 1 of 1 in the list (first-key)' }],
    [second, { state: 'alive', place: 'not in the list' }],
  ])
  played.recordCall(listing('second-key'))
  expect([...played.claims.keys()]).toEqual([first])
  played.recordLogout(first)
  expect(played.claims.size).toBe(0)
})
