import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** How a command ended. */
export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

const run = new URL('../../dist/src/cli/run.js', import.meta.url).href
const waiting = new Map<number, { resolve(ended: Ended): void; reject(reason: Error): void }>()
let server: ChildProcess | undefined
let count = 0

/** Runs a command in the process that serves all commands of a worker, which is started with the first one. */
export function served(args: string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  server ??= startServer()
  const to = server
  const id = count++
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject })
    to.send({ id, args, env, folder: process.cwd() })
  })
}

function startServer(): ChildProcess {
  const child = fork(fileURLToPath(new URL('command-server.mjs', import.meta.url)), [run])
  child.on('message', ({ id, ...ended }: Ended & { id: number }) => {
    waiting.get(id)?.resolve(ended)
    waiting.delete(id)
  })
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`the server of commands has ended: ${code ?? signal}`))
  })
  // It ends with the worker, and does not keep it.
  child.unref()
  child.channel?.unref()
  return child
}
