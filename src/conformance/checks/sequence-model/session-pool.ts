import { allSettled } from '../../context/all-settled.ts'
import type { CheckContext } from '../../context/check-context.ts'
import type { PlaceKind } from '../../dimensions/pairs.ts'
import type { TestSession } from '../../sessions/session-registry.ts'

/** One place of a list, before it is filled. `pick` chooses among the sessions that fit. */
export interface Place {
  kind: PlaceKind
  pick: number
}

/** The sessions that lists are made of: of both users, alive and ended, a limited number of them. */
export interface SessionPool {
  /** Makes the calls, where no other session does. */
  readonly caller: TestSession
  /** A session that may make a call: one of those alive that have the privilege, and that lists may name later. */
  callerFor(pick: number): TestSession
  /** All that are alive, but the caller, also those that no list has named yet; except those that are to make no call before a list names them. */
  live: ReadonlySet<TestSession>
  ended: ReadonlySet<TestSession>
  /** Fills the places of a list. A place for which no session is left is omitted. */
  list(places: readonly Place[], by: TestSession): Promise<(TestSession | string)[]>
  markEnded(session: TestSession): void
  /** Allows that many more logins. */
  allowLogins(count: number): void
  /** After a failure: sorts all sessions anew by what the oracles say, and takes a new caller. */
  resynchronize(): Promise<void>
}

/** How many sessions stay out of the lists once no other may be opened: some must be alive that a call does not name, and one that may make it. */
const reserve = 2

/** @param maxLogins how many sessions are opened, the caller among them: ahead of need, because each that is opened by itself is three requests one after the other. */
export async function createSessionPool(
  { ids, open, openClone, openLimited, openUnused, hasClones, hasLimited, stateOf }: CheckContext,
  maxLogins: number,
): Promise<SessionPool> {
  let [caller] = await open(1)
  const ended = new Set<TestSession>()
  const unused = new Set<TestSession>()
  const ahead = await openAhead(maxLogins - 1)
  const live = new Set(ahead.filter((session) => !unused.has(session)))
  let loginsLeft = 0

  /** Those alive that a list or a call has used. */
  const used = () => [...live].filter((session) => !ahead.includes(session))

  async function openAhead(count: number): Promise<TestSession[]> {
    const others = hasLimited ? Math.floor(count / 3) : 0
    const own = count - others
    // Of the caller's user: sessions, clones that have made no call, and clones of the caller.
    const ofEach = hasClones ? Math.floor(own / 3) : 0
    const openers = Array.from({ length: own }, (_, place) => {
      if (place >= 3 * ofEach || place % 3 === 0) return async () => (await open(1))[0]
      return place % 3 === 1 ? openUnusedClone : () => openClone(caller)
    })
    const sessions = await allSettled(openers.map((openOne) => openOne()))
    // Every third session is another user's.
    for (let place = 2; place < count && hasLimited; place += 3) sessions.splice(place, 0, await openLimited())
    return sessions
  }

  async function openUnusedClone(): Promise<TestSession> {
    const clone = await openUnused('clone')
    unused.add(clone)
    return clone
  }

  async function openAnother(): Promise<TestSession | undefined> {
    const session = ahead.find((one) => live.has(one) || unused.has(one)) ?? (await openOnDemand())
    if (session === undefined) return undefined
    ahead.splice(0, ahead.indexOf(session) + 1)
    unused.delete(session)
    live.add(session)
    return session
  }

  async function openOnDemand(): Promise<TestSession | undefined> {
    if (loginsLeft === 0) return undefined
    loginsLeft -= 1
    return hasLimited && loginsLeft % 3 === 0 ? openLimited() : (await open(1))[0]
  }

  async function fill(
    { kind, pick }: Place,
    list: readonly (TestSession | string)[],
    by: TestSession,
  ): Promise<TestSession | string | undefined> {
    switch (kind) {
      case 'a live session': {
        const survivors = used().filter((session) => session !== by && !list.includes(session))
        // Survivors of earlier lists are used again before another session is opened.
        const survivor = pick % 3 === 0 ? nthOf(survivors, pick) : undefined
        return survivor ?? (await openAnother()) ?? nthOf(survivors.slice(reserve), pick)
      }
      case 'an ended session':
        return nthOf([...ended], pick) ?? ids.unknown()
      case 'an unknown id':
        return ids.unknown()
      case "the caller's own id":
        return by
      case 'an id again':
        return nthOf(list, pick)
      case 'an id like a key': {
        const { key, token } = nthOf(used(), pick) ?? by
        return key === token ? ids.unknown() : ids.invent(` ${key}`)
      }
    }
  }

  return {
    get caller() {
      return caller
    },
    live,
    ended,
    callerFor(pick) {
      const others = used().filter(({ userName }) => userName === caller.userName)
      // Every third call is another session's.
      return (pick % 3 === 2 ? nthOf(others, pick) : undefined) ?? caller
    },
    async list(places, by) {
      const list: (TestSession | string)[] = []
      for (const place of places) {
        const entry = await fill(place, list, by)
        if (entry !== undefined) list.push(entry)
      }
      return list
    },
    markEnded(session) {
      live.delete(session)
      ended.add(session)
    },
    allowLogins(count) {
      loginsLeft = Math.max(loginsLeft, count)
    },
    async resynchronize() {
      caller = (await open(1))[0]
      for (const session of [...live, ...ended, ...unused]) {
        const state = await stateOf(session)
        live.delete(session)
        ended.delete(session)
        unused.delete(session)
        if (state === 'alive') live.add(session)
        if (state === 'dead') ended.add(session)
      }
    },
  }
}

function nthOf<Value>(values: readonly Value[], pick: number): Value | undefined {
  return values[pick % values.length]
}
