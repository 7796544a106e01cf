import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))

test('without the programs that it needs, the comparison names them in one sentence, and ends with 2', () => {
  const empty = mkdtempSync(join(tmpdir(), 'vijson-'))
  onTestFinished(() => rmSync(empty, { recursive: true }))
  const args = ['--import', 'tsx', 'scripts/compare/compare.ts']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, PATH: empty },
    encoding: 'utf8',
  })
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'missing: bash, curl, jq, npm, python3; install what is missing, and try again\n',
  })
}, 60_000)
