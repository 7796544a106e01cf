import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { closingTime } from '../../../../src/conformance/transport/closing-time.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('closingTime', () => {
  test('is over so long after the interruption, and not before one', () => {
    const abort = new AbortController()
    const { over, requestMs } = closingTime(abort.signal, 3000)
    expect(requestMs).toBe(1000)
    vi.advanceTimersByTime(60_000)
    abort.abort()
    vi.advanceTimersByTime(2999)
    expect(over.aborted).toBe(false)
    vi.advanceTimersByTime(1)
    expect(over.aborted).toBe(true)
  })

  test('of a run that is interrupted from the beginning, is over in time', () => {
    const { over } = closingTime(AbortSignal.abort(), 3000)
    vi.advanceTimersByTime(3000)
    expect(over.aborted).toBe(true)
  })

  test('is over when the run ends, and no timer is left', () => {
    const abort = new AbortController()
    const { over, end } = closingTime(abort.signal, 3000)
    abort.abort()
    end()
    expect(over.aborted).toBe(true)
    expect(vi.getTimerCount()).toBe(0)
  })
})
