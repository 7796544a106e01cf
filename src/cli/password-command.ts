import { type ChildProcess, spawn } from 'node:child_process'
import { buffer, text } from 'node:stream/consumers'
import { decoded } from './read-file.ts'
import { UsageError } from './usage.ts'

/** After so long, it is told that a command is waited for: it may ask for something that nobody sees. */
const tellMs = 3000
/** So long a command may take. Somebody may have to type a passphrase. */
const maxMs = 60_000

/** Timers, as Node has them. */
export interface Timers {
  setTimeout(act: () => void, ms: number): NodeJS.Timeout
  clearTimeout(timer: NodeJS.Timeout): void
}

/**
 * What a command prints, run by the shell as in git and ssh. What it says besides is shown, unless it repeats the command: that may be a password in the wrong place.
 *
 * @param source the option or the variable that names it, in messages.
 * @throws UsageError where it cannot be run, fails, or does not end within a minute.
 */
export async function commandOutput(command: string, source: string, timers: Timers = globalThis): Promise<string> {
  if (command.trim() === '') throw new UsageError(`${source} is empty; name a command that prints the password`)
  const child = started(command, source)
  const telling = timers.setTimeout(() => console.error(`waiting for the command of ${source}`), tellMs)
  let limit: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    limit = timers.setTimeout(() => {
      abandon(child)
      reject(new UsageError(`the command of ${source} did not end within ${maxMs / 1000} seconds; run it by hand`))
    }, maxMs)
  })
  try {
    const { output, said, code } = await Promise.race([ended(child, source), late])
    if (said !== '' && !said.includes(command)) process.stderr.write(said)
    if (code !== 0)
      throw new UsageError(
        `the command of ${source} ended with ${code === null ? 'a signal' : `exit code ${code}`}${ofShell[code ?? 0] ?? ''}`,
      )
    return output
  } finally {
    timers.clearTimeout(telling)
    if (limit !== undefined) timers.clearTimeout(limit)
  }
}

/** What a shell says by an exit code (POSIX, Shell Command Language, 2.8.2). */
const ofShell: Readonly<Record<number, string>> = {
  126: ': it cannot be executed',
  127: ': there is no such command',
}

type Child = ChildProcess & { stdout: NonNullable<ChildProcess['stdout']>; stderr: NonNullable<ChildProcess['stderr']> }

function started(command: string, source: string): Child {
  try {
    return spawn(command, { shell: true, stdio: ['inherit', 'pipe', 'pipe'] })
  } catch (error) {
    throw cannotRun(source, error)
  }
}

async function ended(child: Child, source: string): Promise<{ output: string; said: string; code: number | null }> {
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [output, said, code] = await Promise.all([
    buffer(child.stdout).then(decoded),
    text(child.stderr),
    closed,
  ]).catch((error: unknown) => {
    throw cannotRun(source, error)
  })
  return { output, said, code }
}

function cannotRun(source: string, error: unknown): UsageError {
  const { code, message } = error as NodeJS.ErrnoException // spawn throws nothing else.
  return new UsageError(`the command of ${source} cannot be run (${code ?? message})`, { cause: error })
}

/** Ends a command, and waits no longer for what it has started: that may hold its output open. */
function abandon(child: Child): void {
  child.kill()
  child.stdout.destroy()
  child.stderr.destroy()
  child.unref()
}
