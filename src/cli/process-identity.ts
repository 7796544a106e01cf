import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** Which process made a record. A process id alone is used again. */
export interface ProcessIdentity {
  /** The machine and, on Linux, the container. */
  host: string
  pid: number
  /** When it started, as Linux counts; absent elsewhere. */
  started?: string
}

export function ownIdentity(): ProcessIdentity {
  const started = startOf(process.pid)
  return { host: host(), pid: process.pid, ...(started === undefined ? {} : { started }) }
}

/** Whether a process is still there; `unknown` where it ran on another machine. Where its start is not known, its id decides. */
export function isRunning({ host: ranOn, pid, started }: ProcessIdentity): boolean | 'unknown' {
  if (ranOn !== host()) return 'unknown'
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const now = startOf(pid)
  return started === undefined || now === undefined || now === started
}

function host(): string {
  const container = attempt(() => readlinkSync('/proc/self/ns/pid'))
  return container === undefined ? hostname() : `${hostname()} ${container}`
}

function startOf(pid: number): string | undefined {
  // The name of the program, in brackets, may contain spaces; the start is the twentieth field after it.
  return attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19])
}

function attempt<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
