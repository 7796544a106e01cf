import { exitCodes } from './exit.ts'

/** What ends a run early. SIGHUP: its terminal was closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

/** A signal within this time is the same one again: npm and npx forward what the terminal has sent to every process already. */
const sameSignalMs = 1000

/** So long after an interruption the process ends, whatever is still under way: a report on a disk that hangs, for example. */
const maxEndingMs = 4800

/** Listens for signals until it is released. */
export interface Interruption {
  signal: AbortSignal
  release(): void
}

/**
 * The first signal ends the run early and closes its sessions; a second one ends the process.
 *
 * @param clearLine makes room for the message.
 * @param tellLeft prints what is left, where the process ends before the run.
 * @param doing what is done after the first signal.
 */
export function onInterrupt(
  clearLine: () => void,
  tellLeft: () => void,
  doing = 'closing the sessions of this run',
): Interruption {
  const controller = new AbortController()
  let interruptedAt = 0
  let watchdog: NodeJS.Timeout | undefined
  const stop = () => {
    clearLine()
    tellLeft()
    process.exit(exitCodes.interrupted)
  }
  const interrupt = () => {
    // The clock of performance.now is not set back.
    if (controller.signal.aborted) {
      if (performance.now() - interruptedAt >= sameSignalMs) stop()
      return
    }
    clearLine()
    interruptedAt = performance.now()
    console.error(`interrupted: ${doing} (interrupt again after a second to stop at once, without that)`)
    watchdog = setTimeout(stop, maxEndingMs)
    watchdog.unref()
    controller.abort()
  }
  for (const name of signals) process.on(name, interrupt)
  return {
    signal: controller.signal,
    release() {
      clearTimeout(watchdog)
      for (const name of signals) process.off(name, interrupt)
    },
  }
}

/**
 * Ends the process once what was printed is out: a lookup or a connection that hangs must not keep it. Who has interrupted it does not wait for a reader that has stopped to read.
 *
 * @param isTerminalGone then it ends by SIGHUP, as other programs do: Node aborts where it cannot restore the terminal.
 */
export async function endProcess(code: number, isTerminalGone: boolean): Promise<never> {
  if (isTerminalGone) process.kill(process.pid, 'SIGHUP')
  const flushed = [process.stdout, process.stderr].map((stream) => new Promise((resolve) => stream.write('', resolve)))
  const printed = Promise.all(flushed)
  await (code === exitCodes.interrupted
    ? Promise.race([printed, new Promise((resolve) => setTimeout(resolve, 200))])
    : printed)
  process.exit(code)
}
