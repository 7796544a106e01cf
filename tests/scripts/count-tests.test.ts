import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import config from '../../vitest.config.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** The names of the projects of vitest.config.ts. */
const projects = (config.test?.projects ?? []).map((project) => {
  if (typeof project !== 'object' || !('test' in project))
    throw new Error('vitest.config.ts has a project of an unknown form')
  return String(project.test?.name)
})

/** A JSON report of vitest: its files with the statuses of their tests. */
const report = (files: [path: string, statuses: string[]][]) => ({
  testResults: files.map(([path, statuses]) => ({
    name: join(root, path),
    message: statuses.length === 0 ? 'Error: cannot be loaded' : '',
    assertionResults: statuses.map((status) => ({
      status,
      fullName: `a ${status} test`,
      failureMessages: status === 'failed' ? ['AssertionError: not equal\n    at a place'] : [],
    })),
  })),
})
const complete: [string, string[]][] = projects.map((project) => [`tests/${project}/a.test.ts`, ['passed']])

/** The output of the script for these reports, by the versions of Node, and these arguments; without any, each version runs all projects. */
function count(reports: Record<string, object>, versions = Object.keys(reports)) {
  const folder = mkdtempSync(join(tmpdir(), 'vijson-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [version, content] of Object.entries(reports)) {
    writeFileSync(join(folder, `${version}.json`), JSON.stringify(content))
  }
  const script = join(root, 'scripts/count-tests.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder, ...versions], {
    encoding: 'utf8',
  })
  return { status, lines: stdout.trimEnd().split('\n'), stderr }
}

test('count-tests counts the tests that ran, for each project and each version of Node', () => {
  const more: [string, string[]][] = [
    ...complete,
    ['tests/unit/cli/b.test.ts', ['passed', 'passed', 'skipped', 'todo']],
  ]
  expect(count({ 20: report(more), 22: report(complete) })).toEqual({
    status: 0,
    lines: [
      'tests that ran on Node 20:',
      ...projects.map((project) => `${project} ${project === 'unit' ? 3 : 1}`),
      'tests that ran on Node 22:',
      ...projects.map((project) => `${project} 1`),
      `${projects.length * 2 + 2} passed, 0 failed`,
    ],
    stderr: '',
  })
})

test('count-tests names each failed test and each file that cannot be loaded, at the end', () => {
  const { status, lines } = count({
    20: report([...complete, ['tests/cli/b.test.ts', ['passed', 'failed']], ['tests/cli/c.test.ts', []]]),
  })
  expect(status).toBe(1)
  expect(lines.slice(projects.length + 1)).toEqual([
    'failed on Node 20: tests/cli/b.test.ts > a failed test',
    '  AssertionError: not equal',
    '      at a place',
    'failed on Node 20: tests/cli/c.test.ts > the file',
    '  Error: cannot be loaded',
    `${projects.length + 1} passed, 2 failed`,
  ])
})

test.each<[string, [string, string[]][]]>([
  ['has no file', complete.filter(([path]) => !path.startsWith('tests/reports/'))],
  [
    'was skipped as a whole',
    [...complete.filter(([path]) => !path.startsWith('tests/reports/')), ['tests/reports/a.test.ts', ['skipped']]],
  ],
])('count-tests fails where a project %s', (_, files) => {
  const { status, stderr } = count({ 20: report(files) })
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'error: no test of the project reports ran on Node 20\n',
  })
})

test('a version of Node that runs some projects only needs tests of those', () => {
  const some: [string, string[]][] = [['tests/unit/a.test.ts', ['passed']]]
  expect(count({ 20: report(complete), 22: report(some) }, ['20', '22=unit'])).toMatchObject({
    status: 0,
    lines: [
      ...Array(projects.length + 1).fill(expect.any(String)),
      'tests that ran on Node 22:',
      'unit 1',
      `${projects.length + 1} passed, 0 failed`,
    ],
  })
  expect(count({ 20: report(complete), 22: report(some) }, ['20', '22=unit,cli'])).toMatchObject({
    status: 1,
    stderr: 'error: no test of the project cli ran on Node 22\n',
  })
})

test('count-tests fails where a version has no report', () => {
  const { status, stderr } = count({ 20: report(complete) }, ['20', '22=unit'])
  expect(status).toBe(1)
  expect(stderr).toMatch(/^error: there is no report of Node 22 in .*\n$/)
})

test('count-tests fails where no test passed', () => {
  expect(count({}, [])).toMatchObject({ status: 1, lines: ['0 passed, 0 failed'] })
})
