import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
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

const only = ['--only', 'terminate.success.no-content', '--only', 'terminate.path.oldest-release']

/** Proposes deviations from a run against a defective server, and fills them in. */
async function filledIn(url: string, name: string): Promise<{ file: string; text: string }> {
  const file = join(folder, name)
  const ended = await vijson(['test', '--target', url, ...only, '--write-deviations', file])
  expect(ended.code).toBe(1)
  expect(ended.stderr).toContain(
    `proposed deviations written to ${file}; fill in reason, link and owner before using it\n`,
  )
  const proposed = readFileSync(file, 'utf8')
  const text = proposed
    .replaceAll('reason: ""', 'reason: known')
    .replaceAll('link: ""', 'link: https://tracker.example/1')
    .replaceAll('owner: ""', 'owner: team')
  writeFileSync(file, text)
  return { file, text }
}

describe('declared deviations', () => {
  test('are proposed, are refused without an owner, and then are no failure', async () => {
    const url = await serveDefective()
    const { file, text } = await filledIn(url, 'a.yaml')
    const ended = await vijson(['test', '--target', url, ...only, '--deviations', file])
    expect(ended.code).toBe(0)
    expect(ended.stdout).toContain('with 2 declared deviations')
    expect(ended.stdout).toContain('Declared: by team until ')
    writeFileSync(file, text.replace('owner: team', "owner: ''"))
    const refused = await vijson(['test', '--target', url, ...only, '--deviations', file])
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(/^error: \S+a\.yaml:\d+: owner must be filled in\n$/)
  })

  test('name the line, and exit with 4 where they have expired, with 1 where the finding is another', async () => {
    const url = await serveDefective()
    const { file, text } = await filledIn(url, 'b.yaml')
    const expired = text.replace(/expires: .*/, 'expires: 2020-01-01')
    writeFileSync(file, expired)
    const late = await vijson(['test', '--target', url, ...only, '--deviations', file])
    expect(late.code).toBe(4)
    expect(late.stdout).toContain(
      `${file}:6: the deviation of terminate.success.no-content expired on 2020-01-01 (owner: team)`,
    )
    writeFileSync(file, text.replace('finding: unexpected-status', 'finding: body-present'))
    const other = await vijson(['test', '--target', url, ...only, '--deviations', file])
    expect(other.code).toBe(1)
    expect(other.stdout).toContain(
      `${file}:6: terminate.success.no-content has the finding unexpected-status; the declared one is body-present`,
    )
  })

  test('exit with 4 where the finding no longer occurs', async () => {
    const { file } = await filledIn(await serveDefective(), 'c.yaml')
    const ended = await vijson(['test', '--target', 'mock', ...only, '--deviations', file])
    expect(ended.code).toBe(4)
    expect(ended.stdout).toContain(
      `${file}:6: terminate.success.no-content passes: the declared finding unexpected-status no longer occurs`,
    )
  })

  test('do not hide an undeclared failure', async () => {
    const url = await serveDefective()
    const { file, text } = await filledIn(url, 'd.yaml')
    writeFileSync(file, text.slice(0, text.lastIndexOf('  - requirement')))
    expect((await vijson(['test', '--target', url, ...only, '--deviations', file])).code).toBe(1)
  })

  test('are proposed only in a new file, and only where a requirement is unmet', async () => {
    const file = join(folder, 'e.yaml')
    const sound = await vijson(['test', '--target', 'mock', ...only, '--write-deviations', file])
    expect(sound).toMatchObject({
      code: 0,
      stderr: 'no undeclared requirement is unmet, so no proposed deviations are written\n',
    })
    writeFileSync(file, 'mine')
    const refused = await vijson(['test', '--target', 'mock', ...only, '--write-deviations', file])
    expect(refused).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `error: ${file} exists already; --write-deviations needs a new file\n`,
    })
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  test('exit with 2 where their file is missing', async () => {
    const ended = await vijson(['test', '--target', 'mock', '--deviations', join(folder, 'none.yaml')])
    expect(ended).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `error: cannot read deviations file ${join(folder, 'none.yaml')}: there is no such file (ENOENT)\n`,
    })
  })
})
