/** A stream that may be a terminal. */
export interface Terminal {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

/** What a run is at, on one line that is rewritten in place. */
export interface Progress {
  /** The check of a requirement begins. */
  started(id: string): void
  judged(id: string, done: number, total: number): void
  /** A line that stays, above the one that is rewritten. */
  tell(line: string): void
  clear(): void
}

/** How often the times of the checks that run are brought up to date, in milliseconds. */
const refreshMs = 1000

/**
 * How many requirements are judged, and which checks run now, each with its time once that is a second: `31 of 63 requirements, now: effect.persists (1.2 s)`.
 * Nothing is written where the stream is not a terminal.
 */
export function progressLine(terminal: Terminal, now: () => number = Date.now): Progress {
  if (terminal.isTTY !== true) return { started() {}, judged() {}, tell() {}, clear() {} }
  const eraseLine = '\r\u001b[2K'
  const running = new Map<string, number>()
  let count = ''
  let refresh: NodeJS.Timeout | undefined
  const draw = () => {
    const checks = [...running].map(([id, since]) => nameOf(id, now() - since))
    // A line that fills the last column would break on some terminals.
    terminal.write(eraseLine + fitted(count, checks, (terminal.columns ?? 80) - 1))
  }
  return {
    started(id) {
      running.set(id, now())
      refresh ??= setInterval(draw, refreshMs).unref()
      draw()
    },
    judged(id, done, total) {
      running.delete(id)
      count = `${done} of ${total} requirements`
      draw()
    },
    tell(line) {
      terminal.write(`${eraseLine}${line}\n`)
      draw()
    },
    clear() {
      clearInterval(refresh)
      refresh = undefined
      terminal.write(eraseLine)
    },
  }
}

function nameOf(id: string, ms: number): string {
  const name = id.replace(/^terminate\./, '')
  return ms < 1000 ? name : `${name} (${(ms / 1000).toFixed(1)} s)`
}

/** As many of the checks as fit, those that began first, and how many more there are. */
function fitted(count: string, checks: readonly string[], width: number): string {
  const before = count === '' ? '' : `${count}, `
  for (let shown = checks.length; shown > 0; shown -= 1) {
    const more = shown < checks.length ? [`${checks.length - shown} more`] : []
    const line = `${before}now: ${[...checks.slice(0, shown), ...more].join(', ')}`
    if (line.length <= width) return line
  }
  return count.slice(0, width)
}
