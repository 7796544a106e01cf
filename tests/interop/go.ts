import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const folder = fileURLToPath(new URL('.', import.meta.url))

/** Whether Go is installed. @throws Error where it is not and VIJSON_REQUIRE_GO requires it. */
export function hasGo(): boolean {
  const isInstalled = spawnSync('go', ['version']).status === 0
  if (!isInstalled && process.env.VIJSON_REQUIRE_GO !== undefined)
    throw new Error('Go is not installed, and VIJSON_REQUIRE_GO is set')
  if (!isInstalled)
    console.warn('the interop tests are skipped: Go is not installed, and the simulator and govc are Go programs')
  return isInstalled
}

/** Builds one of the programs of this folder. @returns its path. */
export async function build(program: 'vcsim' | 'govc'): Promise<string> {
  const file = `${folder}bin/${program}`
  await promisify(execFile)('go', ['build', '-buildvcs=false', '-o', file, `./${program}`], { cwd: folder })
  return file
}

/** Starts a server, and waits until it prints `listening on URL`. */
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
