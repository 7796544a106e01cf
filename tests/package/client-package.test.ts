import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createVCenter, startServer } from '../../src/mock/index.ts'
import { run } from '../support/consumer.ts'
import { principals } from '../support/principals.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A project that has installed `vijson-client` and nothing else. */
let consumer: string
beforeAll(async () => {
  consumer = mkdtempSync(join(tmpdir(), 'vijson-client-'))
  const packed = await run(
    process.execPath,
    [join(root, 'node_modules/tsx/dist/cli.mjs'), 'scripts/pack-client.ts', consumer],
    root,
  )
  if (packed.code !== 0) throw new Error(packed.stderr)
  writeFileSync(join(consumer, 'package.json'), '{ "name": "consumer", "private": true, "type": "module" }')
  const options = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts']
  const installed = await run('npm', ['install', ...options, `./${packed.stdout.trim()}`], consumer)
  if (installed.code !== 0) throw new Error(installed.stderr)
})
afterAll(() => rmSync(consumer, { recursive: true }))

test('it brings openapi-fetch and nothing else: three packages, less than a megabyte', () => {
  const listed = execFileSync('npm', ['ls', '--all', '--parseable'], { cwd: consumer, encoding: 'utf8' }).trim()
  const names = listed.split('\n').map((path) => path.split('node_modules/').at(-1))
  expect(names.slice(1).sort()).toEqual(['openapi-fetch', 'openapi-typescript-helpers', 'vijson-client'])
  const modules = join(consumer, 'node_modules')
  const sizes = readdirSync(modules, { recursive: true, encoding: 'utf8' }).map((file) => statSync(join(modules, file)))
  const bytes = sizes.filter((size) => size.isFile()).reduce((sum, { size }) => sum + size, 0)
  expect(bytes).toBeLessThan(1_000_000)
})

describe('the example of its page', () => {
  const page = readFileSync(join(root, 'scripts/client-package/README.md'), 'utf8')
  const example = /```ts\n([^`]*)```/.exec(page)?.[1] ?? ''

  test('ends sessions of a mock', async () => {
    let now = Date.UTC(2026, 0, 1)
    const backup = { ...principals.limited, userName: 'backup@vsphere.local', privileges: [] }
    const controller = { ...principals.controller, privileges: ['System.View', 'Sessions.TerminateSession'] as const }
    const vcenter = createVCenter({ now: () => new Date(now), principals: [controller, backup] })
    const server = await startServer({ vcenter })
    onTestFinished(() => server.close())
    const { key } = vcenter.login(backup.userName, backup.password, { ipAddress: '192.0.2.1', userAgent: 'old' })
    now += 8 * 3_600_000 + 1
    const { userName, password } = controller
    const program = example
      .replace("'https://vcenter.example'", JSON.stringify(server.url))
      .replace("'administrator@vsphere.local'", JSON.stringify(userName))
      .replace("'secret'", JSON.stringify(password))
    writeFileSync(join(consumer, 'example.js'), program)
    expect(await run(process.execPath, ['example.js'], consumer)).toEqual({
      code: 0,
      stdout: `${key} terminated\n`,
      stderr: '',
    })
    expect(vcenter.sessions.size).toBe(0)
  })

  test('compiles with the types of the DOM, and without those of Node', async () => {
    writeFileSync(join(consumer, 'example.ts'), example)
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2023',
      '--module',
      'nodenext',
      '--lib',
      'es2023,dom,dom.iterable',
      '--typeRoots',
      'none',
    ]
    expect(
      await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), ...options, 'example.ts'], consumer),
    ).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })
})

test('an option that needs undici says so', async () => {
  const code = `
    import { connect } from 'vijson-client'
    await connect({ url: 'https://127.0.0.1:1', tls: { insecure: true } }).catch(({ message }) => console.log(message))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], consumer)
  expect(stdout).toBe(
    'the options tls, connections and proxy need the package undici; install it with: npm install undici@7\n',
  )
})

test('it is imported in at most twice the time of openapi-fetch', { retry: 2 }, async () => {
  const timeOf = async (name: string) => {
    const code = `const startedAt = performance.now(); await import('${name}'); console.log(performance.now() - startedAt)`
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], consumer)
    return Number(stdout)
  }
  // The fastest of each: what else the machine does makes one slower or the other, and none faster.
  const times = { client: [] as number[], peer: [] as number[] }
  for (let time = 0; time < 11; time += 1) {
    times.client.push(await timeOf('vijson-client'))
    times.peer.push(await timeOf('openapi-fetch'))
  }
  const ratio = Math.min(...times.client) / Math.min(...times.peer)
  expect(ratio).toBeGreaterThan(0)
  // Node 24 imports openapi-fetch in 1.6 ms; the three more that the client takes weigh more there.
  const [major = 0] = process.versions.node.split('.').map(Number)
  expect(ratio).toBeLessThan(major < 24 ? 2 : 3.5)
})

test('the operations alone take at most an eighth more than openapi-fetch in a bundle', async () => {
  const sizeOf = async (contents: string) => {
    const options = { bundle: true, minify: true, format: 'esm', platform: 'browser', target: 'es2022' } as const
    const { outputFiles } = await build({ ...options, stdin: { contents, resolveDir: consumer }, write: false })
    return gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).byteLength
  }
  const bare = await sizeOf("export { default } from 'openapi-fetch'")
  expect(bare).toBeGreaterThan(1000)
  expect(await sizeOf("export { createOperations } from 'vijson-client'")).toBeLessThan(bare * 1.13)
})

test('a page loads what it seldom needs by its first call, and not with the client', async () => {
  const contents = "export { connect } from 'vijson-client'"
  const { outputFiles, metafile } = await build({
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    splitting: true,
    outdir: consumer,
    stdin: { contents, resolveDir: consumer },
    write: false,
    metafile: true,
  })
  const chunks = Object.entries(metafile.outputs)
  const first = new Set<string>()
  const pending = chunks.flatMap(([file, { entryPoint }]) => (entryPoint === '<stdin>' ? [file] : []))
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (first.has(file)) continue
    first.add(file)
    for (const { path, kind } of metafile.outputs[file]?.imports ?? [])
      if (kind === 'import-statement') pending.push(path)
  }
  const bytes = outputFiles
    .filter(({ path }) => [...first].some((file) => path.endsWith(basename(file))))
    .reduce((sum, { contents: chunk }) => sum + gzipSync(chunk, { level: 9 }).byteLength, 0)
  expect(bytes).toBeGreaterThan(5000)
  expect(bytes).toBeLessThan(11_000)
  // Each name ends with hashes: that of the package, and that of the bundle.
  const later = chunks.flatMap(([file]) =>
    first.has(file) ? [] : [basename(file).replace(/(-[A-Z0-9]{8})+\.js$/, '')],
  )
  expect(later).toEqual(expect.arrayContaining(['terminate-all', 'sessions-where', 'content-missing']))
})

test('its types import nothing', () => {
  const types = readFileSync(join(consumer, 'node_modules/vijson-client/dist/generated/openapi.d.ts'), 'utf8')
  expect(types).not.toMatch(/^\s*import\b|\bimport\(|<reference/m)
})
