import type { CheckContext } from '../../context/check-context.ts'
import type { TestSession } from '../../sessions/session-registry.ts'

/** One place of a list, before it is known who stands there. `pick` chooses among those who could. */
export interface Place {
  kind: 'live' | 'ended' | 'unknown' | 'own' | 'again'
  pick: number
}

/** Who can stand in a list: sessions of both users, alive and ended, a bounded number of them. */
export interface SessionPool {
  /** Who calls. */
  readonly caller: TestSession
  live: ReadonlySet<TestSession>
  ended: ReadonlySet<TestSession>
  /** Fills the places of a list. Where nobody is left for a place, the list goes without it. */
  list(places: readonly Place[]): Promise<(TestSession | string)[]>
  markEnded(session: TestSession): void
  /** Lets the cast log in so many times more. */
  allowLogins(logins: number): void
  /** After a surprise: sorts everybody anew by what the oracles see, and takes a new caller, of whom nothing is known that was not meant. */
  resynchronize(): Promise<void>
}

/** @param most how many sessions log in, the caller among them. */
export async function createSessionPool(
  { open, openLimited, hasLimited, unknownId, stateOf }: CheckContext,
  most: number,
): Promise<SessionPool> {
  let [caller] = await open(1)
  const live = new Set<TestSession>()
  const ended = new Set<TestSession>()
  let loginsLeft = most - 1

  async function enter(): Promise<TestSession | undefined> {
    if (loginsLeft === 0) return undefined
    loginsLeft -= 1
    // Every third is another user's.
    const session = hasLimited && loginsLeft % 3 === 0 ? await openLimited() : (await open(1))[0]
    live.add(session)
    return session
  }

  async function fill(
    { kind, pick }: Place,
    list: readonly (TestSession | string)[],
  ): Promise<TestSession | string | undefined> {
    const nth = <Value>(values: readonly Value[]): Value | undefined => values[pick % values.length]
    switch (kind) {
      case 'live': {
        const waiting = [...live].filter((session) => !list.includes(session))
        // Who has survived is used again before somebody new logs in.
        return (pick % 3 === 0 ? nth(waiting) : undefined) ?? (await enter()) ?? nth(waiting)
      }
      case 'ended':
        return nth([...ended]) ?? unknownId()
      case 'unknown':
        return unknownId()
      case 'own':
        return caller
      case 'again':
        return nth(list)
    }
  }

  return {
    get caller() {
      return caller
    },
    live,
    ended,
    async list(places) {
      const list: (TestSession | string)[] = []
      for (const place of places) {
        const entry = await fill(place, list)
        if (entry !== undefined) list.push(entry)
      }
      return list
    },
    markEnded(session) {
      live.delete(session)
      ended.add(session)
    },
    allowLogins(more) {
      loginsLeft = Math.max(loginsLeft, more)
    },
    async resynchronize() {
      caller = (await open(1))[0]
      for (const session of [...live, ...ended]) {
        const state = await stateOf(session)
        live.delete(session)
        ended.delete(session)
        if (state === 'alive') live.add(session)
        if (state === 'dead') ended.add(session)
      }
    },
  }
}
