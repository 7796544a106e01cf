import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** Has a process tell, at its end, the most memory it held. */
const telling = `data:text/javascript,${encodeURIComponent('process.on("exit", () => process.send?.(process.resourceUsage().maxRSS))')}`

/** Runs a program of Node's to its end. @returns its exit code, and the most memory it held, in megabytes. */
export async function runMeasured(args: string[]): Promise<{ code: number | null; megabytes: number }> {
  const child = spawn(process.execPath, ['--import', telling, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const peak = once(child, 'message')
  const [code] = await once(child, 'exit')
  const [kilobytes] = await peak
  return { code, megabytes: Math.round(kilobytes / 1024) }
}
