import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Whether the Go toolchain is here. Where VIJSON_REQUIRE_GO is set it has to be. */
export function hasGo(): boolean {
  const isThere = spawnSync('go', ['version']).status === 0
  if (!isThere && process.env.VIJSON_REQUIRE_GO !== undefined) throw new Error('Go is required here and not installed')
  if (!isThere) console.warn('interop: skipped, because Go is not installed: the simulator and govc are Go programs')
  return isThere
}

/** Builds one of the programs of this folder. @returns its path. */
export async function build(program: 'vcsim' | 'govc'): Promise<string> {
  const file = `${folder}bin/${program}`
  await promisify(execFile)('go', ['build', '-buildvcs=false', '-o', file, `./${program}`], { cwd: folder })
  return file
}

/** Starts a server that says `listening on URL`, and waits until it does. */
export async function startListening(file: string, args: string[]): Promise<{ url: string; stop(): Promise<void> }> {
  const server = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(server, 'exit')
  const [line] = await Promise.race([
    once(createInterface(server.stdout), 'line'),
    exited.then(([code]) => Promise.reject(new Error(`${file} ended with ${code} before it was listening`))),
  ])
  return {
    url: String(line).replace('listening on ', ''),
    async stop() {
      server.kill()
      await exited
    },
  }
}
