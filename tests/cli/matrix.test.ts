import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveDefective } from '../support/defective-server.ts'
import { vijson } from '../support/vijson.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vijson-'))
})
afterAll(() => rmSync(folder, { recursive: true }))
const inFolder = (name: string) => join(folder, name)

describe('vijson matrix', () => {
  test('compares the JSON reports of several runs', async () => {
    const [sound, defective] = [inFolder('sound.json'), inFolder('defective.json')]
    const only = ['--only', 'terminate.success.no-content']
    await vijson(['test', '--target', 'mock', ...only, '--report', `json=${sound}`])
    await vijson(['test', '--target', await serveDefective(), ...only, '--report', `json=${defective}`])
    const out = inFolder('matrix.md')
    const ended = await vijson(['matrix', sound, defective, '--out', out])
    expect(ended).toEqual({ code: 0, stdout: expect.any(String), stderr: '' })
    expect(ended.stdout.split('\n')).toEqual([
      `${out}: 1 requirement, 2 runs, 0 changes`,
      'nothing was compared over time: no two results are of one target; give the runs of one target the same --name',
      '',
    ])
    expect(readFileSync(out, 'utf8')).toContain('| `terminate.success.no-content` | must | fail | pass |')
    await vijson(['matrix', sound, defective, '--out', inFolder('matrix.html')])
    expect(readFileSync(inFolder('matrix.html'), 'utf8')).toMatch(/^<!doctype html>/)
  })

  test('refuses a result that is given twice, and a file that is no matrix, and writes a matrix anew', async () => {
    const result = inFolder('one.json')
    const report = inFolder('report.md')
    const reports = ['--report', `json=${result}`, '--report', `markdown=${report}`]
    await vijson(['test', '--target', 'mock', '--only', 'no-content', '--name', 'build 7', ...reports])
    const before = readFileSync(report, 'utf8')
    expect(before).toContain('build 7 at `https://mock.invalid`')
    const refused = await vijson(['matrix', result, '--out', report])
    expect([refused.code, refused.stderr]).toEqual([
      2,
      `error: --out ${report} is there already, and is no matrix; name another file\n`,
    ])
    expect(readFileSync(report, 'utf8')).toBe(before)
    const twice = await vijson(['matrix', result, result, '--out', inFolder('twice.md')])
    expect([twice.code, twice.stderr]).toEqual([2, `error: ${result} is given twice; name each result once\n`])
    for (const out of [inFolder('again.md'), inFolder('again.html')])
      for (const time of [1, 2])
        expect([time, (await vijson(['matrix', result, '--out', out])).code]).toEqual([time, 0])
  })

  test.each<[string, string[], string]>([
    [
      'exits with 2 without --out',
      ['a.json'],
      "error: required option '--out <file>' not specified; vijson matrix --help shows what is expected",
    ],
    [
      'exits with 2 without a report',
      ['--out', 'm.md'],
      "error: missing required argument 'results'; vijson matrix --help shows what is expected",
    ],
    [
      'exits with 2 where the output has an unknown ending',
      ['a.json', '--out', 'm.png'],
      'error: --out must name a file that ends with .html or .md',
    ],
    [
      'exits with 2 where a report is missing',
      ['a.json', '--out', 'm.md'],
      'error: cannot read result 1 a.json: there is no such file (ENOENT)',
    ],
    [
      'exits with 2 where a file is not a report',
      ['package.json', '--out', 'm.md'],
      'error: package.json is not a JSON report of vijson test; name a file that --report json=FILE has written',
    ],
  ])('%s', async (_, args, message) => {
    expect(await vijson(['matrix', ...args])).toMatchObject({ code: 2, stdout: '', stderr: `${message}\n` })
  })
})
