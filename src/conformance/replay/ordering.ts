/** Lets things happen in the order of their numbers. */
export interface Ordering {
  /** Notes what has happened by itself. */
  pass(number: number): void
  /** Waits for its turn: until all that have lower numbers have happened, or nothing has for a while. */
  waitFor(number: number): Promise<void>
}

/** Milliseconds without anything new after which what is missing is waited for no longer. */
const patienceMs = 15

/** @param expected the numbers that are to be waited for; between them there may be any distance. */
export function createOrdering(expected: ReadonlySet<number>): Ordering {
  const ranks = new Map([...expected].sort((one, other) => one - other).map((number, rank) => [number, rank]))
  const waiting = new Map<number, (() => void)[]>()
  const early = new Set<number>()
  let next = 0
  let isScheduled = false
  let stall: NodeJS.Timeout | undefined

  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    setImmediate(step)
  }

  /** One at a time: what a turn sets going may have to happen before the next. */
  function step(): void {
    isScheduled = false
    clearTimeout(stall)
    while (early.delete(next)) next += 1
    if (waiting.size === 0) return
    const due = Math.min(...waiting.keys())
    if (due <= next) release(due)
    else stall = setTimeout(() => release(due), patienceMs)
  }

  function release(rank: number): void {
    for (const go of waiting.get(rank) ?? []) go()
    waiting.delete(rank)
    next = Math.max(next, rank + 1)
    schedule()
  }

  return {
    pass(number) {
      const rank = ranks.get(number) ?? 0
      if (rank >= next) early.add(rank)
      schedule()
    },
    waitFor(number) {
      const rank = ranks.get(number) ?? 0
      return new Promise((resolve) => {
        waiting.set(rank, [...(waiting.get(rank) ?? []), resolve])
        schedule()
      })
    },
  }
}
