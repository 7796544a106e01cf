import type { Operation } from './history.ts'

/** How many columns an event takes. */
const columns = 3

/**
 * A history as lanes over time: a line for each caller, with a bar from the sending to the answer of each call, and below it what the numbers mean. A caller that
 * has several calls at once has several lines.
 */
export function drawLanes(history: readonly Operation[]): string[] {
  const events = [...new Set(history.flatMap(({ sent, answered }) => [sent, answered]))].sort(
    (one, other) => one - other,
  )
  const columnOf = (event: number) => events.indexOf(event) * columns
  const lanes: { caller: string; text: string }[] = []
  for (const [at, { caller, sent, answered }] of history.entries()) {
    const begins = columnOf(sent)
    const free = lanes.find((lane) => lane.caller === caller && lane.text.length <= begins)
    const lane = free ?? { caller, text: '' }
    if (free === undefined) lanes.push(lane)
    const bar = `├${at + 1}`.padEnd(columnOf(answered) - begins, '─')
    lane.text = `${lane.text.padEnd(begins)}${bar}┤`
  }
  const width = Math.max(...lanes.map(({ caller }) => caller.length))
  const lines = lanes.map(({ caller, text }) => `${caller.padEnd(width)}  ${text}`)
  return [...lines, ...history.map(({ caller, words }, at) => `${at + 1}: ${caller} ${words}`)]
}
