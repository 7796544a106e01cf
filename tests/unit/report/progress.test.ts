import { expect, test } from 'vitest'
import { progressLine, type Terminal } from '../../../src/report/progress.ts'

/** A terminal that keeps what is written to it. */
function terminal(given: Partial<Terminal>): Terminal & { written: string[] } {
  const written: string[] = []
  return { ...given, written, write: (text) => written.push(text) }
}

const eraseLine = '\r\u001b[2K'

test('on a terminal, the line is written anew each time', () => {
  const screen = terminal({ isTTY: true, columns: 80 })
  const progress = progressLine(screen)
  progress.show(1, 39, 'terminate.a.b')
  progress.show(2, 39, 'terminate.a.c')
  expect(screen.written).toEqual([`${eraseLine}[1/39] terminate.a.b`, `${eraseLine}[2/39] terminate.a.c`])
})

test('the line is cleared', () => {
  const screen = terminal({ isTTY: true, columns: 80 })
  progressLine(screen).clear()
  expect(screen.written).toEqual([eraseLine])
})

test.each([
  ['narrow', 20, `[1/39] ${'x'.repeat(12)}`],
  ['wide', 200, `[1/39] ${'x'.repeat(192)}`],
  ['of unknown width', undefined, `[1/39] ${'x'.repeat(72)}`],
])('on a terminal that is %s, the line is one column shorter', (_, columns, line) => {
  const screen = terminal({ isTTY: true, ...(columns === undefined ? {} : { columns }) })
  progressLine(screen).show(1, 39, 'x'.repeat(300))
  expect(screen.written).toEqual([`${eraseLine}${line}`])
  expect(line.length).toBe((columns ?? 80) - 1)
})

test.each([
  ['a stream that is no terminal', { isTTY: false, columns: 80 }],
  ['a stream that does not say', {}],
])('to %s, nothing is written', (_, given) => {
  const stream = terminal(given)
  const progress = progressLine(stream)
  progress.show(1, 39, 'terminate.a.b')
  progress.clear()
  expect(stream.written).toEqual([])
})
