import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Makes a process report its peak memory, in kilobytes, at its exit. `resourceUsage` may report that of the parent at the start of the process, so
 * /proc is read where it exists.
 */
const reporter = `
import { existsSync, readFileSync } from 'node:fs'
process.on('exit', () => {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  process.send?.(Number(/VmHWM:\\s+(\\d+)/.exec(status)?.[1] ?? process.resourceUsage().maxRSS))
})`

/** Runs a Node program to its end. @returns its exit code, and its peak memory in megabytes. */
export async function runMeasured(args: string[]): Promise<{ code: number | null; megabytes: number }> {
  const state = mkdtempSync(join(tmpdir(), 'vijson-state-'))
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(reporter)}`, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // Nothing is written to the state folder of whoever runs the tests.
    env: { ...process.env, XDG_STATE_HOME: state, HOME: state, LOCALAPPDATA: state },
  })
  const peak = once(child, 'message')
  const [code] = await once(child, 'exit')
  const [kilobytes] = await peak
  rmSync(state, { recursive: true, force: true })
  return { code, megabytes: Math.round(kilobytes / 1024) }
}
