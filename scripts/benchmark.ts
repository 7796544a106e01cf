import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMeasured } from '../tests/support/peak-memory.ts'

/*
 * Measures runs of the command against the embedded mock, from its start to its exit: time and peak memory, without reports and with one of each
 * format. Fails where the fastest run, the peak memory, or the size of the page exceeds its limit; on a busy machine, the slower runs measure the
 * machine.
 */

/** The fastest of so many counts: a busy machine may slow down each of fewer. */
const runs = 9
const formats = ['json', 'junit', 'html', 'har', 'markdown']
const limits = { milliseconds: 1500, megabytes: 150, millisecondsWithReports: 3500, pageKilobytes: 1000 }

const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
const reports = formats.flatMap((format) => ['--report', `${format}=${join(folder, format)}`])
const plain = await measure([])
const reporting = await measure(reports)
const pageKilobytes = Math.round(statSync(join(folder, 'html')).size / 1000)
rmSync(folder, { recursive: true })

report('milliseconds of each run', plain.milliseconds, Math.min(...plain.milliseconds), limits.milliseconds)
report('megabytes of each run, at most', plain.megabytes, Math.max(...plain.megabytes), limits.megabytes)
report(
  'milliseconds of each run with all reports',
  reporting.milliseconds,
  Math.min(...reporting.milliseconds),
  limits.millisecondsWithReports,
)
report('kilobytes of the page', [pageKilobytes], pageKilobytes, limits.pageKilobytes)

async function measure(args: string[]): Promise<{ milliseconds: number[]; megabytes: number[] }> {
  const measured = { milliseconds: [] as number[], megabytes: [] as number[] }
  for (let run = 0; run < runs; run += 1) {
    const startedAt = performance.now()
    const { code, megabytes } = await runMeasured(['dist/src/cli/main.js', 'test', '--target', 'mock', ...args])
    if (code !== 0) throw new Error(`the run ended with ${code}`)
    measured.milliseconds.push(Math.round(performance.now() - startedAt))
    measured.megabytes.push(megabytes)
  }
  return measured
}

function report(what: string, figures: readonly number[], counted: number, limit: number): void {
  console.log(`${what}: ${figures.join(', ')} (limit ${limit})`)
  if (counted > limit) process.exitCode = 1
}
