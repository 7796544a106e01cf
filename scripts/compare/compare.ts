import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import pLimit from 'p-limit'
import manifest from '../../package.json' with { type: 'json' }
import { CannotCompare, install } from './install.ts'
import { type Column, renderComparison } from './page.ts'
import { keepResults, keptResults } from './results.ts'
import { type Defect, familiesInTurn, nameOf, sampleOf } from './sample.ts'
import { serve, soundMock } from './serve.ts'
import { type Tool, toolsOf } from './tools.ts'
import { isFound } from './verdicts.ts'

/*
 * Compares what a user might take to test TerminateSession, and writes docs/comparison.md. With an argument N, every N-th mutant is taken, and every 10 N-th defect by dimension; by
 * default, every seventh. The page is written after each defect, and what was measured is kept: a comparison that is interrupted goes on where it was.
 */

const others = 5
const rounds = 3

type SoundColumn = Omit<Column, 'found'>

/** What a tool does with the sound mock, alone. */
async function withSound(tool: Tool): Promise<SoundColumn> {
  const mock = soundMock(0)
  const server = await serve(mock.answer)
  const since = performance.now()
  const ofSound = await tool.judge(server.url)
  const ms = performance.now() - since
  server.close()
  return { tool: tool.name, ms, requests: server.requests(), ofSound, ended: 0, left: mock.vcenter.sessions.size }
}

/** How many sessions of others a tool ends. */
async function endedBy(tool: Tool): Promise<number> {
  const mock = soundMock(others)
  const server = await serve(mock.answer)
  await tool.judge(server.url)
  server.close()
  return mock.ended()
}

/** What each tool does with the sound mock: several times, in turn, so that what slows the machine down slows all of them. */
async function withSoundInTurn(tools: readonly Tool[]): Promise<SoundColumn[]> {
  let columns: SoundColumn[] = []
  for (let round = 0; round < rounds; round += 1) {
    const now: SoundColumn[] = []
    for (const tool of tools) now.push(await withSound(tool))
    columns = now.map((column, index) => {
      const { ms = column.ms, ofSound = [] } = columns[index] ?? {}
      return { ...column, ms: Math.min(ms, column.ms), ofSound: [...new Set([...ofSound, ...column.ofSound])] }
    })
  }
  const ended: number[] = []
  for (const tool of tools) ended.push(await endedBy(tool))
  return columns.map((column, index) => ({ ...column, ended: ended[index] ?? 0 }))
}

/** What each tool reports against a target with a defect. */
async function judgeDefect(tools: readonly Tool[], { mutant }: Defect): Promise<string[][]> {
  const reports: string[][] = []
  for (const tool of tools) {
    const { fetch } = mutant.make()
    if (fetch === undefined) throw new Error(`the mutant that ${mutant.defect} is not in process`)
    const server = await serve(fetch)
    reports.push(await tool.judge(server.url))
    server.close()
  }
  return reports
}

async function compare(n: number): Promise<void> {
  const date = new Date().toISOString().slice(0, 10)
  const tools = toolsOf(install())
  const results = keptResults(`${date} ${manifest.version} ${n}`)
  if (results.sound.length === 0) {
    results.sound = await withSoundInTurn(tools)
    results.load = (loadavg()[0] ?? 0).toFixed(1)
    keepResults(results)
  }
  const sampling = { mutants: n, dimensions: 10 * n }
  const defects = sampleOf(sampling)
  const python = spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout.trim()
  const machine = `Node ${process.versions.node}, ${python}, ${cpus().length} processors (${cpus()[0]?.model.trim() ?? 'unknown'})`
  const write = () => {
    const done = defects.flatMap((defect) => {
      const found = results.found[nameOf(defect)]
      return found === undefined ? [] : [{ set: defect.set, family: defect.family, found }]
    })
    const columns = results.sound.map((one, index) => ({
      ...one,
      found: done.map(({ found }) => found[index] ?? false),
    }))
    // The proxy and the script are the third and the fourth.
    const together = done.filter(({ found: [, , proxy, script] }) => proxy || script).length
    const { load } = results
    const about = { date, version: manifest.version, machine, load, others, sampling, planned: defects.length }
    writeFileSync('docs/comparison.md', renderComparison({ ...about, defects: done, columns, together }))
  }
  write()
  // The tools mostly wait for the start of processes and for answers.
  const limit = pLimit(2 * cpus().length)
  const missing = familiesInTurn(defects).filter((defect) => results.found[nameOf(defect)] === undefined)
  await Promise.all(
    missing.map(async (defect) =>
      limit(async () => {
        const reports = await judgeDefect(tools, defect)
        const found = reports.map((failures, index) => isFound(failures, results.sound[index]?.ofSound ?? []))
        results.found[nameOf(defect)] = found
        keepResults(results)
        write()
        console.error(`${Object.keys(results.found).length}/${defects.length} ${nameOf(defect)}`)
        for (const [index, { name }] of tools.entries())
          if (found[index]) console.error(`  ${name}: ${reports[index]?.slice(0, 3).join('; ')}`)
      }),
    ),
  )
  write()
}

try {
  await compare(Number(process.argv[2] ?? 7))
} catch (error) {
  if (!(error instanceof CannotCompare)) throw error
  console.error(error.message)
  process.exitCode = 2
}
