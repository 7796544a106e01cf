import { describe, type TestContext, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { principals } from '../support/principals.ts'
import { hostileServer, misdeeds } from './hostile-server.ts'

/** For those who keep silent: to be waited for. */
const shortMs = 1000
/** For those who answer: not to be exceeded on a busy machine. */
const longMs = 5000

const names = Object.keys(misdeeds)
const misdeed = (name: string) => misdeeds[name] ?? (() => {})

describe('a target that from the start', () => {
  test.concurrent.for(names)('%s: inconclusive, in one sentence', async (name, { expect, onTestFinished }) => {
    const { url } = await hostileServer(misdeed(name), 'always', onTestFinished)
    const result = await runSuite({ ...principals, url }, { timeoutMs: shortMs })
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      problem: {
        code: expect.stringMatching(/^(unreachable|not-vi-json)$/),
        message: expect.stringMatching(/^[^\n]{20,400}$/),
      },
      counts: { error: 0, fail: 0 },
      sessions: { opened: 0, leaked: 0, unclosable: 0 },
    })
    expect(result.run.durationMs).toBeLessThan(5 * shortMs)
  })
})

/** What is no answer at all proves nothing against a target; what is one, and a wrong one, does. */
const answers = names.filter((name) => /UTF-8|JSON|list|503|redirects/.test(name))
const silences = names.filter((name) => !answers.includes(name))

/** Some checks of each kind: every call is waited for. */
const some = [
  'terminate.success.no-content',
  'terminate.success.all-listed',
  'terminate.not-found.fault',
  'terminate.sequence.suffix-untouched',
  'terminate.authentication.dead-token',
  'terminate.request.body-required',
]

describe('a target that, asked to terminate sessions,', () => {
  test.for(answers)('%s: nonconformant, and every session is closed', async (name, { expect, onTestFinished }) => {
    const { url, vcenter } = await hostileServer(misdeed(name), 'at TerminateSession', onTestFinished)
    const result = await runSuite({ ...principals, url }, { timeoutMs: longMs })
    expect(result).toMatchObject({
      verdict: 'nonconformant',
      counts: { error: 0 },
      sessions: { leaked: 0, unclosable: 0 },
    })
    expect(result.requirements.find(({ id }) => id === 'terminate.success.no-content')?.verdict).toBe('fail')
    expect(vcenter.sessions.size).toBe(0)
  })

  test.concurrent.for(silences)(
    '%s: inconclusive, the cause named, and every session is closed',
    async (name, { expect, onTestFinished }) => {
      const { url, vcenter } = await hostileServer(misdeed(name), 'at TerminateSession', onTestFinished)
      const result = await runSuite({ ...principals, url }, { timeoutMs: shortMs, only: some, concurrency: 8 })
      expect(result).toMatchObject({
        verdict: 'inconclusive',
        counts: { error: 0, fail: 0 },
        sessions: { leaked: 0, unclosable: 0 },
      })
      expect(result.requirements.find(({ id }) => id === 'terminate.success.no-content')).toMatchObject({
        verdict: 'unreached',
        finding: { code: 'unanswered', message: expect.stringMatching(/^TerminateSession was not answered/) },
      })
      expect(vcenter.sessions.size).toBe(0)
    },
  )
})

async function turnsBad(name: string, timeoutMs: number, { expect, onTestFinished }: TestContext): Promise<void> {
  const { url, vcenter } = await hostileServer(misdeed(name), 'from the middle of the run on', onTestFinished)
  const result = await runSuite({ ...principals, url }, { timeoutMs })
  expect(result.verdict).not.toBe('conformant')
  expect(result.counts.error).toBe(0)
  expect(result.run.durationMs).toBeLessThan(12_000)
  const { leaked, unclosable } = result.sessions
  expect(leaked + unclosable).toBeGreaterThanOrEqual(vcenter.sessions.size)
}

describe('a target that in the middle of the run', () => {
  test.for(answers)('%s: no crash, an end, and what may be left behind is told', (name, context) =>
    turnsBad(name, longMs, context),
  )

  test.concurrent.for(silences)('%s: no crash, an end, and what may be left behind is told', (name, context) =>
    turnsBad(name, 300, context),
  )
})
