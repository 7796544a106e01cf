import { describe, type TestContext, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { principals } from '../support/principals.ts'
import { hostileServer, misbehaviours } from './hostile-server.ts'

/** The timeout for targets that do not answer: each is waited for. */
const shortMs = 1000
/** The timeout for targets that answer: it must not be exceeded on a busy machine. */
const longMs = 5000

const names = Object.keys(misbehaviours)
const misbehaviour = (name: string) => misbehaviours[name] ?? (() => {})

describe('a target that misbehaves from the start', () => {
  test.concurrent.for(names)(
    'a target that %s is inconclusive, for a reason in one sentence',
    async (name, context) => {
      const { expect, onTestFinished } = context
      const { url } = await hostileServer(misbehaviour(name), 'always', onTestFinished)
      const result = await runSuite({ ...principals, url }, { timeoutMs: shortMs, idleMs: 0 })
      expect(result).toMatchObject({
        verdict: 'inconclusive',
        problem: {
          code: expect.stringMatching(/^(unreachable|not-vi-json)$/),
          message: expect.stringMatching(/^[^\n]{20,400}$/),
        },
        counts: { error: 0, fail: 0 },
        sessions: { opened: 0, leaked: 0, unclosable: 0 },
      })
      expect(result.run.durationMs).toBeLessThan(8 * shortMs)
    },
  )
})

/** The misbehaviours that are complete answers, and wrong ones: they prove something against a target, unlike the others. */
const answers = names.filter((name) => /UTF-8|JSON|list|503|redirects/.test(name) && !/hundred thousand/.test(name))

const refused = /^TerminateSession got no answer: /
const incomplete = /^the answer to TerminateSession is incomplete: /

/** The finding of each other misbehaviour. */
const unanswered: Record<string, RegExp> = {
  'never answers': refused,
  'resets the connection': refused,
  'stops in the middle of a body': incomplete,
  'sends 50 MB': incomplete,
  'sends without end': incomplete,
  'sends 500 MB in a megabyte, compressed': incomplete,
  'sends 500 MB in a few bytes, compressed twice': incomplete,
  'sends JSON of a hundred thousand levels': incomplete,
  'sends a list of a hundred thousand levels': incomplete,
  'sends a list that nests a session in a session a hundred thousand times': incomplete,
  'answers with a status that HTTP does not know': incomplete,
  'sends something that is not HTTP': refused,
}

/** Some checks of each kind, because every call is waited for. */
const some = [
  'terminate.success.no-content',
  'terminate.success.all-listed',
  'terminate.not-found.fault',
  'terminate.sequence.suffix-untouched',
  'terminate.authentication.dead-token',
  'terminate.request.body-required',
]

describe('a target that misbehaves at TerminateSession', () => {
  test('the two kinds of misbehaviours are all of them', ({ expect }) => {
    expect([...answers, ...Object.keys(unanswered)].sort()).toEqual([...names].sort())
  })

  // A status of a gateway is waited for, several times: such a run takes half a minute on a busy machine.
  test.for(answers)(
    'a target that %s is nonconformant, and every session is closed',
    { timeout: 120_000 },
    async (name, context) => {
      const { expect, onTestFinished } = context
      const { url, vcenter } = await hostileServer(misbehaviour(name), 'at TerminateSession', onTestFinished)
      const result = await runSuite({ ...principals, url }, { timeoutMs: longMs, idleMs: 0 })
      expect(result).toMatchObject({
        verdict: 'nonconformant',
        counts: { error: 0 },
        sessions: { leaked: 0, unclosable: 0 },
      })
      expect(result.requirements.find(({ id }) => id === 'terminate.success.no-content')?.verdict).toBe('fail')
      expect(vcenter.sessions.size).toBe(0)
    },
  )

  test.concurrent.for(Object.entries(unanswered))(
    'a target that %s is inconclusive, the finding names the cause, and every session is closed',
    async ([name, message], { expect, onTestFinished }) => {
      const { url, vcenter } = await hostileServer(misbehaviour(name), 'at TerminateSession', onTestFinished)
      const result = await runSuite(
        { ...principals, url },
        { timeoutMs: shortMs, idleMs: 0, only: some, concurrency: 8 },
      )
      expect(result).toMatchObject({
        verdict: 'inconclusive',
        counts: { error: 0, fail: 0 },
        sessions: { leaked: 0, unclosable: 0 },
      })
      expect(result.requirements.find(({ id }) => id === 'terminate.success.no-content')).toMatchObject({
        verdict: 'unreached',
        finding: { code: 'unanswered', message: expect.stringMatching(message) },
      })
      expect(vcenter.sessions.size).toBe(0)
    },
  )
})

async function runAgainst(name: string, timeoutMs: number, { expect, onTestFinished }: TestContext): Promise<void> {
  const { url, vcenter } = await hostileServer(misbehaviour(name), 'from the middle of the run on', onTestFinished)
  const result = await runSuite({ ...principals, url }, { timeoutMs, idleMs: 0 })
  expect(result.verdict).not.toBe('conformant')
  expect(result.counts.error).toBe(0)
  // What is lost for every operation is not waited for again at each request. Counted, because time depends on the machine. The Logouts of a hundred
  // sessions are under way at once, so that each finds out by itself.
  const logouts = result.retries.filter(({ request }) => request === 'Logout')
  expect(result.retries.length - logouts.length).toBeLessThan(300)
  expect(logouts.length).toBeLessThanOrEqual(3 * (result.sessions.atOnce ?? 0))
  const { leaked, unclosable } = result.sessions
  expect(leaked + unclosable).toBeGreaterThanOrEqual(vcenter.sessions.size)
}

describe('a target that misbehaves from the middle of the run on', () => {
  test.for(answers)('a run against a target that %s ends, and counts what it may leave behind', (name, context) =>
    runAgainst(name, longMs, context),
  )

  test.concurrent.for(Object.keys(unanswered))(
    'a run against a target that %s ends, and counts what it may leave behind',
    (name, context) => runAgainst(name, 300, context),
  )
})
