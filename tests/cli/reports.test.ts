import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveDefective } from '../support/defective-server.ts'
import { start, vijson } from '../support/vijson.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const inFolder = (name: string) => join(folder, name)

const formats = ['har', 'html', 'json', 'junit', 'markdown']

test('one run writes every report, with a page of less than a megabyte', async () => {
  const files = formats.map((format) => inFolder(`all.${format}`))
  const ended = await vijson([
    'test',
    '--target',
    'mock',
    ...formats.flatMap((format, index) => ['--report', `${format}=${files[index]}`]),
  ])
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  for (const file of files) expect(statSync(file).size).toBeGreaterThan(1000)
  expect(statSync(inFolder('all.html')).size).toBeLessThan(1_000_000)
})

test('an unknown format exits with 2', async () => {
  const ended = await vijson(['test', '--report', 'pdf=x'])
  expect(ended).toMatchObject({ code: 2, stdout: '' })
  expect(ended.stderr).toContain(
    '--report must be FORMAT=FILE, with FORMAT one of: allure-dir, badge, har, html, html-dir, json, junit, markdown\n',
  )
})

test('annotations are written only in a job of GitHub Actions', async () => {
  const args = ['test', '--target', await serveDefective(), '--only', 'terminate.success.no-content']
  const inJob = await vijson(args, { GITHUB_ACTIONS: 'true' })
  expect(inJob.stdout).toContain(
    '\n::error title=terminate.success.no-content::expected 204, got status 200 without a VIM fault; afterwards the listed sessions are dead (session 1)',
  )
  expect((await vijson(args)).stdout).not.toContain('::error')
})

describe('a report that cannot be written', () => {
  const only = ['--only', 'terminate.success.no-content']

  test('exits with 5 and keeps the other reports', async () => {
    const ended = await vijson([
      'test',
      '--target',
      'mock',
      ...only,
      '--report',
      'json=/dev/full',
      '--report',
      `junit=${inFolder('kept.xml')}`,
    ])
    expect(ended).toMatchObject({ code: 5, stderr: 'error: cannot write report /dev/full: ENOSPC\n' })
    expect(ended.stdout).toContain(`reports: ${inFolder('kept.xml')}\n`)
    expect(readFileSync(inFolder('kept.xml'), 'utf8')).toContain('<testsuites')
  })

  test('does not change the exit code of a nonconformant target', async () => {
    const target = ['--target', await serveDefective()]
    expect((await vijson(['test', ...target, ...only, '--report', 'json=/dev/full'])).code).toBe(1)
  })

  test('exits with 2 before the run where it would overwrite another file', async () => {
    const file = inFolder('twice')
    expect(
      await vijson(['test', '--target', 'mock', '--report', `json=${file}`, '--report', `junit=${file}`]),
    ).toMatchObject({
      code: 2,
      stderr: `error: report ${file} would overwrite another file of this run\n`,
    })
    writeFileSync(inFolder('mine.har'), '{}')
    const har = inFolder('mine.har')
    expect((await vijson(['test', '--target', har, '--report', `html=${har}`])).code).toBe(2)
    expect(readFileSync(har, 'utf8')).toBe('{}')
  })
})

test('the summary of a step keeps its earlier text', async () => {
  const file = inFolder('summary.md')
  writeFileSync(file, 'before\n')
  await vijson(['test', '--target', 'mock', '--only', 'terminate.success.no-content', '--report', `markdown=${file}`], {
    GITHUB_STEP_SUMMARY: file,
  })
  expect(readFileSync(file, 'utf8')).toMatch(/^before\n## ⚠️ 1 of \d+ requirements tested: passed/)
})

test('a closed standard output does not end the run', async () => {
  const file = inFolder('unread.json')
  const { process: child, ended } = start([
    'test',
    '--target',
    'mock',
    '--only',
    'terminate.success.no-content',
    '--report',
    `json=${file}`,
  ])
  child.stdout?.destroy()
  expect((await ended).code).toBe(0)
  expect(JSON.parse(readFileSync(file, 'utf8')).verdict).toBe('conformant')
})

test('a report on the standard output stands there alone, and everything else on the standard error', async () => {
  const args = ['test', '--target', 'mock', '--only', 'terminate.success.no-content', '--report', 'json=-']
  const { code, stdout, stderr } = await vijson(args, { GITHUB_ACTIONS: 'true' })
  expect(code).toBe(0)
  expect(JSON.parse(stdout).requirements.map(({ id }: { id: string }) => id)).toEqual(['terminate.success.no-content'])
  expect(stderr).toMatch(/requirements tested: passed; \d+ not selected\n$/)
  expect(stderr).not.toContain('reports:')
  expect(await vijson([...args, '--report', 'markdown=-'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'error: only one report can be written to the standard output\n',
  })
})
