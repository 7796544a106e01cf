import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Ended, served } from './command-server.ts'

/** The built command. */
export const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url))

/** Where the records of runs are kept: not where those of the person who runs the tests are. */
const stateHome = mkdtempSync(join(tmpdir(), 'vijson-state-'))
process.once('exit', () => rmSync(stateHome, { recursive: true, force: true }))

/** The environment without the variables of vijson and govc that may be set where the tests run. */
export const cleanEnvironment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VIJSON|GOVC)_/.test(name))),
  XDG_STATE_HOME: stateHome,
}

/** Starts `vijson` with arguments. */
export function start(
  args: string[],
  environment: Record<string, string> = {},
): { process: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [main, ...args], { env: { ...cleanEnvironment, ...environment } })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output.stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.stderr += text
  })
  return { process: child, ended: once(child, 'close').then(([code]) => ({ code, ...output })) }
}

/** Runs `vijson` to its end, in a process of its own. */
export async function vijsonProcess(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  return start(args, environment).ended
}

/** Variables that Node or a module reads once, when it is loaded. */
const readOnce = /^(NODE_|XDG_|NO_COLOR$|FORCE_COLOR$)/

/** Runs `vijson` to its end: among other commands in one process, which takes a quarter of the time of a process of its own. */
export async function vijson(args: string[], environment: Record<string, string> = {}): Promise<Ended> {
  if (Object.keys(environment).some((name) => readOnce.test(name))) return vijsonProcess(args, environment)
  return served(args, { ...cleanEnvironment, ...environment })
}

/** Starts `vijson mock` and waits until it listens. */
export async function startMock(...args: string[]): Promise<{ url: string; stop(): Promise<Ended> }> {
  const { process: child, ended } = start(['mock', ...args])
  if (child.stdout === null) throw new Error('no standard output')
  const [line] = await once(createInterface(child.stdout), 'line')
  return {
    url: String(line).replace('listening on ', ''),
    async stop() {
      child.kill('SIGINT')
      return ended
    },
  }
}
