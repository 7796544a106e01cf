import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connect } from '../../src/client/index.ts'
import { exclusions, requirements } from '../../src/conformance/index.ts'
import { startMock, vijson } from './vijson.ts'

test('list shows every requirement with its level', async () => {
  const { code, stdout } = await vijson(['list'])
  expect(code).toBe(0)
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(requirements.length)
  expect(lines[0]).toBe(
    'terminate.success.no-content                must      A call that ends every listed session answers 204 without a body.',
  )
})

test('list --json is the ledger', async () => {
  const { stdout } = await vijson(['list', '--json'])
  expect(JSON.parse(stdout)).toEqual({ requirements, exclusions })
})

test('mock serves the principals of a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  const users = join(folder, 'users.yaml')
  writeFileSync(users, '- { userName: me, password: mine, privileges: [System.View] }\n')
  const mock = await startMock('--users', users)
  const connection = await connect({ url: mock.url })
  expect((await connection.login({ userName: 'me', password: 'mine' })).userName).toBe('me')
  await mock.stop()
  rmSync(folder, { recursive: true })
})

test('mock says that a port is taken: exit 2', async () => {
  const mock = await startMock()
  const { port } = new URL(mock.url)
  expect(await vijson(['mock', '--port', port])).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: the mock cannot listen on 127.0.0.1:${port}: something listens there already\n`,
  })
  await mock.stop()
})

test('mock says that a users file is of no use: exit 2', async () => {
  const { code, stderr } = await vijson(['mock', '--users', 'nowhere.yaml'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^error: the users file nowhere.yaml is of no use: ENOENT/)
})

test.each([
  [['--help'], 0],
  [['test', '--help'], 0],
  [['--version'], 0],
  [['nothing'], 2],
  [[], 2],
])('%j exits with %i', async (args, code) => {
  expect((await vijson(args)).code).toBe(code)
})

test('the help of test names the environment and the exit codes', async () => {
  const { stdout } = await vijson(['test', '--help'])
  expect(stdout).toMatch(/VIJSON_LIMITED_USERNAME/)
  expect(stdout).toMatch(/3 inconclusive/)
})
