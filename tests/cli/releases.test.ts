import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createApp, createVCenter } from '../../src/mock/index.ts'
import { skipsUnknown } from '../support/skips-unknown.ts'
import { serve } from '../support/tls-server.ts'
import { vijson } from '../support/vijson.ts'

const one = ['--only', 'terminate.not-found.fault', '--idle', '0', '--seed', '1']

/** A mock that skips unknown ids where the path names the given release. */
async function differing(release: string): Promise<string> {
  const sound = createVCenter()
  const [good, bad] = [createApp(sound), createApp(skipsUnknown(sound))]
  return serve(getRequestListener((request) => (request.url.includes(`/${release}/`) ? bad : good).fetch(request)))
}

describe('--release with several releases', () => {
  test('judges each, sets them side by side, and gives the most severe exit code', async () => {
    const url = await differing('8.0.1.0')
    const { code, stdout, stderr } = await vijson(['test', '--target', url, '--release', '8.0.3.0,8.0.1.0', ...one])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^release 8\.0\.3\.0:$/m)
    expect(stdout).toMatch(
      /\nrelease 8\.0\.3\.0: 1 of \d+ requirements tested: passed; .*\nrelease 8\.0\.1\.0: 1 of \d+ requirements tested: failed; /,
    )
    expect(stdout).toMatch(
      /requirements whose verdicts differ by release:\n +8\.0\.3\.0 +8\.0\.1\.0\n {2}terminate\.not-found\.fault +pass +fail\n$/,
    )
  })

  test('ends with the first refused login: each counts for the lock of an account', async () => {
    const vcenter = createVCenter()
    let logins = 0
    const login: typeof vcenter.login = (...given) => {
      logins += 1
      return vcenter.login(...given)
    }
    const url = await serve(getRequestListener(createApp({ ...vcenter, login }).fetch))
    const { code, stderr } = await vijson(
      ['test', '--target', url, '--release', '8.0.1.0,8.0.2.0,8.0.3.0', '-u', 'administrator@vsphere.local', ...one],
      { VIJSON_PASSWORD: 'wrong' },
    )
    expect([code, logins]).toEqual([3, 1])
    expect(stderr).toContain('the other releases were left out, because the login was refused\n')
  })

  test('says so where nothing differs, and writes a report for each', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vijson-releases-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const report = `json=${join(folder, 'result.json')}`
    const { code, stdout } = await vijson([
      'test',
      '--target',
      'mock',
      '--release',
      '8.0.1.0, 8.0.2.0',
      ...one.slice(0, 4),
      '--report',
      report,
    ])
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/every requirement has the same verdict under each release\n$/),
    ])
    expect(readdirSync(folder).sort()).toEqual(['result.8.0.1.0.json', 'result.8.0.2.0.json'])
    const [older, newer] = ['8.0.1.0', '8.0.2.0'].map((release) =>
      JSON.parse(readFileSync(join(folder, `result.${release}.json`), 'utf8')),
    )
    expect([older.target.release, newer.target.release]).toEqual(['8.0.1.0', '8.0.2.0'])
    // What differs is the release's, and not that of the random lists.
    expect(older.run.seed).toBe(newer.run.seed)
  })

  test.each([
    [['--release', '8.0.1.0,8.0.1.0'], 'error: --release names a release twice\n'],
    [['--release', '8.0.1.0, 8.0.1.0'], 'error: --release names a release twice\n'],
    [
      ['--release', '8.0.1.0,'],
      'error: entry 2 of --release must be a release from 8.0.1.0 on, such as 8.0.3.0, or auto\n',
    ],
    [
      ['--release', 'v8.0.1.0,8.0.3.0'],
      'error: entry 1 of --release must be a release from 8.0.1.0 on, such as 8.0.3.0, or auto\n',
    ],
    [
      ['--release', '8.0.1.0,new'],
      'error: entry 2 of --release must be a release from 8.0.1.0 on, such as 8.0.3.0, or auto\n',
    ],
    [
      ['--release', '8.0.1.0,8.0.2.0', '--report', 'json=-'],
      'with several releases, reports cannot be written to the standard output; name files\n',
    ],
  ])('%j is refused', async (flags, sentence) => {
    const { code, stdout, stderr } = await vijson(['test', '--target', 'mock', ...one, ...flags])
    expect([code, stdout, stderr.slice(-sentence.length)]).toEqual([2, '', sentence])
  })
})
