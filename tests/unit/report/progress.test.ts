import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { progressLine, type Terminal } from '../../../src/report/progress.ts'

/** A terminal that keeps what is written to it. */
function terminal(given: Partial<Terminal>): Terminal & { written: string[] } {
  const written: string[] = []
  return { ...given, written, write: (text) => written.push(text) }
}

const eraseLine = '\r\u001b[2K'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('progressLine counts what is judged and names the checks that run, in place', () => {
  const screen = terminal({ isTTY: true, columns: 80 })
  const progress = progressLine(screen)
  progress.started('terminate.a.b')
  progress.started('terminate.c.d')
  progress.judged('terminate.a.b', 1, 62)
  progress.judged('terminate.c.d', 2, 62)
  expect(screen.written).toEqual([
    `${eraseLine}now: a.b`,
    `${eraseLine}now: a.b, c.d`,
    `${eraseLine}1 of 62 requirements, now: c.d`,
    `${eraseLine}2 of 62 requirements`,
  ])
})

test('progressLine says how long a check runs once that is a second, and keeps that up to date', () => {
  const screen = terminal({ isTTY: true, columns: 80 })
  const progress = progressLine(screen)
  progress.started('terminate.sequence.lengths')
  vi.advanceTimersByTime(800)
  progress.started('terminate.effect.persists')
  vi.advanceTimersByTime(200)
  expect(screen.written.at(-1)).toBe(`${eraseLine}now: sequence.lengths (1.0 s), effect.persists`)
  vi.advanceTimersByTime(1000)
  expect(screen.written.at(-1)).toBe(`${eraseLine}now: sequence.lengths (2.0 s), effect.persists (1.2 s)`)
})

test('progressLine tells a line that stays, above the one that is rewritten', () => {
  const screen = terminal({ isTTY: true, columns: 80 })
  const progress = progressLine(screen)
  progress.judged('terminate.a.b', 1, 62)
  progress.tell('fail terminate.a.b')
  expect(screen.written.slice(1)).toEqual([`${eraseLine}fail terminate.a.b\n`, `${eraseLine}1 of 62 requirements`])
})

test('progressLine erases the line, and writes nothing after that by itself', () => {
  const screen = terminal({ isTTY: true, columns: 80 })
  const progress = progressLine(screen)
  progress.started('terminate.a.b')
  progress.clear()
  vi.advanceTimersByTime(60_000)
  expect(screen.written.slice(1)).toEqual([eraseLine])
  expect(vi.getTimerCount()).toBe(0)
})

test.each([
  [200, '1 of 62 requirements, now: aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb, cccccccccccccccc'],
  [80, '1 of 62 requirements, now: aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb, cccccccccccccccc'],
  [79, '1 of 62 requirements, now: aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb, 1 more'],
  [70, '1 of 62 requirements, now: aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb, 1 more'],
  [69, '1 of 62 requirements, now: aaaaaaaaaaaaaaaa, 2 more'],
  [51, '1 of 62 requirements'],
  [21, '1 of 62 requirements'],
  [11, '1 of 62 re'],
  [undefined, '1 of 62 requirements, now: aaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbb, cccccccccccccccc'],
])('progressLine leaves the last of %s columns empty and names the checks that fit', (columns, line) => {
  const screen = terminal({ isTTY: true, ...(columns === undefined ? {} : { columns }) })
  const progress = progressLine(screen)
  for (const letter of 'abcd') progress.started(letter.repeat(16))
  progress.judged('d'.repeat(16), 1, 62)
  expect(screen.written.at(-1)).toBe(`${eraseLine}${line}`)
})

test.each([
  ['a stream that is not a terminal', { isTTY: false, columns: 80 }],
  ['a stream that does not say whether it is one', {}],
])('progressLine writes nothing to %s', (_, given) => {
  const stream = terminal(given)
  const progress = progressLine(stream)
  progress.started('terminate.a.b')
  progress.judged('terminate.a.b', 1, 39)
  progress.tell('fail terminate.a.b')
  progress.clear()
  vi.advanceTimersByTime(60_000)
  expect(stream.written).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
