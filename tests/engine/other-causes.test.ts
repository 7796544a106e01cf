import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { runSuite, type Target } from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'

// Sessions may end for other reasons than TerminateSession: that must not be put down to it.

const otherCause =
  'sessions end for other reasons than TerminateSession (a time-out, a limit, a clean-up job): one that nothing touched has ended during the run'

/** A target with somebody's job that ends every session which was idle for that many milliseconds. */
function withCleanUpJob(afterMs: number): Target & { vcenter: VCenter } {
  const vcenter = createVCenter()
  return mockTarget({
    vcenter,
    around: (fetch) => async (request) => {
      const now = Date.now()
      for (const { key, lastActiveTime } of [...vcenter.sessions.values()])
        if (now - lastActiveTime.getTime() > afterMs) vcenter.sessions.delete(key)
      return fetch(request)
    },
  })
}

/** A vCenter where a call of one check ends every session but the caller's. @param isOver whether that happens no more. */
function endingOthers(id: string, isOver: (times: number) => boolean): VCenter {
  const vcenter = createVCenter()
  let times = 0
  return {
    ...vcenter,
    terminateSessions(caller, keys) {
      const isItsCall = keys.some((key) => vcenter.sessions.get(key)?.userAgent.includes(` of ${id})`))
      vcenter.terminateSessions(caller, keys)
      if (!isItsCall || isOver(times)) return
      times += 1
      for (const key of [...vcenter.sessions.keys()]) if (key !== caller.key) vcenter.sessions.delete(key)
    },
  }
}

describe('sessions that end for other reasons', () => {
  test('a job that ends every idle session makes the run inconclusive, and nothing fails', async () => {
    const {
      verdict,
      counts,
      requirements,
      otherCause: told,
    } = await runSuite(withCleanUpJob(1000), {
      only: ['terminate.success.no-content', 'terminate.success.every-session', 'terminate.not-found.fault'],
      idleMs: 1500,
    })
    expect([verdict, told]).toEqual(['inconclusive', otherCause])
    expect(counts).toMatchObject({ pass: 2, fail: 0, unreached: 1 })
    expect(requirements[1]).toMatchObject({ id: 'terminate.success.every-session', verdict: 'unreached' })
  })

  test('a job that ends what is idle for less time than a check takes makes the run inconclusive, and nothing fails', async () => {
    const { vcenter, ...target } = withCleanUpJob(250)
    const { fetch } = target
    if (fetch === undefined) throw new Error('the mock has a fetch')
    const distant = { ...target, fetch: (request: Request) => setTimeout(15).then(() => fetch(request)) }
    const {
      verdict,
      counts,
      otherCause: told,
      sessions,
    } = await runSuite(distant, {
      only: ['terminate.success.clones', 'terminate.success.no-content', 'terminate.success.long-list'],
      seed: 1,
    })
    expect([verdict, told]).toEqual(['inconclusive', otherCause])
    expect(counts).toMatchObject({ fail: 0, warn: 0, error: 0 })
    expect([sessions.leaked, vcenter.sessions.size]).toEqual([0, 0])
  }, 60_000)

  test('a finding that is not found again is not put down to the operation', async () => {
    const id = 'terminate.success.bystanders-untouched'
    const result = await runSuite(mockTarget({ vcenter: endingOthers(id, (times) => times === 1) }), { only: [id] })
    expect(result).toMatchObject({
      verdict: 'inconclusive',
      otherCause,
      requirements: [{ verdict: 'unreached', finding: { code: 'other-cause', message: otherCause } }],
    })
  })

  test('a target whose call ends the sessions of others does so again, and fails', async () => {
    const id = 'terminate.success.bystanders-untouched'
    const result = await runSuite(mockTarget({ vcenter: endingOthers(id, () => false) }), { only: [id] })
    expect(result).toMatchObject({ verdict: 'nonconformant', requirements: [{ verdict: 'fail' }] })
    expect(result.otherCause).toBeUndefined()
  })

  test('a run whose sessions live tells of no other cause', async () => {
    const { verdict, otherCause: told } = await runSuite(withCleanUpJob(60_000), {
      only: ['terminate.success.no-content', 'terminate.success.every-session'],
      idleMs: 50,
    })
    expect([verdict, told]).toEqual(['conformant', undefined])
  })
})
