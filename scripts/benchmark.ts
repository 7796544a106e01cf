import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMeasured } from '../tests/support/peak-memory.ts'

/*
 * Measures runs of the command against the embedded mock, from its start to its exit: time and peak memory, without reports and with one of each
 * format. Fails where the time, the peak memory, or the size of the page exceeds its limit. The limits of time are ratios to the TypeScript compiler on
 * an empty file, run in turn with them: milliseconds would measure the machine.
 */

/** The fastest of so many counts: a busy machine may slow down each of fewer. */
const runs = 5
const formats = ['json', 'junit', 'html', 'har', 'markdown']
const limits = { ratio: 1.25, megabytes: 150, ratioWithReports: 2.6, pageKilobytes: 1000 }

const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
const reports = formats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`])
const emptyFile = join(folder, 'empty.ts')
writeFileSync(emptyFile, 'export {}\n')

// Without the types of this project, which change.
const compiler = [
  'node_modules/typescript/lib/tsc.js',
  '--noEmit',
  '--lib',
  'es2023,dom',
  '--typeRoots',
  folder,
  emptyFile,
]
const command = ['dist/src/cli/main.js', 'test', '--target', 'mock']
const measured = { compiler: [] as Run[], plain: [] as Run[], reporting: [] as Run[] }
for (let run = 0; run < runs; run += 1) {
  measured.compiler.push(await measure(compiler))
  measured.plain.push(await measure(command))
  measured.reporting.push(await measure([...command, ...reports]))
}
const pageKilobytes = Math.round(statSync(join(folder, 'html')).size / 1000)
rmSync(folder, { recursive: true })

console.log(`milliseconds of the TypeScript compiler on an empty file: ${milliseconds(measured.compiler).join(', ')}`)
reportTimes('a run', measured.plain, limits.ratio)
reportTimes('a run with all reports', measured.reporting, limits.ratioWithReports)
const megabytes = measured.plain.map((run) => run.megabytes)
console.log(`megabytes of each run, at most: ${megabytes.join(', ')}`)
compare('megabytes', Math.max(...megabytes), limits.megabytes)
compare('kilobytes of the page', pageKilobytes, limits.pageKilobytes)

interface Run {
  milliseconds: number
  megabytes: number
}

async function measure(args: string[]): Promise<Run> {
  const startedAt = performance.now()
  const { code, megabytes } = await runMeasured(args)
  if (code !== 0) throw new Error(`the process ended with ${code}`)
  return { milliseconds: Math.round(performance.now() - startedAt), megabytes }
}

function milliseconds(measuredRuns: readonly Run[]): number[] {
  return measuredRuns.map((run) => run.milliseconds)
}

function reportTimes(what: string, measuredRuns: readonly Run[], limit: number): void {
  console.log(`milliseconds of ${what}: ${milliseconds(measuredRuns).join(', ')}`)
  const ratio = Math.min(...milliseconds(measuredRuns)) / Math.min(...milliseconds(measured.compiler))
  compare(`${what}, against the compiler`, Math.round(ratio * 100) / 100, limit)
}

function compare(what: string, figure: number, limit: number): void {
  console.log(`${what}: ${figure} (limit ${limit})${figure > limit ? ' EXCEEDED' : ''}`)
  if (figure > limit) process.exitCode = 1
}
