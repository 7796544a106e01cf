import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveDefective } from '../support/defective-server.ts'
import { start, vijson } from './vijson.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const inFolder = (name: string) => join(folder, name)

const formats = ['har', 'html', 'json', 'junit', 'markdown']

test('one run writes every report, and the page is small', async () => {
  const files = formats.map((format) => inFolder(`all.${format}`))
  const ended = await vijson(['test', ...formats.flatMap((format, index) => ['--report', `${format}=${files[index]}`])])
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  for (const file of files) expect(statSync(file).size).toBeGreaterThan(1000)
  expect(statSync(inFolder('all.html')).size).toBeLessThan(500_000)
})

test('a format that there is not is a matter of usage', async () => {
  const ended = await vijson(['test', '--report', 'pdf=x'])
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain('It takes FORMAT=FILE, with FORMAT one of: har, html, json, junit, markdown.')
})

test('GitHub is told where a run is one of its jobs, and nobody else', async () => {
  const args = ['test', '--target', await serveDefective(), '--only', 'terminate.success.no-content']
  const told = await vijson(args, { GITHUB_ACTIONS: 'true' })
  expect(told.stdout).toContain('\n::error title=terminate.success.no-content::should answer 204; the answer is 200')
  expect((await vijson(args)).stdout).not.toContain('::error')
})

describe('a report that cannot be written', () => {
  const only = ['--only', 'terminate.success.no-content']

  test('loses no other, and is told', async () => {
    const ended = await vijson([
      'test',
      ...only,
      '--report',
      'json=/dev/full',
      '--report',
      `junit=${inFolder('kept.xml')}`,
    ])
    expect(ended).toMatchObject({ code: 5, stderr: 'error: the report /dev/full could not be written: ENOSPC\n' })
    expect(ended.stdout).toContain('conformant')
    expect(readFileSync(inFolder('kept.xml'), 'utf8')).toContain('<testsuites')
  })

  test('does not hide what the target did', async () => {
    const target = ['--target', await serveDefective()]
    expect((await vijson(['test', ...target, ...only, '--report', 'json=/dev/full'])).code).toBe(1)
  })

  test('because it would take the place of another is refused before the run', async () => {
    const file = inFolder('twice')
    expect(await vijson(['test', '--report', `json=${file}`, '--report', `junit=${file}`])).toMatchObject({
      code: 2,
      stderr: `error: the report ${file} would take the place of another file of this run\n`,
    })
    writeFileSync(inFolder('mine.har'), '{}')
    const har = inFolder('mine.har')
    expect((await vijson(['test', '--target', har, '--report', `html=${har}`])).code).toBe(2)
    expect(readFileSync(har, 'utf8')).toBe('{}')
  })
})

test('a step summary keeps what was there', async () => {
  const file = inFolder('summary.md')
  writeFileSync(file, 'before\n')
  await vijson(['test', '--only', 'terminate.success.no-content', '--report', `markdown=${file}`], {
    GITHUB_STEP_SUMMARY: file,
  })
  expect(readFileSync(file, 'utf8')).toMatch(/^before\n## ✅ conformant/)
})

test('who reads no further loses no report', async () => {
  const file = inFolder('unread.json')
  const { process: child, ended } = start([
    'test',
    '--only',
    'terminate.success.no-content',
    '--report',
    `json=${file}`,
  ])
  child.stdout?.destroy()
  expect((await ended).code).toBe(0)
  expect(JSON.parse(readFileSync(file, 'utf8')).verdict).toBe('conformant')
})

describe('a recorded run', () => {
  test('is judged again, to the same exit code', async () => {
    const har = inFolder('run.har')
    const only = ['--only', 'terminate.success.no-content', '--only', 'terminate.path.unknown-moid']
    const target = await serveDefective()
    const live = await vijson(['test', '--target', target, ...only, '--report', `har=${har}`])
    expect(live.code).toBe(1)
    const again = await vijson(['test', '--target', har])
    expect(again).toMatchObject({ code: 1, stderr: '' })
    expect(again.stdout).toMatch(/^vijson-conformance \S+ against http:.* \(VI JSON mock .*\), as recorded at 20\d\d-/)
    const rows = (text: string) => text.split('\n').filter((line) => / (must|should)$/.test(line))
    expect(rows(again.stdout)).toEqual(rows(live.stdout))
  })

  test.each<[string, string[], string]>([
    [
      '--seed',
      ['--seed', '1'],
      'a recorded run has its own seed, and was exclusive or not; leave out --seed and --exclusive',
    ],
    [
      '--exclusive',
      ['--exclusive'],
      'a recorded run has its own seed, and was exclusive or not; leave out --seed and --exclusive',
    ],
    [
      '--username',
      ['--username', 'me'],
      'a recorded run has its own release and its own principals; leave out --release and --username',
    ],
    ['--dry-run', ['--dry-run'], 'a recorded run is judged without a single request; leave out --dry-run'],
  ])('takes no %s', async (_, args, message) => {
    expect(await vijson(['test', '--target', inFolder('any.har'), ...args])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
    })
  })

  test('that is none is a matter of usage', async () => {
    const file = inFolder('no.har')
    expect((await vijson(['test', '--target', file])).stderr).toBe(
      `error: the recorded run ${file} could not be read: ENOENT\n`,
    )
    writeFileSync(file, '{"log":{"entries":[]}}')
    expect(await vijson(['test', '--target', file])).toMatchObject({
      code: 2,
      stderr: `error: ${file} cannot be judged again: it is not a HAR file that a run of vijson has written: /log must have required property '_vijson'\n`,
    })
  })
})

describe('the matrix', () => {
  test('is made of the JSON reports of runs', async () => {
    const [sound, defective] = [inFolder('sound.json'), inFolder('defective.json')]
    const only = ['--only', 'terminate.success.no-content']
    await vijson(['test', ...only, '--report', `json=${sound}`])
    await vijson(['test', '--target', await serveDefective(), ...only, '--report', `json=${defective}`])
    const out = inFolder('matrix.md')
    const ended = await vijson(['matrix', sound, defective, '--out', out])
    expect(ended).toEqual({ code: 0, stdout: `${out}: 1 requirements, 2 runs, 0 changed\n`, stderr: '' })
    expect(readFileSync(out, 'utf8')).toContain('| `terminate.success.no-content` | must | fail | pass |')
    await vijson(['matrix', sound, defective, '--out', inFolder('matrix.html')])
    expect(readFileSync(inFolder('matrix.html'), 'utf8')).toMatch(/^<!doctype html>/)
  })

  test.each<[string, string[], string]>([
    ['nowhere', ['a.json'], "error: required option '--out <file>' not specified"],
    ['of nothing', ['--out', 'm.md'], "error: missing required argument 'results'"],
    [
      'to a picture',
      ['a.json', '--out', 'm.png'],
      'error: --out takes a file whose name ends with .html or .md; m.png does not',
    ],
    ['of a file that is not there', ['a.json', '--out', 'm.md'], 'error: the result a.json could not be read: ENOENT'],
    [
      'of something else',
      ['package.json', '--out', 'm.md'],
      "error: package.json: it is no report of vijson test: the file must have required property 'schema'",
    ],
  ])('%s is a matter of usage', async (_, args, message) => {
    expect(await vijson(['matrix', ...args])).toMatchObject({ code: 2, stdout: '', stderr: `${message}\n` })
  })
})
