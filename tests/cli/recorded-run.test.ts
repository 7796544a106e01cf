import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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

describe('a recorded run', () => {
  test('is judged again with the same verdicts and the same exit code', async () => {
    const har = inFolder('run.har')
    const only = ['--only', 'terminate.success.no-content', '--only', 'terminate.path.unknown-moid']
    const target = await serveDefective()
    const live = await vijson(['test', '--target', target, ...only, '--report', `har=${har}`])
    expect(live.code).toBe(1)
    const again = await vijson(['test', '--target', har])
    expect(again).toMatchObject({ code: 1, stderr: '' })
    expect(again.stdout).toMatch(/^vijson-conformance \S+ against http:.* \(VI JSON mock .*\), recorded at 20\d\d-/)
    const rows = (text: string) => text.split('\n').filter((line) => / (must|should)$/.test(line))
    expect(rows(again.stdout)).toEqual(rows(live.stdout))
  })

  test.each(['sequence', 'no-content'])(
    'of which a part is judged (%s) says nothing of sessions left open',
    async (part) => {
      const har = inFolder('whole.har')
      const target = await serveDefective()
      const only = [
        '--only',
        'sequence',
        '--only',
        'terminate.success.no-content',
        '--only',
        'terminate.success.all-listed',
      ]
      await vijson(['test', '--target', target, ...only, '--seed', '1', '--report', `har=${har}`])
      const { stdout } = await vijson(['test', '--target', har, '--only', part, '--report', 'json=-'])
      expect(JSON.parse(stdout).sessions).toMatchObject({ leaked: 0, unclosable: 0 })
    },
  )

  test.each<[string, string[], string]>([
    ['--seed', ['--seed', '1'], 'a recorded run has its own seed and exclusiveness; omit --seed and --exclusive'],
    ['--exclusive', ['--exclusive'], 'a recorded run has its own seed and exclusiveness; omit --seed and --exclusive'],
    [
      '--username',
      ['--username', 'me'],
      'a recorded run has its own release and user names; omit --release and --username',
    ],
    ['--dry-run', ['--dry-run'], 'a recorded run sends no request; omit --dry-run'],
  ])('is refused with %s', async (_, args, message) => {
    expect(await vijson(['test', '--target', inFolder('any.har'), ...args])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: `error: ${message}\n`,
    })
  })

  test('exits with 2 where the file is missing or is not one', async () => {
    const file = inFolder('no.har')
    expect((await vijson(['test', '--target', file])).stderr).toBe(
      `error: cannot read recorded run ${file}: there is no such file (ENOENT)\n`,
    )
    writeFileSync(file, '{"log":{"entries":[]}}')
    expect(await vijson(['test', '--target', file])).toMatchObject({
      code: 2,
      stderr: `error: ${file} cannot be judged again: not a HAR file written by vijson test: /log must have required property '_vijson'\n`,
    })
  })
})
