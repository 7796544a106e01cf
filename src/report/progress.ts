/** A terminal to show progress on. */
export interface Terminal {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

/** A line that shows how far a run is, rewritten in place. Nothing is written where the stream is no terminal. */
export function progressLine(terminal: Terminal): {
  show(done: number, total: number, last: string): void
  clear(): void
} {
  if (terminal.isTTY !== true) return { show() {}, clear() {} }
  const eraseLine = '\r\u001b[2K'
  return {
    show(done, total, last) {
      terminal.write(eraseLine + `[${done}/${total}] ${last}`.slice(0, (terminal.columns ?? 80) - 1))
    },
    clear() {
      terminal.write(eraseLine)
    },
  }
}
