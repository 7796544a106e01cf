import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Has a process tell, at its end, the most memory it held, in kilobytes. What `resourceUsage` says of it can be what its parent held when it
 * was started; where there is a /proc, that knows better.
 */
const telling = `
import { existsSync, readFileSync } from 'node:fs'
process.on('exit', () => {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  process.send?.(Number(/VmHWM:\\s+(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS))
})`

/** Runs a program of Node's to its end. @returns its exit code, and the most memory it held, in megabytes. */
export async function runMeasured(args: string[]): Promise<{ code: number | null; megabytes: number }> {
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(telling)}`, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const peak = once(child, 'message')
  const [code] = await once(child, 'exit')
  const [kilobytes] = await peak
  return { code, megabytes: Math.round(kilobytes / 1024) }
}
