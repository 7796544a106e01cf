import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '../../src/client/index.ts'
import { requirements, type SuiteResult } from '../../src/conformance/index.ts'
import { closedPort } from '../support/http-server.ts'
import { principals } from '../support/principals.ts'
import { type Ended, start, startMock, vijson } from './vijson.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** The verdicts of a run, by requirement, from its JSON report. */
async function judged(...args: string[]): Promise<{ ended: Ended; result: SuiteResult; verdicts: string[] }> {
  const file = join(folder, `${args.join('-').replace(/\W/g, '')}.json`)
  const ended = await vijson(['test', ...args, '--report', `json=${file}`])
  const result: SuiteResult = JSON.parse(readFileSync(file, 'utf8'))
  return { ended, result, verdicts: result.requirements.map(({ id, verdict }) => `${id} ${verdict}`) }
}

const allPass = requirements.map(({ id }) => `${id} pass`)

test('the embedded mock is conformant, and every requirement passes', async () => {
  const { ended, verdicts, result } = await judged()
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  expect(ended.stdout).toMatch(/\nconformant in \d/)
  expect(verdicts).toEqual(allPass)
  expect(result).not.toHaveProperty('exchanges')
})

test('the mock through msw has the same verdicts', async () => {
  const { ended, verdicts } = await judged('--target', 'msw')
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  expect(verdicts).toEqual(allPass)
})

test('the mock over HTTPS has the same verdicts with --insecure; without, exit 3 and a sentence about the certificate', async () => {
  const mock = await startMock('--tls')
  const { ended, verdicts } = await judged('--target', mock.url, '--insecure')
  expect(ended.code).toBe(0)
  expect(verdicts).toEqual(allPass)
  const strict = await vijson(['test', '--target', mock.url])
  expect(strict).toMatchObject({ code: 3, stdout: '' })
  expect(strict.stderr).toContain(
    `inconclusive: the certificate of ${mock.url} is not trusted: self-signed certificate. Trust its CA with --ca FILE, or accept any certificate with --insecure.\n`,
  )
  expect(await mock.stop()).toMatchObject({ code: 0, stderr: '' })
})

test('nothing listens: exit 3 within two seconds, one sentence, and a report all the same', async () => {
  const url = await closedPort()
  const startedAt = Date.now()
  const { ended, result } = await judged('--target', url)
  expect(Date.now() - startedAt).toBeLessThan(2000)
  expect(ended).toMatchObject({ code: 3, stdout: '' })
  expect(ended.stderr).toContain(`inconclusive: nothing listens at ${url}: the connection was refused.\n`)
  expect(ended.stderr).not.toMatch(/\n\s+at /)
  expect(result).toMatchObject({ verdict: 'inconclusive', counts: { unreached: requirements.length } })
})

test('a wrong password: exit 3, and the password is nowhere', async () => {
  const mock = await startMock()
  const environment = {
    VIJSON_TARGET: mock.url,
    VIJSON_USERNAME: principals.controller.userName,
    VIJSON_PASSWORD: 'not-this-one',
  }
  expect(await vijson(['test'], environment)).toEqual({
    code: 3,
    stdout: '',
    stderr:
      'inconclusive: Login as administrator@vsphere.local was refused with the fault InvalidLogin. Check --username or VIJSON_USERNAME, and VIJSON_PASSWORD.\n',
  })
  await mock.stop()
})

test.each([
  [['--unknown'], /unknown option '--unknown'/],
  [['--only', 'terminate.nothing'], /there is no requirement terminate.nothing/],
  [['--level', 'may'], /Allowed choices are must, should, observed/],
  [['--concurrency', '0'], /whole number from 1 to 64/],
  [['--timeout', '1e3'], /whole number/],
  [['--report', 'pdf=x'], /FORMAT=FILE, with FORMAT one of/],
  [['--report', 'json=/nowhere/at/all.json'], /nowhere\/at does not exist/],
  [['--target', 'http://vcenter.example'], /a user name and a password are needed/],
])('%j: exit 2 and a sentence', async (args, sentence) => {
  const { code, stdout, stderr } = await vijson(['test', ...args])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(sentence)
  expect(stderr).not.toMatch(/\n\s+at /)
})

test('http to another machine: exit 2, before anything is sent', async () => {
  const environment = { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: 'secret' }
  expect(await vijson(['test', '--target', 'http://vcenter.example'], environment)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: http://vcenter.example would carry passwords and tokens unencrypted; use https, or --allow-plaintext if that is meant\n',
  })
})

test('a requirement alone, with a seed, judged down to a level', async () => {
  const { result } = await judged(
    '--only',
    'terminate.not-found.fault',
    '--seed',
    '42',
    '--level',
    'must',
    '--concurrency',
    '1',
  )
  expect(result).toMatchObject({
    run: { seed: 42, concurrency: 1 },
    requirements: [{ id: 'terminate.not-found.fault', verdict: 'pass' }],
  })
})

test('nothing judged is never 0', async () => {
  expect((await vijson(['test', '--only', 'terminate.concurrent.same-id'])).code).toBe(3)
})

describe('--dry-run', () => {
  test('says what a run would do and sends nothing', async () => {
    const url = await closedPort()
    const { code, stdout } = await vijson(['test', '--target', url, '--dry-run'])
    expect(code).toBe(0)
    expect(stdout).toContain(`A run against ${url} would make these requests`)
    for (const { id } of requirements) expect(stdout).toContain(`  ${id} `)
  })

  test('tells the logins and calls that a run then makes', async () => {
    const only = ['--only', 'terminate.sequence.list-order']
    const { stdout } = await vijson(['test', ...only, '--dry-run'])
    const [, logins, calls] = /\n {2}total +(\d+) +(\d+)/.exec(stdout) ?? []
    const { result } = await judged(...only)
    expect([Number(logins), Number(calls)]).toEqual([result.sessions.opened, 4])
  })
})

// npm and npx hand a Ctrl-C on that the terminal has sent to their child already.
test.each<[string, NodeJS.Signals[]]>([
  ['SIGINT', ['SIGINT']],
  ['SIGINT, handed on once more,', ['SIGINT', 'SIGINT']],
  ['SIGTERM', ['SIGTERM']],
  ['SIGHUP', ['SIGHUP']],
])('%s in the middle: exit 130, and no session is left behind', async (_, signals) => {
  const mock = await startMock('--rtt', '40')
  const observer = await (await connect({ url: mock.url })).login(principals.controller)
  const { process: child, ended } = start(['test', '--target', mock.url])
  const isUnderWay = async () => (await observer.sessionList()).length > 10
  await expect.poll(isUnderWay, { timeout: 10_000, interval: 20 }).toBe(true)
  for (const signal of signals) {
    child.kill(signal)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { code, stderr } = await ended
  expect(code).toBe(130)
  expect(stderr).toContain('interrupted: closing the sessions of this run')
  expect((await observer.sessionList()).map(({ key }) => key)).toEqual([observer.key])
  await mock.stop()
})

test('a second SIGINT, a second later: exit 130 at once', async () => {
  const mock = await startMock('--rtt', '5000')
  const { process: child, ended } = start(['test', '--target', mock.url])
  let told = ''
  child.stderr?.on('data', (text: string) => {
    told += text
  })
  // Whatever it is doing, it waits for an answer of the target by then.
  await expect.poll(() => told, { timeout: 10_000 }).toContain('the built-in principals of the mock are used')
  child.kill('SIGINT')
  await expect.poll(() => told).toContain('interrupted')
  // An echo of the first, within a second, would be passed over: the second one is sent until it is heard.
  const again = setInterval(() => child.kill('SIGINT'), 300)
  const interruptedAt = Date.now()
  expect((await ended).code).toBe(130)
  clearInterval(again)
  expect(Date.now() - interruptedAt).toBeLessThan(3000)
  await mock.stop()
})
