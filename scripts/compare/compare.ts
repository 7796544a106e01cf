import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import pLimit from 'p-limit'
import manifest from '../../package.json' with { type: 'json' }
import { CannotCompare, install } from './install.ts'
import { type Column, renderComparison } from './page.ts'
import { type Defect, sampleOf } from './sample.ts'
import { serve, soundMock } from './serve.ts'
import { type Tool, toolsOf } from './tools.ts'
import { isFound } from './verdicts.ts'

/*
 * Compares what a user might take to test TerminateSession, and writes docs/comparison.md. With an argument N, every N-th mutant is taken, and every 10 N-th defect by dimension; by
 * default, every seventh.
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

async function compare(n: number): Promise<string> {
  const tools = toolsOf(install())
  const sound = await withSoundInTurn(tools)
  const load = loadavg()[0] ?? 0
  for (const { tool, ms, ofSound } of sound) console.error(`${tool}: ${Math.round(ms)} ms; ${ofSound.join('; ')}`)
  const sampling = { mutants: n, dimensions: 10 * n }
  const defects = sampleOf(sampling)
  // The tools mostly wait for the start of processes and for answers.
  const limit = pLimit(2 * cpus().length)
  let done = 0
  const judged = await Promise.all(
    defects.map(async (defect) =>
      limit(async () => {
        const reports = await judgeDefect(tools, defect)
        const found = reports.map((failures, index) => isFound(failures, sound[index]?.ofSound ?? []))
        done += 1
        console.error(`${done}/${defects.length} ${defect.family}: ${defect.mutant.defect}`)
        for (const [index, { name }] of tools.entries())
          if (found[index]) console.error(`  ${name}: ${reports[index]?.slice(0, 3).join('; ')}`)
        return found
      }),
    ),
  )
  const python = spawnSync('python3', ['--version'], { encoding: 'utf8' }).stdout.trim()
  return renderComparison({
    date: new Date().toISOString().slice(0, 10),
    version: manifest.version,
    machine: `Node ${process.versions.node}, ${python}, ${cpus().length} processors (${cpus()[0]?.model.trim() ?? 'unknown'})`,
    load: load.toFixed(1),
    others,
    sampling,
    defects: defects.map(({ set, family }) => ({ set, family })),
    columns: sound.map((one, index) => ({ ...one, found: judged.map((found) => found[index] ?? false) })),
    // The proxy and the script are the third and the fourth.
    together: judged.filter(([, , proxy, script]) => proxy || script).length,
  })
}

try {
  const text = await compare(Number(process.argv[2] ?? 7))
  writeFileSync('docs/comparison.md', text)
  console.log(text)
} catch (error) {
  if (!(error instanceof CannotCompare)) throw error
  console.error(error.message)
  process.exitCode = 2
}
