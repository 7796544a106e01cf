import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ofReleases } from '../../generated/requirements.ts'
import { connect } from '../../src/client/index.ts'
import { exclusions, requirements } from '../../src/conformance/index.ts'
import { startMock, vijson } from '../support/vijson.ts'

test('vijson list shows every requirement with its level', async () => {
  const { code, stdout } = await vijson(['list'])
  expect(code).toBe(0)
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(requirements.length)
  expect(lines[0]).toBe(
    'terminate.success.no-content                must      A call that ends every listed session answers 204 without a body.',
  )
})

test('vijson list --json writes the whole ledger', async () => {
  const { stdout } = await vijson(['list', '--json'])
  expect(JSON.parse(stdout)).toEqual({ requirements, exclusions, ofReleases })
})

test('vijson mock serves the principals of a file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  const users = join(folder, 'users.yaml')
  writeFileSync(users, '- { userName: me, password: mine, privileges: [System.View] }\n')
  const mock = await startMock('--users', users)
  const connection = await connect({ url: mock.url })
  expect((await connection.login({ userName: 'me', password: 'mine' })).userName).toBe('me')
  await mock.stop()
  rmSync(folder, { recursive: true })
})

test('vijson mock exits with 2 where the port is in use', async () => {
  const mock = await startMock()
  const { port } = new URL(mock.url)
  expect(await vijson(['mock', '--port', port])).toEqual({
    code: 2,
    stdout: '',
    stderr: `error: cannot listen on 127.0.0.1:${port}: the port is in use; give another --port, or none\n`,
  })
  await mock.stop()
})

test('vijson mock exits with 2 where the users file cannot be loaded', async () => {
  const { code, stderr } = await vijson(['mock', '--users', 'nowhere.yaml'])
  expect(code).toBe(2)
  expect(stderr).toMatch(/^error: cannot read users file nowhere\.yaml: there is no such file \(ENOENT\)\n$/)
})

test('vijson mock exits with 2 where more sessions of others are asked for than a user may have', async () => {
  expect(await vijson(['mock', '--others', '100', '--max-sessions', '5'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: --others 100 takes 10 sessions of each of their users, more than --max-sessions 5 allows\n',
  })
})

test('vijson mock --host with an address that other machines reach exits with 2 without --users', async () => {
  expect(await vijson(['mock', '--host', '0.0.0.0'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: --host 0.0.0.0 lets other machines in, and everybody knows the built-in passwords; give --users a file with others\n',
  })
})

test('vijson mock --host with an address that other machines reach warns, and serves the users of the file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  const users = join(folder, 'users.yaml')
  writeFileSync(users, '- { userName: me, password: mine, privileges: [System.View] }\n')
  const mock = await startMock('--host', '0.0.0.0', '--users', users)
  const connection = await connect({ url: mock.url })
  expect((await connection.login({ userName: 'me', password: 'mine' })).userName).toBe('me')
  expect((await mock.stop()).stderr).toBe(
    'warning: other machines can reach this mock at 0.0.0.0; it is a simulation, not a hardened server\n',
  )
  rmSync(folder, { recursive: true })
})

test.each(['localhost', '127.0.0.1', '127.0.0.2', '::1'])(
  'vijson mock --host %s serves without a warning',
  async (host) => {
    const mock = await startMock('--host', host)
    await connect({ url: mock.url })
    expect((await mock.stop()).stderr).toBe('')
  },
)

test.each<[title: string, args: string[], code: number]>([
  ['vijson --help exits with 0', ['--help'], 0],
  ['vijson test --help exits with 0', ['test', '--help'], 0],
  ['vijson --version exits with 0', ['--version'], 0],
  ['vijson with an unknown command exits with 2', ['nothing'], 2],
  ['vijson without a command exits with 2', [], 2],
])('%s', async (_, args, code) => {
  expect((await vijson(args)).code).toBe(code)
})

test('vijson test --help names the environment and the exit codes', async () => {
  const { stdout } = await vijson(['test', '--help'])
  expect(stdout).toMatch(/VIJSON_LIMITED_USERNAME/)
  expect(stdout).toMatch(/3 inconclusive/)
})

test('vijson cleanup --help names --forget, and that its run may be left out', async () => {
  const { stdout } = await vijson(['cleanup', '--help'])
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    '--forget [run] end nothing, and remove the record of this run, of all runs on --target, or of all runs; asks before',
  )
})

test('vijson cleanup --forget says that no run has left sessions', async () => {
  expect(await vijson(['cleanup', '--forget'])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^no run that is recorded in \S+ has left sessions\n$/),
    stderr: '',
  })
})

test('vijson cleanup without a target says that no run has left sessions; with what is about a server, it asks for one', async () => {
  expect(await vijson(['cleanup'])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^no run that is recorded in \S+ has left sessions\n$/),
    stderr: '',
  })
  for (const args of [['--username', 'me'], ['--insecure'], ['--thumbprint', 'AA'], ['--release', '8.0.3.0']])
    expect(await vijson(['cleanup', ...args])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'error: name the server with --target or VIJSON_TARGET\n',
    })
})
