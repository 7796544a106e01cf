import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { connect, type Session } from '../../src/client/index.ts'
import { createVCenter, startServer } from '../../src/mock/index.ts'
import { createConsumer, run } from '../support/consumer.ts'
import { principals } from '../support/principals.ts'
import { startMock } from '../support/vijson.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** A project that has installed the package as `npm pack` makes it. */
let consumer: string
beforeAll(async () => {
  consumer = await createConsumer(['typescript@5.9.3', '@types/node@20.19.43', 'msw@2.15.0', 'vitest@4.1.12'])
  cpSync(join(root, 'examples'), consumer, { recursive: true })
  const compilerOptions = {
    target: 'es2023',
    module: 'nodenext',
    strict: true,
    outDir: 'out',
    types: ['node'],
    skipLibCheck: true,
  }
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
})
afterAll(() => rmSync(consumer, { recursive: true }))

test('the examples compile under nodenext, and the client example ends a session of vijson mock', async () => {
  expect(await run(process.execPath, ['node_modules/typescript/bin/tsc'], consumer)).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
  })
  const mock = await startMock()
  const connection = await connect({ url: mock.url })
  const [observer, victim]: [Session, Session] = [
    await connection.login(principals.controller),
    await connection.login(principals.limited),
  ]
  const environment = {
    VIJSON_TARGET: mock.url,
    VIJSON_USERNAME: principals.controller.userName,
    VIJSON_PASSWORD: principals.controller.password,
  }
  const endSession = (...keys: string[]) =>
    run(process.execPath, ['out/end-session.js', ...keys], consumer, environment)
  expect(await endSession(victim.key)).toEqual({ code: 0, stdout: 'ended 1 of 1\n', stderr: '' })
  expect(await endSession(victim.key)).toEqual({ code: 1, stdout: 'one of them is not logged on\n', stderr: '' })
  expect((await observer.sessionList()).map(({ key }) => key)).toEqual([observer.key])
  const wrong = { ...environment, VIJSON_PASSWORD: 'wrong' }
  expect(await run(process.execPath, ['out/end-session.js', 'key'], consumer, wrong)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^Login: the server answered with the fault InvalidLogin \(.+\)\n$/),
  })
  await mock.stop()
})

test('the example for idle sessions shows them first, and ends them', async () => {
  let now = Date.UTC(2026, 0, 1)
  const vcenter = createVCenter({ now: () => new Date(now) })
  const server = await startServer({ vcenter })
  onTestFinished(() => server.close())
  const { controller, limited } = principals
  const begin = ({ userName, password }: typeof limited, userAgent: string) =>
    vcenter.login(userName, password, { ipAddress: '192.0.2.1', userAgent }).key
  const idle = begin(limited, 'idle')
  now += 8 * 3_600_000 + 1
  const others = [begin(limited, 'busy'), begin(controller, 'another user')]
  const environment = {
    VIJSON_TARGET: server.url,
    VIJSON_USERNAME: controller.userName,
    VIJSON_PASSWORD: controller.password,
  }
  const endIdle = (...options: string[]) =>
    run(
      process.execPath,
      ['out/end-idle-sessions.js', '--user', 'VSPHERE.LOCAL\\readonly', '--hours', '8', ...options],
      consumer,
      environment,
    )
  const shown = `${idle}  last active 2026-01-01T00:00:00.000Z  192.0.2.1  idle\nidle for more than 8 hours, of VSPHERE.LOCAL\\readonly: 1\n`
  expect(await endIdle('--dry-run')).toEqual({ code: 0, stdout: shown, stderr: '' })
  expect([...vcenter.sessions.keys()]).toEqual([idle, ...others])
  expect(await endIdle()).toEqual({ code: 0, stdout: `${shown}${idle}  terminated\n`, stderr: '' })
  expect([...vcenter.sessions.keys()]).toEqual(others)
})

test('the examples of tests pass', async () => {
  const { code, stdout, stderr } = await run('npx', ['vitest', 'run', '--reporter=verbose', '--dir', '.'], consumer, {
    NO_COLOR: '1',
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('an administrator ends the session of another user')
  expect(stdout).toContain('our implementation > terminate.sequence.suffix-untouched')
})

test('npx vijson test judges the embedded mock', async () => {
  const { code, stdout } = await run('npx', ['vijson', 'test', '--target', 'mock'], consumer)
  expect(code).toBe(0)
  expect(stdout).toMatch(/: conformant, (\d+) of \1 requirements tested\n$/)
})

test('npx vijson test refuses the target msw in one sentence where msw is not installed', async () => {
  rmSync(join(consumer, 'node_modules/msw'), { recursive: true })
  expect(await run('npx', ['vijson', 'test', '--target', 'msw'], consumer)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: the target msw needs the package msw; install it with: npm install --save-dev msw\n',
  })
})

test('the published schemas can be imported', async () => {
  const code = `
    import result from 'vijson-conformance/result.schema.json' with { type: 'json' }
    import deviations from 'vijson-conformance/deviations.schema.json' with { type: 'json' }
    console.log(result.title, deviations.title)`
  const ended = await run(process.execPath, ['--input-type=module', '--no-warnings', '-e', code], consumer)
  expect(ended).toEqual({ code: 0, stdout: 'vijson-result/2 Deviations\n', stderr: '' })
})
