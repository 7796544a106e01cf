import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'

/** A tool that takes longer has not come to its end. */
const timeoutMs = 300_000

/** How a process is run. */
export interface ProcessOptions {
  cwd?: string
  environment?: Record<string, string>
}

/** A process that runs, and what it prints. */
export interface Running {
  /** What it has printed up to now, on both outputs. */
  printed(): string
  /** Settles when it has printed something more, or has ended. */
  change(): Promise<void>
  ended: Promise<number | null>
  stop(): void
}

/** The environment, without variables that would change what the tools do. */
const environment = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(VIJSON|GOVC|NO_COLOR|FORCE_COLOR|https?_proxy$)/i.test(name)),
)

/** Starts a process. */
export function start(command: string, args: string[], options: ProcessOptions = {}): Running {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...environment, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
  })
  let printed = ''
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null)
  return {
    printed: () => printed,
    async change() {
      await Promise.race([once(child.stdout, 'data'), ended])
    },
    ended,
    stop: () => child.kill(),
  }
}

/** Runs a process to its end. @returns what it has printed. */
export async function run(command: string, args: string[], options: ProcessOptions = {}): Promise<string> {
  const running = start(command, args, options)
  await running.ended
  return running.printed()
}

/** The text of a file, where there is one. */
export function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
