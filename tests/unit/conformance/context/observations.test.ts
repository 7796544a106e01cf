import { describe, expect, test, vi } from 'vitest'
import { createScene } from '../../../../src/conformance/context/observations.ts'
import { createOwnership } from '../../../../src/conformance/sessions/session-registry.ts'
import type { Run } from '../../../../src/conformance/transport/request-pipeline.ts'
import { type Answered, listed, scripted, status, testSession, value } from '../../../support/scripted.ts'

const controller = testSession('controller-key')
const [first, second] = [testSession('first-key'), testSession('second-key')]

function scene(list: Answered = listed('controller-key', 'first-key'), own: Answered = value(null)) {
  const giveUp = vi.fn()
  const run = { ownership: createOwnership(), controllers: { giveUp } } as unknown as Run // A part of one; no more is asked for.
  const sessionList = vi.fn(async () => list)
  const service = scripted({ sessionList, currentSession: async () => own })
  return { scene: createScene(run, service, controller, [first, second]), sessionList, giveUp }
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
    played.called(request)
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
    played.called(request)({ status: 204 })
    expect(played.trace.told('').steps).toEqual([{ kind: 'called', ...told, answer: { status: 204 } }])
    expect(played.isByController()).toBe(request.token === controller.token)
  })
})

describe('a look', () => {
  test('is taken once, until something is done', async () => {
    const { scene: played, sessionList } = scene()
    await played.look()
    await played.look()
    expect(sessionList).toHaveBeenCalledTimes(1)
    played.called(listing('first-key'))
    await played.look()
    expect(sessionList).toHaveBeenCalledTimes(2)
    played.opened(second)
    await played.look()
    expect(sessionList).toHaveBeenCalledTimes(3)
  })

  test('by a controller that is logged on no more is the target’s failure after a call, and gives the controller up', async () => {
    const { scene: played, giveUp } = scene(listed('first-key'))
    played.called(listing('first-key'))
    await expect(played.look()).rejects.toMatchObject({
      verdict: 'fail',
      finding: {
        code: 'controller-lost',
        message:
          'the controller, which no list named, is no longer logged on: sessionList showed it not listed, and by its own token nobody logged on',
      },
    })
    expect(giveUp).toHaveBeenCalledWith(controller)
  })

  test('by such a controller proves nothing before a call', async () => {
    const { scene: played, giveUp } = scene(listed('first-key'))
    await expect(played.look()).rejects.toMatchObject({ verdict: 'unreached', finding: { code: 'prerequisite' } })
    expect(giveUp).toHaveBeenCalledWith(controller)
  })

  test('by a controller of which nothing can be said proves nothing', async () => {
    const { scene: played, giveUp } = scene(status(503))
    played.called(listing('first-key'))
    await expect(played.look()).rejects.toMatchObject({
      verdict: 'unreached',
      finding: { message: 'sessionList cannot be relied upon: of the controller, it showed status 503' },
    })
    expect(giveUp).not.toHaveBeenCalled()
  })
})

test('what was proved stands until something is done to the session', () => {
  const { scene: played } = scene()
  played.called(listing('first-key'))
  played.proved(first, 'dead')
  played.proved(second, 'alive')
  expect([...played.claims]).toEqual([
    [first, { state: 'dead', place: 'at place 1 of 1 in the list (first-key)' }],
    [second, { state: 'alive', place: 'not in the list' }],
  ])
  played.called(listing('second-key'))
  expect([...played.claims.keys()]).toEqual([first])
  played.loggedOut(first)
  expect(played.claims.size).toBe(0)
})
