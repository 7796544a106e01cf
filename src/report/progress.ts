/** A stream that may be a terminal. */
export interface Terminal {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

/** A progress line, rewritten in place. Nothing is written where the stream is not a terminal. */
export function progressLine(terminal: Terminal): {
  show(done: number, total: number, last: string): void
  /** A line that stays, above the one that is rewritten. */
  tell(line: string): void
  clear(): void
} {
  if (terminal.isTTY !== true) return { show() {}, tell() {}, clear() {} }
  const eraseLine = '\r\u001b[2K'
  return {
    show(done, total, last) {
      terminal.write(eraseLine + `[${done}/${total}] ${last}`.slice(0, (terminal.columns ?? 80) - 1))
    },
    tell(line) {
      terminal.write(`${eraseLine}${line}\n`)
    },
    clear() {
      terminal.write(eraseLine)
    },
  }
}
