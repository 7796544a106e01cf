import { expect, test } from 'vitest'
import { progressLine, type Terminal } from '../../../src/report/progress.ts'

/** A terminal that keeps what is written to it. */
function terminal(given: Partial<Terminal>): Terminal & { written: string[] } {
  const written: string[] = []
  return { ...given, written, write: (text) => written.push(text) }
}

const eraseLine = '\r\u001b[2K'

test('progressLine rewrites the line in place on a terminal', () => {
  const screen = terminal({ isTTY: true, columns: 80 })
  const progress = progressLine(screen)
  progress.show(1, 39, 'terminate.a.b')
  progress.show(2, 39, 'terminate.a.c')
  expect(screen.written).toEqual([`${eraseLine}[1/39] terminate.a.b`, `${eraseLine}[2/39] terminate.a.c`])
})

test('progressLine tells a line that stays, in place of the one that is rewritten', () => {
  const screen = terminal({ isTTY: true, columns: 80 })
  progressLine(screen).tell('fail terminate.a.b')
  expect(screen.written).toEqual([`${eraseLine}fail terminate.a.b\n`])
})

test('progressLine erases the line', () => {
  const screen = terminal({ isTTY: true, columns: 80 })
  progressLine(screen).clear()
  expect(screen.written).toEqual([eraseLine])
})

test.each([
  ['cuts the line on a narrow terminal, one column before its end', 20, `[1/39] ${'x'.repeat(12)}`],
  ['cuts the line on a wide terminal, one column before its end', 200, `[1/39] ${'x'.repeat(192)}`],
  ['takes a terminal of unknown width for one of 80 columns', undefined, `[1/39] ${'x'.repeat(72)}`],
])('progressLine %s', (_, columns, line) => {
  const screen = terminal({ isTTY: true, ...(columns === undefined ? {} : { columns }) })
  progressLine(screen).show(1, 39, 'x'.repeat(300))
  expect(screen.written).toEqual([`${eraseLine}${line}`])
  expect(line.length).toBe((columns ?? 80) - 1)
})

test.each([
  ['a stream that is not a terminal', { isTTY: false, columns: 80 }],
  ['a stream that does not say whether it is one', {}],
])('progressLine writes nothing to %s', (_, given) => {
  const stream = terminal(given)
  const progress = progressLine(stream)
  progress.show(1, 39, 'terminate.a.b')
  progress.tell('fail terminate.a.b')
  progress.clear()
  expect(stream.written).toEqual([])
})
