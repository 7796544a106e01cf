import { expect, test } from 'vitest'
import { operationPage } from '../../../src/report/source.ts'
import { runBinding } from '../../support/vitest-binding/run-binding.ts'

test('describeConformance passes, fails or skips a test for each requirement by its verdict', {
  timeout: 30_000,
}, () => {
  const { results, status } = runBinding('defective.test.ts')
  expect(results.map(({ title, status }) => [title, status])).toEqual([
    ['terminate.success.no-content', 'passed'],
    ['terminate.success.all-listed', 'failed'],
    ['terminate.privilege.required', 'skipped'],
    // An unmet `should` warns, which fails a test only with `strict`.
    ['terminate.identity.exact', 'passed'],
    ['leaves no session behind', 'passed'],
  ])
  // What follows is the rest of the stack of the line that calls describeConformance.
  expect(results[1]?.failureMessages[0]?.split('\n').slice(0, 9)).toEqual([
    'Error: fail: Every listed session is ended when the answer arrives.',
    'Expected: session 2 is dead',
    'Seen:     in sessionList (read by the controller); its own token works (currentSession shows it)',
    'Answer:   204',
    'Where:    session 2, place 2 of 2 in the list (session 1, session 2)',
    'Request:  POST /sdk/vim25/…/TerminateSession {"sessionId":["‹session 1›", "‹session 2›"]}, by the controller',
    `Source:   the operation's page, description, sentence 3, ${operationPage}`,
    expect.stringMatching(/^Repeat: {3}vijson test --target \S+ --only terminate.success.all-listed --seed \d+$/),
    expect.stringMatching(/^ {4}at \S+defective\.test\.ts:5:1$/),
  ])
  expect(results[0]?.meta).toMatchObject({ requirement: { id: 'terminate.success.no-content', level: 'must' } })
  expect(status).toBe(1)
})

test('a test lasts as long as the check of its requirement did', { timeout: 30_000 }, () => {
  const { results } = runBinding('defective.test.ts')
  const durationOf = (id: string) => results.find(({ title }) => title === id)?.duration
  // 264 calls, where reading the result takes no time.
  expect(durationOf('terminate.identity.exact')).toBeGreaterThan(30)
  expect(durationOf('terminate.success.no-content')).toBeLessThan(durationOf('terminate.identity.exact') ?? 0)
})

test('where vitest runs one test, the run judges its requirement alone', { timeout: 30_000 }, () => {
  const { results, status, stderr } = runBinding('narrowed.test.ts', '-t', 'terminate.success.no-content')
  expect(results.filter(({ status }) => status !== 'skipped').map(({ title }) => title)).toEqual([
    'terminate.success.no-content',
  ])
  expect([status, stderr]).toEqual([0, ''])
})
