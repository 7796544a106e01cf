import { runMeasured } from '../tests/support/peak.ts'

/**
 * Measures a whole run against the embedded mock, from the start of the command to its exit, and the most memory it held.
 * Fails where the quickest run, or the most memory, is over its limit: on a busy machine the slower runs say more about the machine.
 */
const runs = 5
const limits = { milliseconds: 1500, megabytes: 150 }

const measured: { milliseconds: number; megabytes: number }[] = []
for (let run = 0; run < runs; run++) {
  const startedAt = performance.now()
  const { code, megabytes } = await runMeasured(['dist/src/cli/main.js', 'test', '--target', 'mock'])
  if (code !== 0) throw new Error(`the run ended with ${code}`)
  measured.push({ milliseconds: Math.round(performance.now() - startedAt), megabytes })
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
