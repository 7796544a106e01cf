import { spawn } from 'node:child_process'
import { once } from 'node:events'

/**
 * Measures a whole run against the embedded mock, from the start of the command to its exit, and the most memory it held.
 * Fails where the quickest run, or the most memory, is over its limit: on a busy machine the slower runs say more about the machine.
 */
const runs = 5
const limits = { milliseconds: 1500, megabytes: 150 }

// Prints the peak of the process itself on a channel of its own, whatever the command prints.
const atExit = `data:text/javascript,${encodeURIComponent('process.on("exit", () => process.send?.(process.resourceUsage().maxRSS))')}`

const measured: { milliseconds: number; megabytes: number }[] = []
for (let run = 0; run < runs; run++) {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['--import', atExit, 'dist/src/cli/main.js', 'test', '--target', 'mock'], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const peak = once(child, 'message')
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`the run ended with ${code}`)
  const milliseconds = Math.round(performance.now() - startedAt)
  const [kilobytes] = await peak
  measured.push({ milliseconds, megabytes: Math.round(kilobytes / 1024) })
}

const figures = {
  milliseconds: Math.min(...measured.map(({ milliseconds }) => milliseconds)),
  megabytes: Math.max(...measured.map(({ megabytes }) => megabytes)),
}
console.log(
  `milliseconds of each run: ${measured.map(({ milliseconds }) => milliseconds).join(', ')} (limit ${limits.milliseconds})`,
)
console.log(`most memory: ${figures.megabytes} MB (limit ${limits.megabytes})`)
if (figures.milliseconds > limits.milliseconds || figures.megabytes > limits.megabytes) process.exitCode = 1
