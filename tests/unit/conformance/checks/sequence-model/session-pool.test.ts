import { describe, expect, test } from 'vitest'
import { createSessionPool, type Place } from '../../../../../src/conformance/checks/sequence-model/session-pool.ts'
import type { CheckContext } from '../../../../../src/conformance/context/check-context.ts'
import type { TestSession } from '../../../../../src/conformance/sessions/session-registry.ts'
import { testSession } from '../../../../support/scripted.ts'

/** A pool over a context that only opens sessions: admin 1, admin 2, … and then reader 4, in the order of their logins. */
async function createPool(maxLogins: number, hasLimited: boolean, states: Record<string, string> = {}) {
  let opened = 0
  const openAs = (userName: string) => {
    opened += 1
    return testSession(`${userName} ${opened}`, { userName })
  }
  const context: Partial<CheckContext> = {
    open: (async (count: number) =>
      Array.from({ length: count }, () => openAs('admin'))) as unknown as CheckContext['open'], // As many as were asked for.
    openLimited: async () => openAs('reader'),
    hasLimited,
    ids: { unknown: () => 'unknown', invent: (id) => id } as CheckContext['ids'], // No other kind of id is drawn.
    stateOf: async ({ label }) => states[label] ?? 'alive',
  }
  const pool = await createSessionPool(context as CheckContext, maxLogins) // The pool uses nothing else of it.
  /** Fills places of these kinds and picks, and returns the labels. */
  const fill = async (...places: [kind: Place['kind'], pick: number][]) =>
    labelsOf(
      await pool.list(
        places.map(([kind, pick]) => ({ kind, pick })),
        pool.caller,
      ),
    )
  return { pool, fill }
}

const labelsOf = (list: Iterable<TestSession | string>) =>
  [...list].map((entry) => (typeof entry === 'string' ? entry : entry.label))

describe('list', () => {
  test('a live place takes a session that was opened ahead, and every third one is of the second user', async () => {
    const { pool, fill } = await createPool(5, true)
    expect(labelsOf([pool.caller])).toEqual(['admin 1'])
    expect(labelsOf(pool.live)).toEqual(['admin 2', 'admin 3', 'reader 5', 'admin 4'])
    const list = await fill(
      ['a live session', 1],
      ['a live session', 1],
      ['a live session', 1],
      ['a live session', 1],
      ['a live session', 1],
    )
    expect(list).toEqual(['admin 2', 'admin 3', 'reader 5', 'admin 4'])
    expect(labelsOf(pool.live)).toEqual(list)
  })

  test('a live place takes a session of the first user where there is no second one', async () => {
    const { fill } = await createPool(4, false)
    expect(await fill(['a live session', 1], ['a live session', 1], ['a live session', 1])).toEqual([
      'admin 2',
      'admin 3',
      'admin 4',
    ])
  })

  test('a live place with a pick that is a multiple of three uses a survivor that the list does not hold yet', async () => {
    const { fill } = await createPool(10, false)
    await fill(['a live session', 1], ['a live session', 1], ['a live session', 1])
    expect(
      await fill(['a live session', 0], ['a live session', 3], ['a live session', 4], ['a live session', 5]),
    ).toEqual(['admin 2', 'admin 4', 'admin 5', 'admin 6'])
  })

  test('a live place uses a survivor when no login is left, and is omitted where two are left, which stay out of lists', async () => {
    const { fill } = await createPool(5, false)
    await fill(['a live session', 1], ['a live session', 1], ['a live session', 1], ['a live session', 1])
    expect(await fill(['a live session', 1], ['a live session', 1], ['a live session', 1])).toEqual([
      'admin 5',
      'admin 4',
    ])
  })

  test('an ended place holds an ended session, or an unknown id where there is none', async () => {
    const { pool, fill } = await createPool(4, false)
    expect(await fill(['an ended session', 1])).toEqual(['unknown'])
    await fill(['a live session', 1], ['a live session', 1], ['a live session', 1])
    for (const session of [...pool.live].slice(0, 2)) pool.markEnded(session)
    expect([labelsOf(pool.live), labelsOf(pool.ended)]).toEqual([['admin 4'], ['admin 2', 'admin 3']])
    expect(await fill(['an ended session', 2], ['an ended session', 3], ['an ended session', 4])).toEqual([
      'admin 2',
      'admin 3',
      'admin 2',
    ])
  })

  test('other places hold the caller, an unknown id, or an entry of the list again, and are omitted where the list is empty', async () => {
    const { fill } = await createPool(2, false)
    expect(
      await fill(
        ['an id again', 0],
        ["the caller's own id", 0],
        ['an unknown id', 0],
        ['an id again', 0],
        ['an id again', 1],
        ['an id again', 2],
      ),
    ).toEqual(['admin 1', 'unknown', 'admin 1', 'unknown', 'admin 1'])
  })
})

describe('callerFor', () => {
  test('every third pick is another session of the first user, where one is alive', async () => {
    const { pool, fill } = await createPool(4, true)
    const callers = () => labelsOf([0, 1, 2, 5, 8].map((pick) => pool.callerFor(pick)))
    expect(callers()).toEqual(Array(5).fill('admin 1'))
    await fill(['a live session', 1], ['a live session', 1], ['a live session', 1])
    expect(callers()).toEqual(['admin 1', 'admin 1', 'admin 2', 'admin 3', 'admin 2'])
  })

  test('a list names the session that makes its call as its own, and strings that are like a key', async () => {
    const { pool } = await createPool(3, false)
    await pool.list(
      [
        { kind: 'a live session', pick: 1 },
        { kind: 'a live session', pick: 1 },
      ],
      pool.caller,
    )
    const caller = pool.callerFor(2)
    const places: Place[] = [
      { kind: "the caller's own id", pick: 0 },
      { kind: 'an id like a key', pick: 0 },
    ]
    expect(labelsOf(await pool.list(places, caller))).toEqual(['admin 2', ` ${[...pool.live][0]?.key}`])
  })
})

describe('allowLogins', () => {
  test('a number raises the logins that are left, and a smaller number leaves them as they are', async () => {
    const { pool, fill } = await createPool(1, false)
    expect(await fill(['a live session', 1])).toEqual([])
    pool.allowLogins(2)
    pool.allowLogins(0)
    expect(await fill(['a live session', 1], ['a live session', 1], ['a live session', 1])).toEqual([
      'admin 2',
      'admin 3',
    ])
  })
})

describe('resynchronize', () => {
  test('all sessions are sorted by their state, those of unknown state are dropped, and a new caller is opened', async () => {
    const states: Record<string, string> = {}
    const { pool, fill } = await createPool(6, false, states)
    await fill(['a live session', 1], ['a live session', 1], ['a live session', 1], ['a live session', 1])
    for (const session of [...pool.live].slice(0, 2)) pool.markEnded(session)
    Object.assign(states, { 'admin 2': 'alive', 'admin 3': 'dead', 'admin 4': 'dead', 'admin 5': 'unknown' })
    await pool.resynchronize()
    expect(labelsOf([pool.caller])).toEqual(['admin 7'])
    expect([labelsOf(pool.live), labelsOf(pool.ended)]).toEqual([
      ['admin 6', 'admin 2'],
      ['admin 4', 'admin 3'],
    ])
  })

  test('a session that was opened ahead and is no longer alive is in no list', async () => {
    const { pool, fill } = await createPool(4, false, { 'admin 2': 'dead', 'admin 3': 'unknown' })
    await pool.resynchronize()
    expect(await fill(['a live session', 1], ['a live session', 1])).toEqual(['admin 4'])
  })
})
