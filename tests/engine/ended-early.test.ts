import { describe, expect, test } from 'vitest'
import { runSuite } from '../../src/conformance/index.ts'
import { mockTarget } from '../support/mock-target.ts'

describe('an interrupted run', () => {
  test('a run that is interrupted leaves the rest unreached and closes its sessions', async () => {
    const interruption = new AbortController()
    const target = mockTarget()
    const result = await runSuite(target, {
      signal: interruption.signal,
      concurrency: 1,
      onJudged: (_, { done }) => {
        if (done === 3) interruption.abort()
      },
    })
    expect(result).toMatchObject({ verdict: 'inconclusive', run: { interrupted: true }, sessions: { leaked: 0 } })
    expect(result.requirements.filter(({ verdict }) => verdict === 'pass')).toHaveLength(3)
    const others = result.requirements.filter(({ verdict }) => !['pass', 'recorded'].includes(verdict))
    expect(new Set(others.map(({ finding }) => finding?.message))).toEqual(new Set(['the run was interrupted']))
    expect(target.vcenter.sessions.size).toBe(0)
  })

  test('a run that is interrupted before it begins opens no session', async () => {
    const result = await runSuite(mockTarget(), { signal: AbortSignal.abort() })
    expect(result).toMatchObject({ verdict: 'inconclusive', run: { interrupted: true }, sessions: { opened: 0 } })
    expect(result.requirements.every(({ finding }) => finding?.code === 'interrupted')).toBe(true)
  })
})

describe('a target that stops answering', () => {
  test('a run ends after eight requests in a row without an answer', async () => {
    let calls = 0
    const target = mockTarget({
      around: (fetch) => async (request) => {
        calls += 1
        return calls > 150 ? new Promise(() => {}) : fetch(request)
      },
    })
    const result = await runSuite(target, { timeoutMs: 100 })
    expect(result.run.durationMs).toBeLessThan(3000)
    expect(result.verdict).toBe('inconclusive')
    expect(result.counts.error).toBe(0)
    expect(result.sessions.leaked).toBeGreaterThan(0)
    expect(result.requirements.map(({ finding }) => finding?.message)).toContain(
      'the target left 8 requests in a row unanswered; nothing more was sent',
    )
  })
})
