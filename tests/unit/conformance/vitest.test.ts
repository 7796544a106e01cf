import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = 'tests/support/vitest-binding'

interface JsonReport {
  testResults: {
    assertionResults: { title: string; status: string; duration?: number; failureMessages: string[]; meta: object }[]
  }[]
}

/** Runs a file of the folder with vitest. @returns its exit code and results. */
function run(file: string, ...options: string[]) {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--root', folder, '--config', 'vitest.config.ts']
  const { stdout, stderr, status } = spawnSync(process.execPath, [...vitest, '--reporter', 'json', file, ...options], {
    cwd: root,
    encoding: 'utf8',
  })
  const { testResults }: JsonReport = JSON.parse(stdout)
  return { status, stderr, results: testResults[0]?.assertionResults ?? [] }
}

test('describeConformance passes, fails or skips a test for each requirement by its verdict', {
  timeout: 30_000,
}, () => {
  const { results, status } = run('defective.test.ts')
  expect(results.map(({ title, status }) => [title, status])).toEqual([
    ['terminate.success.no-content', 'passed'],
    ['terminate.success.all-listed', 'failed'],
    ['terminate.privilege.required', 'skipped'],
    // An unmet `should` warns, which fails a test only with `strict`.
    ['terminate.identity.exact', 'passed'],
    ['leaves no session behind', 'passed'],
  ])
  // What follows is the rest of the stack of the line that calls describeConformance.
  expect(results[1]?.failureMessages[0]?.split('\n').slice(0, 8)).toEqual([
    'Error: fail: Every listed session is ended when the answer arrives.',
    'Expected: session 2 is dead',
    'Seen:     in sessionList (read by the controller); its own token works (currentSession shows it)',
    'Answer:   204',
    'Where:    session 2, place 2 of 2 in the list (session 1, session 2)',
    expect.stringMatching(/^Source: {3}the operation's page, /),
    expect.stringMatching(/^Repeat: {3}vijson test --target \S+ --only terminate.success.all-listed --seed \d+$/),
    expect.stringMatching(/^ {4}at \S+defective\.test\.ts:18:1$/),
  ])
  expect(results[0]?.meta).toMatchObject({ requirement: { id: 'terminate.success.no-content', level: 'must' } })
  expect(status).toBe(1)
})

test('a test lasts as long as the check of its requirement did', { timeout: 30_000 }, () => {
  const { results } = run('defective.test.ts')
  const durationOf = (id: string) => results.find(({ title }) => title === id)?.duration
  // 264 calls, where reading the result takes no time.
  expect(durationOf('terminate.identity.exact')).toBeGreaterThan(30)
  expect(durationOf('terminate.success.no-content')).toBeLessThan(durationOf('terminate.identity.exact') ?? 0)
})

test('where vitest runs one test, the run judges its requirement alone', { timeout: 30_000 }, () => {
  const { results, status, stderr } = run('narrowed.test.ts', '-t', 'terminate.success.no-content')
  expect(results.filter(({ status }) => status !== 'skipped').map(({ title }) => title)).toEqual([
    'terminate.success.no-content',
  ])
  expect([status, stderr]).toEqual([0, ''])
})
