/** Puts events into the order of their numbers. */
export interface Ordering {
  /** Notes an event that waits for no other. */
  pass(number: number): void
  /** Waits until all events with lower numbers have happened, or until nothing else can happen without this one. */
  waitFor(number: number): Promise<void>
}

/**
 * After this many turns of the event loop without an event, nothing else can happen: between two answers, a replayed run works in microtasks
 * alone, which end within a turn. Counted in turns and not in milliseconds, so that the order does not depend on how busy the machine is.
 */
const maxIdleTurns = 16

/** @param expected the numbers of the events that are waited for; they need not be consecutive. */
export function createOrdering(expected: ReadonlySet<number>): Ordering {
  const ranks = new Map([...expected].sort((one, other) => one - other).map((number, rank) => [number, rank]))
  const waiting = new Map<number, (() => void)[]>()
  const early = new Set<number>()
  let next = 0
  let idleTurns = 0
  let isScheduled = false

  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(turn)
  }

  /** Releases one event at a time: what it sets in motion may have to happen before the next. */
  function turn(): void {
    isScheduled = false
    while (early.delete(next)) next += 1
    if (waiting.size === 0) return
    const due = Math.min(...waiting.keys())
    if (due <= next || idleTurns === maxIdleTurns) release(due)
    else idleTurns += 1
    schedule()
  }

  function release(rank: number): void {
    for (const go of waiting.get(rank) ?? []) go()
    waiting.delete(rank)
    next = Math.max(next, rank + 1)
    idleTurns = 0
  }

  return {
    pass(number) {
      const rank = ranks.get(number) ?? 0
      if (rank >= next) early.add(rank)
      idleTurns = 0
      schedule()
    },
    waitFor(number) {
      const rank = ranks.get(number) ?? 0
      idleTurns = 0
      return new Promise((resolve) => {
        waiting.set(rank, [...(waiting.get(rank) ?? []), resolve])
        schedule()
      })
    },
  }
}
