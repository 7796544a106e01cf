import { exitCodes } from './exit.ts'

const names = { stdout: 'standard output', stderr: 'standard error' } as const
type Name = keyof typeof names

/** What the command prints, looked after from its start to its end. */
export interface Output {
  isTerminalGone(): boolean
  /** Says what could not be printed, where that can be read. @returns the exit code of the command: as for a report that could not be written. */
  told(code: number): Promise<number>
}

/**
 * Listens for what cannot be printed. It must not end a run: its reports and its sessions would be lost. A closed pipe (as by head) or terminal is the choice of the reader; anything else,
 * such as a full disk, is told at the end.
 *
 * @param holdsReport whether a report stands on the standard output, alone.
 */
export function watchOutput(holdsReport: boolean): Output {
  const unwritten = new Map<Name, string>()
  let isTerminalGone = false
  const listen = (name: Name) =>
    process[name].on('error', ({ code, message }: NodeJS.ErrnoException) => {
      if (code === 'EIO') isTerminalGone = true
      else if (code !== 'EPIPE' && !unwritten.has(name)) unwritten.set(name, code ?? message)
    })
  listen('stdout')
  listen('stderr')
  return {
    isTerminalGone: () => isTerminalGone,
    async told(code) {
      // A stream says that it failed only after the write has returned.
      await new Promise((resolve) => setImmediate(resolve))
      if (unwritten.size === 0) return code
      const say = unwritten.has('stderr') ? console.log : console.error
      const isReadable = unwritten.size === 1 && !(holdsReport && unwritten.has('stderr'))
      for (const [name, reason] of unwritten)
        if (isReadable) say(`error: the ${names[name]} cannot be written (${reason}); print to another place`)
      return code === exitCodes.conformant ? exitCodes.suiteError : code
    },
  }
}
