import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const projects = [
  ...['unit', 'evidence', 'reports', 'conformance', 'mutation', 'controls', 'hostile', 'stability', 'browser'],
  ...['recipes', 'cli', 'interop', 'package'],
]

/** A report of vitest: the files, and what became of their tests. */
const report = (files: [path: string, statuses: string[]][]) => ({
  testResults: files.map(([path, statuses]) => ({
    name: join(root, path),
    assertionResults: statuses.map((status) => ({ status })),
  })),
})
const whole: [string, string[]][] = projects.map((project) => [`tests/${project}/a.test.ts`, ['passed']])

/** What the script says of reports, by the versions of Node. */
function counted(reports: Record<string, object>) {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [version, content] of Object.entries(reports)) {
    writeFileSync(join(folder, `${version}.json`), JSON.stringify(content))
  }
  const script = join(root, 'scripts/count-tests.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' })
  return { status, lines: stdout.trimEnd().split('\n'), stderr }
}

test('the tests that ran are counted for each project and each version of Node', () => {
  const more: [string, string[]][] = [...whole, ['tests/unit/cli/b.test.ts', ['passed', 'failed', 'skipped', 'todo']]]
  expect(counted({ 20: report(more), 22: report(whole) })).toEqual({
    status: 0,
    lines: [
      'tests that ran on Node 20:',
      ...projects.map((project) => `${project} ${project === 'unit' ? 3 : 1}`),
      'tests that ran on Node 22:',
      ...projects.map((project) => `${project} 1`),
    ],
    stderr: '',
  })
})

test.each<[string, [string, string[]][]]>([
  ['has no file', whole.filter(([path]) => !path.startsWith('tests/reports/'))],
  [
    'was skipped as a whole',
    [...whole.filter(([path]) => !path.startsWith('tests/reports/')), ['tests/reports/a.test.ts', ['skipped']]],
  ],
])('a project that %s is an error', (_, files) => {
  const { status, stderr } = counted({ 20: report(files) })
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'error: no test of the project reports ran on Node 20\n',
  })
})

test('no report at all is an error', () => {
  const { status, stderr } = counted({})
  expect(status).toBe(1)
  expect(stderr).toMatch(/^error: there is no report in .*\n$/)
})
