import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = 'tests/support/vitest-binding'

interface JsonReport {
  testResults: { assertionResults: { title: string; status: string; failureMessages: string[]; meta: object }[] }[]
}

test('describeConformance passes, fails or skips a test for each requirement by its verdict', {
  timeout: 30_000,
}, () => {
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--root',
    folder,
    '--config',
    'vitest.config.ts',
    '--reporter',
    'json',
  ]
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  const { testResults }: JsonReport = JSON.parse(stdout)
  const results = testResults[0]?.assertionResults ?? []
  expect(results.map(({ title, status }) => [title, status])).toEqual([
    ['terminate.success.no-content', 'passed'],
    ['terminate.success.all-listed', 'failed'],
    ['terminate.privilege.required', 'skipped'],
    // An unmet `should` warns, which fails a test only with `strict`.
    ['terminate.identity.exact', 'passed'],
    ['leaves no session behind', 'passed'],
  ])
  // What follows the message is vitest's stack.
  expect(results[1]?.failureMessages[0]?.split('\n').slice(0, 6)).toEqual([
    'Error: fail: Every listed session is ended when the answer arrives.',
    'Expected: session 2 is dead',
    'Seen:     in sessionList (read by the controller); currentSession with its own token: this session',
    'Where:    session 2, place 2 of 2 in the list (session 1, session 2)',
    expect.stringMatching(/^Source: {3}the operation's page, /),
    expect.stringMatching(/^Repeat: {3}vijson test --target \S+ --only terminate.success.all-listed --seed \d+$/),
  ])
  expect(results[0]?.meta).toMatchObject({ requirement: { id: 'terminate.success.no-content', level: 'must' } })
  expect(status).toBe(1)
})
