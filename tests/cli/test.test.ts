import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { requirements, type SuiteResult } from '../../src/conformance/index.ts'
import type { Ended } from '../support/command-server.ts'
import { closedPort } from '../support/http-server.ts'
import { principals } from '../support/principals.ts'
import { startMock, vijson } from '../support/vijson.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Runs `vijson test` with a JSON report. @returns how it ended, the result and its verdicts. */
async function judge(...args: string[]): Promise<{ ended: Ended; result: SuiteResult; verdicts: string[] }> {
  const file = join(folder, `${args.join('-').replace(/\W/g, '')}.json`)
  const ended = await vijson(['test', ...args, '--report', `json=${file}`])
  const result: SuiteResult = JSON.parse(readFileSync(file, 'utf8'))
  return { ended, result, verdicts: result.requirements.map(({ id, verdict }) => `${id} ${verdict}`) }
}

/** What is printed where nothing could be tested: the last line. */
const undecided = (url: string, why: string, about = '') =>
  `${url}${about}: inconclusive, 0 of ${requirements.length} requirements tested; ${requirements.length} not decided: ${why}\n`
const allPass = requirements.map(({ id, level }) => `${id} ${level === 'observed' ? 'recorded' : 'pass'}`)

test('the embedded mock is conformant, and every requirement passes', async () => {
  const { ended, verdicts, result } = await judge('--target', 'mock')
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  const all = requirements.length
  expect(ended.stdout).toMatch(
    new RegExp(
      `\\nreports: .*\\.json\\nhttps://mock.invalid \\(.*\\): conformant, ${all} of ${all} requirements tested\\n$`,
    ),
  )
  expect(verdicts).toEqual(allPass)
  expect(result).not.toHaveProperty('exchanges')
})

test('the mock through msw passes every requirement', async () => {
  const { ended, verdicts } = await judge('--target', 'msw')
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  expect(verdicts).toEqual(allPass)
})

test('the mock over HTTPS passes every requirement with --insecure, and is inconclusive without', async () => {
  const mock = await startMock('--tls')
  const { ended, verdicts } = await judge('--target', mock.url, '--insecure', '--idle', '0')
  expect(ended.code).toBe(0)
  expect(verdicts).toEqual(allPass)
  const strict = await vijson(['test', '--target', mock.url])
  expect(strict).toMatchObject({ code: 3, stdout: undecided(mock.url, 'the certificate was not accepted') })
  // What doctor says of it, and what to do.
  expect(strict.stderr).toMatch(
    /^not ok {2}certificate +it is not trusted [\s\S]*→ trust its CA with --ca FILE[^\n]*\n$/,
  )
  expect(await mock.stop()).toMatchObject({ code: 0, stderr: '' })
})

test('a port where nothing listens exits with 3 within two seconds, with one sentence and a report', async () => {
  const url = await closedPort()
  const startedAt = Date.now()
  const { ended, result } = await judge('--target', url)
  expect(Date.now() - startedAt).toBeLessThan(2000)
  expect(ended).toMatchObject({ code: 3, stdout: undecided(url, 'no usable answer came from the target') })
  expect(ended.stderr).toBe(
    `not ok  connection      nothing listens on port ${new URL(url).port}\n                        → check the port, and that the server runs\n`,
  )
  expect(result).toMatchObject({ verdict: 'inconclusive', counts: { unreached: requirements.length } })
})

test('a wrong password exits with 3 and is not printed', async () => {
  const mock = await startMock()
  const environment = {
    VIJSON_TARGET: mock.url,
    VIJSON_USERNAME: principals.controller.userName,
    VIJSON_PASSWORD: 'not-this-one',
  }
  expect(await vijson(['test'], environment)).toEqual({
    code: 3,
    stdout: undecided(mock.url, 'the login failed', ' (VI JSON mock 8.0.3, release 8.0.3.0)'),
    stderr:
      'not ok  account         Login as administrator@vsphere.local was refused with the fault InvalidLogin: "Cannot complete login due to an incorrect user name or password"\n' +
      '                        → check the user name and the password; each further attempt may lock the account\n',
  })
  await mock.stop()
})

test.each<[title: string, args: string[], sentence: RegExp]>([
  [
    'with an unknown option',
    ['--unknown'],
    /^error: unknown option \(argument 2\); vijson test --help shows the options\n$/,
  ],
  [
    'with an unknown requirement',
    ['--only', 'terminate.nothing'],
    /error: --only must be the id of a requirement, a theme, or a pattern with \*; `vijson list` shows the requirements/,
  ],
  ['with an unknown level', ['--level', 'may'], /^error: --level must be one of: must, should, observed\n$/],
  ['with a concurrency of 0', ['--concurrency', '0'], /whole number from 1 to 64/],
  ['with a timeout that is not a whole number', ['--timeout', '1e3'], /whole number/],
  ['with an unknown report format', ['--report', 'pdf=x'], /FORMAT=FILE, with FORMAT one of/],
  [
    'with a report in a missing folder',
    ['--target', 'mock', '--report', 'json=/nowhere/at/all.json'],
    /^error: cannot write report json \/nowhere\/at\/all\.json: its folder does not exist\n$/,
  ],
  [
    'without credentials for another machine',
    ['--target', 'http://vcenter.example'],
    /user name and password are missing/,
  ],
])('vijson test %s exits with 2 and one sentence', async (_, args, sentence) => {
  const { code, stdout, stderr } = await vijson(['test', ...args])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(sentence)
  expect(stderr).not.toMatch(/\n\s+at /)
})

test('http to another machine exits with 2 before any request', async () => {
  const environment = { VIJSON_USERNAME: 'user', VIJSON_PASSWORD: 'secret' }
  expect(await vijson(['test', '--target', 'http://vcenter.example'], environment)).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'error: http://vcenter.example would receive passwords and tokens unencrypted; use https, or give allowPlaintext (--allow-plaintext) if http is intended\n',
  })
})

test('vijson test without a target judges nothing, and tells the choices; also where the variable is misspelt', async () => {
  const choices =
    'error: no target is named: give --target or VIJSON_TARGET the URL of a server, mock (the embedded mock, for a first look), msw, or a recorded run (a file that ends with .har)'
  expect(await vijson(['test'])).toEqual({ code: 2, stdout: '', stderr: `${choices}\n` })
  expect(await vijson(['test', '--dry-run'], { VIJSON_TRAGET: 'https://vcenter.example' })).toEqual({
    code: 2,
    stdout: '',
    stderr: `${choices}; VIJSON_TRAGET: no variable of this command\n`,
  })
})

test('the options select one requirement, a seed, a level and the concurrency', async () => {
  const { result } = await judge(
    '--target',
    'mock',
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

test('a run that is only to observe exits with 0, and says that nothing was judged', async () => {
  const { code, stdout } = await vijson(['test', '--target', 'mock', '--only', 'terminate.request.unknown-property'])
  expect(code).toBe(0)
  expect(stdout).toContain('\nnothing was judged: ')
  expect(stdout).toMatch(/: 1 of \d+ requirements tested: recorded; \d+ not selected\n$/)
})

describe('--dry-run', () => {
  test('shows the requests of a run and sends none', async () => {
    const url = await closedPort()
    const { code, stdout } = await vijson(['test', '--target', url, '--dry-run'])
    expect(code).toBe(0)
    expect(stdout).toContain(`A run against ${url} would send these requests, if the target is conformant`)
    for (const { id } of requirements) expect(stdout).toContain(`  ${id} `)
  })

  test.each<[string, string[], string]>([
    ['a report in a missing folder', ['--report', 'json=/nowhere/at/all.json'], 'cannot write report'],
    ['a missing file of deviations', ['--deviations', '/nowhere/deviations.yaml'], 'cannot read deviation'],
    ['a proposal in a missing folder', ['--write-deviations', '/nowhere/at/deviations.yaml'], 'cannot write'],
  ])('refuses %s, as a run would', async (_, args, sentence) => {
    const { code, stdout, stderr } = await vijson(['test', '--target', 'mock', '--dry-run', ...args])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(sentence)
  })

  test.each<[string, string[], { clones: boolean; calls: number }]>([
    ['that logs in', ['terminate.fault.media-type'], { clones: false, calls: 5 }],
    ['whose check has more cases with clones', ['terminate.sequence.list-order'], { clones: true, calls: 8 }],
    ['that clones sessions', ['terminate.success.clones', 'terminate.sequence.list-order'], { clones: true, calls: 8 }],
  ])('shows as many logins, clones and calls as a run %s then makes', async (_, ids, expected) => {
    const only = ids.flatMap((id) => ['--only', id])
    const { stdout } = await vijson(['test', '--target', 'mock', ...only, '--dry-run'])
    const [, logins, clones, calls] = /\n {2}total +(\d+) +(\d+) +(\d+)/.exec(stdout)?.map(Number) ?? []
    expect({ clones: Number(clones) > 0, calls }).toEqual(expected)
    const { result } = await judge('--target', 'mock', ...only)
    expect(Number(logins) + Number(clones)).toBe(result.sessions.opened)
    expect(stdout).toContain(
      `\nsessions: ${result.sessions.opened}, at most ${result.sessions.atOnce} at once. Without clones`,
    )
  })
})
