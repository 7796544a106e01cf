import { describe, expect, test } from 'vitest'
import { createSessionPool, type Place } from '../../../../../src/conformance/checks/sequence-model/session-pool.ts'
import type { CheckContext } from '../../../../../src/conformance/context/check-context.ts'
import type { TestSession } from '../../../../../src/conformance/sessions/session-registry.ts'
import { testSession } from '../../../../support/scripted.ts'

/** A cast on a stage that is nothing but a list of labels. */
async function casting(most: number, hasLimited = true, states: Record<string, string> = {}) {
  let opened = 0
  const enter = (userName: string) => {
    opened += 1
    return testSession(`${userName} ${opened}`, { userName })
  }
  const stage: Partial<CheckContext> = {
    open: (async () => [enter('admin')]) as unknown as CheckContext['open'], // One at a time, as the cast asks for them.
    openLimited: async () => enter('reader'),
    hasLimited,
    unknownId: () => 'unknown',
    stateOf: async ({ label }) => states[label] ?? 'alive',
  }
  const cast = await createSessionPool(stage as CheckContext, most)
  const play = async (...places: [Place['kind'], number][]) =>
    labelsOf(await cast.list(places.map(([kind, pick]) => ({ kind, pick }))))
  return { cast, play }
}

const labelsOf = (list: Iterable<TestSession | string>) =>
  [...list].map((entry) => (typeof entry === 'string' ? entry : entry.label))

describe('the places of a list', () => {
  test('are filled with newcomers, every third of them another user’s, while there are logins', async () => {
    const { cast, play } = await casting(5)
    expect(labelsOf([cast.caller])).toEqual(['admin 1'])
    const list = await play(['live', 1], ['live', 1], ['live', 1], ['live', 1], ['live', 1])
    expect(list).toEqual(['reader 2', 'admin 3', 'admin 4', 'reader 5'])
    expect(labelsOf(cast.live)).toEqual(list)
  })

  test('with newcomers of the one user, where there is no other', async () => {
    const { play } = await casting(4, false)
    expect(await play(['live', 1], ['live', 1], ['live', 1])).toEqual(['admin 2', 'admin 3', 'admin 4'])
  })

  test('now and then with one who has survived, whom the list does not have yet', async () => {
    const { play } = await casting(10, false)
    await play(['live', 1], ['live', 1], ['live', 1])
    expect(await play(['live', 0], ['live', 3], ['live', 4], ['live', 5])).toEqual([
      'admin 2',
      'admin 4',
      'admin 5',
      'admin 6',
    ])
  })

  test('with those who have survived, when there are no logins left, until there is nobody', async () => {
    const { cast, play } = await casting(3, false)
    await play(['live', 1], ['live', 1])
    expect(await play(['live', 1], ['live', 1], ['live', 1])).toEqual(['admin 3', 'admin 2'])
    cast.allowLogins(1)
    expect(await play(['live', 1], ['live', 1])).toEqual(['admin 4', 'admin 3'])
    cast.allowLogins(0)
    expect(labelsOf(cast.live)).toHaveLength(3)
  })

  test('with who has ended, where somebody has', async () => {
    const { cast, play } = await casting(4, false)
    expect(await play(['ended', 1])).toEqual(['unknown'])
    await play(['live', 1], ['live', 1], ['live', 1])
    for (const session of [...cast.live].slice(0, 2)) cast.markEnded(session)
    expect([labelsOf(cast.live), labelsOf(cast.ended)]).toEqual([['admin 4'], ['admin 2', 'admin 3']])
    expect(await play(['ended', 2], ['ended', 3], ['ended', 4])).toEqual(['admin 2', 'admin 3', 'admin 2'])
  })

  test('with the caller, with nobody, and with who stands in the list already', async () => {
    const { play } = await casting(2, false)
    expect(await play(['again', 0], ['own', 0], ['unknown', 0], ['again', 0], ['again', 1], ['again', 2])).toEqual([
      'admin 1',
      'unknown',
      'admin 1',
      'unknown',
      'admin 1',
    ])
  })
})

test('after a surprise, everybody is sorted by what the oracles see, and somebody new calls', async () => {
  const states: Record<string, string> = {}
  const { cast, play } = await casting(6, false, states)
  await play(['live', 1], ['live', 1], ['live', 1], ['live', 1])
  for (const session of [...cast.live].slice(0, 2)) cast.markEnded(session)
  Object.assign(states, { 'admin 2': 'alive', 'admin 3': 'dead', 'admin 4': 'dead', 'admin 5': 'unknown' })
  await cast.resynchronize()
  expect(labelsOf([cast.caller])).toEqual(['admin 6'])
  expect([labelsOf(cast.live), labelsOf(cast.ended)]).toEqual([['admin 2'], ['admin 4', 'admin 3']])
})
