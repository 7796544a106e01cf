/** The time that a run has left once it is interrupted. */
export interface ClosingTime {
  /** Milliseconds that one request may take then: a third, so that one operation that hangs leaves time for another one. */
  requestMs: number
  /** Aborts when the time is over, or the run has ended: every request that is still under way is dropped. */
  over: AbortSignal
  /** Ends it with the run. */
  end(): void
}

/** Begins with the interruption: the closing of all sessions together has so much time, however many requests that takes. */
export function closingTime(interruption: AbortSignal, closingMs: number): ClosingTime {
  const over = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const start = () => {
    timer = setTimeout(() => over.abort(), closingMs)
  }
  if (interruption.aborted) start()
  else interruption.addEventListener('abort', start, { once: true })
  return {
    requestMs: Math.ceil(closingMs / 3),
    over: over.signal,
    end() {
      clearTimeout(timer)
      interruption.removeEventListener('abort', start)
      over.abort()
    },
  }
}
