import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import manifest from '../package.json' with { type: 'json' }
import { connect } from '../src/client/index.ts'
import { createApp, createVCenter, startServer, type VCenter } from '../src/mock/index.ts'
import { otherMocks } from './bench/other-mocks.ts'
import { type Row, rates } from './bench/row.ts'

/*
 * Measures, each figure beside something that is run in the same call, so that a ratio holds on another machine; writes docs/benchmarks.md. Whole processes for what a
 * person waits for, tinybench for the inside.
 */

const main = 'dist/src/cli/main.js'
const folder = mkdtempSync(join(tmpdir(), 'vijson-bench-'))
const [origin, user] = [
  { ipAddress: '127.0.0.1', userAgent: 'bench' },
  ['administrator@vsphere.local', 'VMware1!'] as const,
]

const median = (figures: number[]) =>
  [...figures].sort((one, other) => one - other)[Math.floor(figures.length / 2)] ?? 0
const ms = (figure: number) => `${Math.round(figure)} ms`

/** The median times of commands, in turn, so that what slows the machine down slows all of them. */
function timed(commands: string[][], rounds: number): number[] {
  const times = commands.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [index, args] of commands.entries()) {
      const since = performance.now()
      const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' })
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`)
      times[index]?.push(performance.now() - since)
    }
  return times.map(median)
}

function start(): Row {
  const [bare = 0, list = 0] = timed(
    [
      ['-e', '0'],
      [main, 'list'],
    ],
    15,
  )
  return {
    what: 'start of the command: `vijson list`',
    measured: ms(list),
    beside: `\`node -e 0\`, ${ms(bare)}`,
    ratio: list / bare,
    goal: 2.5,
  }
}

function generation(): Row {
  const bare = join(folder, 'bare.ts')
  const [plain = 0, ours = 0] = timed(
    [
      ['node_modules/openapi-typescript/bin/cli.js', 'generated/openapi.json', '-o', bare],
      [main, 'generate', 'generated/openapi.json', '--out', folder],
    ],
    5,
  )
  return {
    what: 'generation: `vijson generate`',
    measured: ms(ours),
    beside: `openapi-typescript alone, ${ms(plain)}`,
    ratio: ours / plain,
    goal: 1.2,
    why: 'it also validates the document, and writes a client',
  }
}

/** A whole run at a round trip of 50 ms, and the longest chain of its requests. */
async function wholeRun(): Promise<[row: Row, requests: string]> {
  const mock = spawn(process.execPath, [main, 'mock', '--rtt', '50'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(mock.stdout), 'line')
  const url = String(line).replace('listening on ', '')
  const report = join(folder, 'run.json')
  const args = [main, 'test', '--target', url, '--idle', '0', '--seed', '1', '--timing', '--report', `json=${report}`]
  const judged = spawn(process.execPath, args, { stdio: 'ignore' })
  const [code] = await once(judged, 'exit')
  mock.kill()
  if (code !== 0) throw new Error(`the run ended with ${code}`)
  const { run, requirements } = JSON.parse(readFileSync(report, 'utf8')) as {
    run: { durationMs: number; criticalPathMs: number }
    requirements: { exchanges: number[] }[]
  }
  const requests = requirements.reduce((sum, { exchanges }) => sum + exchanges.length, 0)
  const why =
    'about 3,300 requests, of which 24 to 64 are under way at once, take half of it; the other half is what comes one after the other: what is tested first, long lists, disruptive calls, and the reads that look at all sessions once more'
  return [
    {
      what: 'a whole run at a round trip of 50 ms (`vijson mock --rtt 50`)',
      measured: ms(run.durationMs),
      beside: `its longest chain of requests, ${ms(run.criticalPathMs)}`,
      ratio: run.durationMs / run.criticalPathMs,
      goal: 1.3,
      why,
    },
    `A run with seed 1 and two accounts, which has the mock to itself, sends ${requests} requests for its requirements. The goal of 600 is not met: every string, body and address that must end no session is a call of its own.`,
  ]
}

function logOn(vcenter: VCenter) {
  return vcenter.login(user[0], user[1], origin)
}

/** A call in the mock, beside few sessions and beside many. */
async function beside(): Promise<[row: Row, memory: string]> {
  const few = createVCenter()
  const many = createVCenter()
  const before = process.memoryUsage().rss
  for (let count = 0; count < 100; count += 1) logOn(few)
  for (let count = 0; count < 100_000; count += 1) logOn(many)
  const megabytes = Math.round((process.memoryUsage().rss - before) / 1e6)
  const call = (vcenter: VCenter) => {
    const app = createApp(vcenter)
    const caller = logOn(vcenter)
    return async () => {
      const { key } = logOn(vcenter)
      const body = JSON.stringify({ sessionId: [key] })
      const headers = { 'vmware-api-session-id': caller.token, 'content-type': 'application/json' }
      const path = '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession'
      const { status } = await app.request(path, { method: 'POST', headers, body })
      if (status !== 204) throw new Error(`status ${status}`)
    }
  }
  const [alone, crowded] = await rates({ alone: call(few), crowded: call(many) })
  return [
    {
      what: 'a TerminateSession of the mock beside 100,000 sessions',
      measured: `${Math.round(crowded)} calls/s`,
      beside: `beside 100, ${Math.round(alone)} calls/s`,
      ratio: alone / crowded,
      goal: 1.5,
    },
    `100,000 sessions take ${megabytes} MB (goal: 300).`,
  ]
}

/** The client over HTTP, and bare fetch with the same request. */
async function client(): Promise<Row> {
  const mock = await startServer()
  const session = await (await connect({ url: mock.url })).login({ userName: user[0], password: user[1] })
  const url = `${mock.url}/sdk/vim25/8.0.3.0/SessionManager/SessionManager/currentSession`
  const headers = { 'vmware-api-session-id': session.token }
  const [bare, ours] = await rates({
    bare: async () => {
      await (await fetch(url, { headers })).json()
    },
    ours: async () => {
      await session.currentSession()
    },
  })
  await mock.close()
  return {
    what: 'a call of the client (currentSession over HTTP)',
    measured: `${Math.round(ours)} calls/s`,
    beside: `bare fetch, ${Math.round(bare)} calls/s`,
    ratio: bare / ours,
    goal: 1.1,
    why: 'it has a deadline, limits size and depth, and reads the answer as a whole before it is parsed',
  }
}

/** The mock over HTTP, and a server of Node that answers 204 to anything. */
async function overHttp(): Promise<Row> {
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.writeHead(204).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const mock = await startServer()
  const caller = logOn(mock.vcenter)
  const headers = { 'vmware-api-session-id': caller.token, 'content-type': 'application/json' }
  const path = '/sdk/vim25/8.0.3.0/SessionManager/SessionManager/TerminateSession'
  const post = (url: string) => async () => {
    const { key } = logOn(mock.vcenter)
    await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify({ sessionId: [key] }) })
  }
  const [bare, ours] = await rates({
    bare: post(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    ours: post(mock.url),
  })
  server.close()
  await mock.close()
  return {
    what: 'TerminateSession of the mock over HTTP',
    measured: `${Math.round(ours)} calls/s`,
    beside: `a server that answers 204 to anything, ${Math.round(bare)} calls/s`,
    ratio: bare / ours,
    goal: 1.5,
    why: 'it reads the request, decides by the session and its privilege, and keeps the sessions',
  }
}

const [run, requests] = await wholeRun()
const [crowd, memory] = await beside()
const { rows: ofOthers, missing } = await otherMocks()
const rows = [run, start(), generation(), crowd, await overHttp(), ...ofOthers, await client()]
rmSync(folder, { recursive: true })
const table = rows.map(({ what, measured, beside: other, ratio, goal, why = '' }) => {
  const isMet = ratio <= goal
  return `| ${what} | ${measured} | ${other} | ${ratio.toFixed(2)} | ≤ ${goal} | ${isMet ? 'met' : `not met: ${why}`} |`
})
const text = `# Benchmarks

Written by \`npm run bench\`: ${new Date().toISOString().slice(0, 10)}, version ${manifest.version}, Node ${process.versions.node}, ${cpus().length} processors (${cpus()[0]?.model.trim() ?? 'unknown'}). Every figure
stands beside one that was measured in the same call: the ratio holds on another machine, the figures do not.

| what | measured | beside | ratio | goal | |
| --- | --- | --- | --- | --- | --- |
${table.join('\n')}

${requests}

${[memory, ...missing].join('\n\n')}

\`vijson test --timing\` says of any run which requirements took longest, and which requests had to follow one another; \`run.criticalPathMs\` in the JSON report is the
length of that chain. \`npm run benchmark\` fails where time, memory or the size of the page exceeds its limit. What else one might take: [comparison](comparison.md).
`
writeFileSync('docs/benchmarks.md', text)
console.log(text)
