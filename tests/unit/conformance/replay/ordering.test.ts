import { afterEach, describe, expect, test, vi } from 'vitest'
import { createOrdering, type Ordering } from '../../../../src/conformance/replay/ordering.ts'

/** Lets the event loop turn, after which the ordering has had as many turns of its own. */
async function turn(count: number): Promise<void> {
  for (let turned = 0; turned < count; turned += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** How many turns without an event an ordering waits, as its documentation says. */
const maxIdleTurns = 16

/** Waits for events, and adds their numbers to a list as they come. */
function collect(ordering: Ordering, numbers: readonly number[], order: number[] = []): number[] {
  for (const number of numbers) void ordering.waitFor(number).then(() => order.push(number))
  return order
}

/** Keeps the processor busy, as another program or a long computation would. */
function block(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

describe('createOrdering', () => {
  test('events come in the order of their numbers, whatever the order in which they are waited for', async () => {
    const ordering = createOrdering(new Set([0, 1, 2, 3]))
    const order = collect(ordering, [3, 1, 2])
    ordering.pass(0)
    await turn(4)
    expect(order).toEqual([1, 2, 3])
  })

  test('an event waits until all events before it have happened, in whatever order they do', async () => {
    const ordering = createOrdering(new Set([0, 1, 2, 3, 4, 5]))
    const order = collect(ordering, [5, 3])
    ordering.pass(2)
    await turn(maxIdleTurns)
    expect(order).toEqual([])
    ordering.pass(1)
    ordering.pass(0)
    await turn(1)
    expect(order).toEqual([3])
    ordering.pass(4)
    await turn(1)
    expect(order).toEqual([3, 5])
  })

  test('an event comes after everything that the event before it has set going', async () => {
    const ordering = createOrdering(new Set([0, 1, 2]))
    const order: string[] = []
    void ordering.waitFor(0).then(() => {
      order.push('0')
      queueMicrotask(() => queueMicrotask(() => order.push('set going by 0')))
    })
    void ordering.waitFor(1).then(() => order.push('1'))
    void ordering.waitFor(2).then(() => order.push('2'))
    await turn(3)
    expect(order).toEqual(['0', 'set going by 0', '1', '2'])
  })

  test('an event that is set going by another one may come before those that were waited for earlier', async () => {
    const ordering = createOrdering(new Set([0, 1, 2]))
    const order = collect(ordering, [2])
    void ordering.waitFor(0).then(() => {
      order.push(0)
      collect(ordering, [1], order)
    })
    await turn(3)
    expect(order).toEqual([0, 1, 2])
  })

  test('numbers that are far apart do not make an event wait', async () => {
    const ordering = createOrdering(new Set([1e15, 7]))
    const order = collect(ordering, [1e15, 7])
    await turn(2)
    expect(order).toEqual([7, 1e15])
  })

  test('events with the same number come together', async () => {
    const ordering = createOrdering(new Set([1, 2]))
    const order = collect(ordering, [2, 1, 1])
    await turn(2)
    expect(order).toEqual([1, 1, 2])
  })

  test('an event that happens twice, and one with an unexpected number, make no other event wait', async () => {
    const ordering = createOrdering(new Set([1, 2, 3]))
    ordering.pass(1)
    ordering.pass(99)
    await turn(1)
    ordering.pass(1)
    const order = collect(ordering, [2, 98])
    await turn(2)
    expect(order).toEqual([98, 2])
    collect(ordering, [3], order)
    await turn(1)
    expect(order).toEqual([98, 2, 3])
  })
})

describe('createOrdering with a missing event', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  test('an event waits for the missing one through sixteen turns of the event loop, and comes at the next', async () => {
    const order = collect(createOrdering(new Set([0, 1, 2])), [2, 1])
    await turn(maxIdleTurns)
    expect(order).toEqual([])
    await turn(2)
    expect(order).toEqual([1, 2])
  })

  test('the turns are counted from the latest event', async () => {
    const ordering = createOrdering(new Set([0, 1, 2, 3]))
    const order = collect(ordering, [3])
    await turn(maxIdleTurns)
    ordering.pass(0)
    await turn(maxIdleTurns)
    collect(ordering, [2], order)
    await turn(maxIdleTurns)
    expect(order).toEqual([])
    await turn(2)
    expect(order).toEqual([2, 3])
  })

  test('the missing event comes at once when it is waited for late', async () => {
    const ordering = createOrdering(new Set([0, 1, 2, 3]))
    const order = collect(ordering, [2])
    await turn(maxIdleTurns + 1)
    collect(ordering, [1], order)
    await turn(1)
    ordering.pass(0)
    collect(ordering, [3], order)
    await turn(1)
    expect(order).toEqual([2, 1, 3])
  })

  test('an event comes although every clock and timer stands still', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'] })
    const order = collect(createOrdering(new Set([0, 1, 2])), [2, 1])
    await turn(maxIdleTurns + 2)
    expect(order).toEqual([1, 2])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('an event is not given up sooner because the event loop is blocked between turns', async () => {
    const ordering = createOrdering(new Set([0, 1]))
    const order = collect(ordering, [1])
    for (let turned = 0; turned < maxIdleTurns; turned += 1) {
      block(5)
      await turn(1)
    }
    expect(order).toEqual([])
    ordering.pass(0)
    await turn(1)
    expect(order).toEqual([1])
  })
})
