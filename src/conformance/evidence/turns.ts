/** Lets things happen in the order of their numbers. */
export interface Turns {
  /** Notes what has happened by itself. */
  happened(number: number): void
  /** Waits for its turn: until all that have lower numbers have happened, or nothing has for a while. */
  take(number: number): Promise<void>
}

/** Milliseconds without anything new after which what is missing is waited for no longer. */
const patienceMs = 15

/** @param expected the numbers that are to be waited for. */
export function createTurns(expected: ReadonlySet<number>): Turns {
  const waiting = new Map<number, () => void>()
  const early = new Set<number>()
  const end = Math.max(0, ...expected)
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
    while (early.delete(next) || (next < end && !expected.has(next))) next += 1
    if (waiting.size === 0) return
    const due = Math.min(...waiting.keys())
    if (due <= next) release(due)
    else stall = setTimeout(() => release(due), patienceMs)
  }

  function release(number: number): void {
    waiting.get(number)?.()
    waiting.delete(number)
    next = Math.max(next, number + 1)
    schedule()
  }

  return {
    happened(number) {
      if (number >= next) early.add(number)
      schedule()
    },
    take(number) {
      return new Promise((resolve) => {
        waiting.set(number, resolve)
        schedule()
      })
    },
  }
}
