import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { startServer } from '../../src/mock/index.ts'
import { createConsumer, run } from '../support/consumer.ts'
import { principals } from '../support/principals.ts'
import { compilers, libraries, peers, resolutions, runtimes } from './consumers.ts'

/** The name under which a version of a package is installed beside others. */
const aliasOf = (specifier: string) => specifier.replaceAll(/[^a-z0-9]/g, '-')

let consumer: string
beforeAll(async () => {
  const versions = Object.values(compilers).map((specifier) => `${aliasOf(specifier)}@npm:${specifier}`)
  consumer = await createConsumer([...versions, '@types/node@20.19.43', 'msw@2.15.0', 'vitest@4.1.12'])
})
afterAll(() => rmSync(consumer, { recursive: true }))

/** What reads each entry point. */
const sources: Record<string, string> = {
  '.': `import { connect, type Outcome } from 'vijson-conformance'
    export function describe(outcome: Outcome): string {
      if (outcome.kind !== 'fault') return outcome.kind
      switch (outcome.fault._typeName) {
        case 'InvalidArgument':
          return outcome.fault.invalidProperty ?? ''
        case 'NotFound':
        case 'NoPermission':
        case 'NotAuthenticated':
        case 'ManagedObjectNotFound':
        case 'MethodNotFound':
        case 'SystemError':
        case 'AuthenticationRequired':
        case 'InvalidRequest':
          return outcome.fault.faultstring ?? ''
        default: {
          const name: string = outcome.fault._typeName
          return name
        }
      }
    }
    export async function end(release?: string): Promise<Outcome> {
      const { login } = await connect({ url: 'https://vcenter.example', release, timeoutMs: undefined })
      const session = await login({ userName: 'user', password: 'password' })
      return session.terminateSessions(['key'])
    }`,
  '/mock': `import { createApp, createVCenter, startServer } from 'vijson-conformance/mock'
    export const answer = createApp(createVCenter()).fetch(new Request('https://mock.invalid/'))
    export const start = startServer`,
  '/conformance': `import { runSuite, type SuiteResult } from 'vijson-conformance/conformance'
    export const judge: (...args: Parameters<typeof runSuite>) => Promise<SuiteResult> = runSuite`,
  '/msw': `import { handlers } from 'vijson-conformance/msw'
    export const mocked = handlers('https://[::1]:9443')`,
}

const cases = Object.entries(compilers).flatMap(([compiler, specifier]) =>
  Object.entries(resolutions).flatMap(([moduleResolution, module]) =>
    Object.entries(libraries).map(
      ([lib, entryPoints]) => [compiler, moduleResolution, lib, { specifier, module, entryPoints }] as const,
    ),
  ),
)

test.each(cases)(
  '%s with %s and the libraries %s reads the types, and checks those of its packages',
  async (_, moduleResolution, lib, { specifier, module, entryPoints }) => {
    const name = aliasOf(`${specifier} ${moduleResolution} ${lib}`)
    const files = entryPoints.map((entryPoint, index) => {
      const file = `${name}-${index}.ts`
      writeFileSync(join(consumer, file), sources[entryPoint] ?? '')
      return file
    })
    const compilerOptions = {
      target: 'es2022',
      module,
      moduleResolution,
      lib: lib.split(', '),
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    }
    writeFileSync(join(consumer, `${name}.json`), JSON.stringify({ compilerOptions, files }))
    const program = join('node_modules', aliasOf(specifier), 'bin', 'tsc')
    expect(await run(process.execPath, [program, '-p', `${name}.json`], consumer)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
  },
)

const endsSession = `
  import { connect } from 'vijson-conformance'
  const { VIJSON_TARGET: url, VIJSON_USERNAME: userName, VIJSON_PASSWORD: password } = process.env
  const { login } = await connect({ url })
  const [session, other] = [await login({ userName, password }), await login({ userName, password })]
  const outcomes = [await session.terminateSessions([other.key]), await session.terminateSessions([session.key])]
  await session.logout()
  const refused = await connect({ url, tls: { insecure: true } }).catch((error) => error.message)
  console.log(JSON.stringify([...outcomes.map((one) => one.fault?._typeName ?? one.kind), refused]))
`

test.each(Object.entries(runtimes))(
  '%s runs the client, and refuses the options that need Node',
  async (_, { package: specifier, command }) => {
    const mock = await startServer()
    onTestFinished(() => mock.close())
    writeFileSync(join(consumer, 'ends-session.mjs'), `import process from 'node:process'\n${endsSession}`)
    const { userName, password } = principals.controller
    const environment = { VIJSON_TARGET: mock.url, VIJSON_USERNAME: userName, VIJSON_PASSWORD: password, NO_COLOR: '1' }
    const args = ['--yes', '--package', specifier, '--', ...command, 'ends-session.mjs']
    const { code, stdout } = await run('npx', args, consumer, environment)
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      ['terminated', 'InvalidArgument', expect.stringMatching(/^the options under tls need Node/)],
    ])
    expect(mock.vcenter.sessions.size).toBe(0)
  },
)

const pools = Object.entries(peers).flatMap(([name, peer]) =>
  ['forks', 'vmThreads'].map((pool) => [name, pool, peer] as const),
)

test.each(pools)('the examples of tests pass with %s, in %s', async (_, pool, { packages, node }) => {
  const folder = await createConsumer(packages)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(new URL('../../examples', import.meta.url), folder, { recursive: true })
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--pool', pool, '--dir', '.']
  const args = ['--yes', '--package', node, '--', 'node', ...vitest]
  const { code, stdout } = await run('npx', args, folder, { NO_COLOR: '1' })
  expect([code, stdout]).toEqual([0, expect.stringMatching(/Test Files {2}2 passed/)])
})

describe('the table of the client guide', () => {
  const guide = readFileSync(new URL('../../docs/client.md', import.meta.url), 'utf8')

  test.each([
    ...Object.keys(compilers),
    ...Object.keys(resolutions),
    ...Object.keys(libraries),
    ...Object.keys(runtimes),
    ...Object.keys(peers),
    'Chromium',
    'Node 20, 22, 24',
  ])('names %s', (name) => {
    const rows = guide.split('\n').filter((line) => line.startsWith('|'))
    expect(rows.some((row) => row.includes(name))).toBe(true)
  })
})
