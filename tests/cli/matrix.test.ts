import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveDefective } from '../support/defective-server.ts'
import { vijson } from './vijson.ts'

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
    expect(ended).toEqual({ code: 0, stdout: `${out}: 1 requirement, 2 runs, 0 changes\n`, stderr: '' })
    expect(readFileSync(out, 'utf8')).toContain('| `terminate.success.no-content` | must | fail | pass |')
    await vijson(['matrix', sound, defective, '--out', inFolder('matrix.html')])
    expect(readFileSync(inFolder('matrix.html'), 'utf8')).toMatch(/^<!doctype html>/)
  })

  test.each<[string, string[], string]>([
    ['exits with 2 without --out', ['a.json'], "error: required option '--out <file>' not specified"],
    ['exits with 2 without a report', ['--out', 'm.md'], "error: missing required argument 'results'"],
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
      "error: package.json: not a JSON report of vijson test: the file must have required property 'schema'",
    ],
  ])('%s', async (_, args, message) => {
    expect(await vijson(['matrix', ...args])).toMatchObject({ code: 2, stdout: '', stderr: `${message}\n` })
  })
})
