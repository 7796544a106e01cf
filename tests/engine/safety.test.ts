import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'

/** Notes the body of every TerminateSession that arrives. */
function noting(bodies: string[]): (fetch: Fetch) => Fetch {
  return (fetch) => async (request) => {
    if (request.url.includes('TerminateSession')) bodies.push(await request.clone().text())
    return fetch(request)
  }
}

function withOthers(count: number): { vcenter: VCenter; others: string[] } {
  const vcenter = createVCenter()
  const { userName, password } = principals.controller
  const others = Array.from(
    { length: count },
    () => vcenter.login(userName, password, { ipAddress: '', userAgent: '' }).key,
  )
  return { vcenter, others }
}

describe('where others are logged on', () => {
  test('their ids never arrive, hazardous probes are left out, and they live on', async () => {
    const bodies: string[] = []
    const { vcenter, others } = withOthers(300)
    const result = await runSuite(mockTarget({ vcenter, around: noting(bodies) }))
    expect(bodies.filter((body) => others.some((key) => body.includes(key)))).toEqual([])
    expect(bodies.every((body) => JSON.parse(body).sessionId.length > 0)).toBe(true)
    expect([...vcenter.sessions.keys()]).toEqual(others)
    const leftOut = result.requirements.filter(({ verdict }) => verdict !== 'pass')
    expect(leftOut.map(({ id, verdict }) => [id, verdict])).toEqual(
      [
        'terminate.request.body-required',
        'terminate.request.session-id-required',
        'terminate.request.malformed-json',
        'terminate.request.session-id-type',
        'terminate.request.element-type',
        'terminate.request.method',
        'terminate.request.no-content-type',
        'terminate.empty-list.no-effect',
        'terminate.authentication.anonymous',
        'terminate.authentication.anonymous-fault',
      ].map((id) => [id, 'unsupported']),
    )
    expect(leftOut[0]?.finding).toEqual({
      code: 'foreign-sessions',
      message:
        "sessionList shows 300 sessions that are not this run's, and a defective server might answer this call by ending everybody's",
    })
    expect(result.verdict).toBe('conformant')
  })

  test('--exclusive lets the probes go', async () => {
    const { vcenter } = withOthers(1)
    const { counts } = await runSuite(mockTarget({ vcenter }), { exclusive: true })
    expect(counts).toMatchObject({ pass: 39, unsupported: 0 })
  })

  test('somebody who logs on during the run is seen', async () => {
    const { vcenter } = withOthers(0)
    const { userName, password } = principals.controller
    let calls = 0
    const around =
      (fetch: Fetch): Fetch =>
      async (request) => {
        calls += 1
        if (calls === 100) vcenter.login(userName, password, { ipAddress: '', userAgent: '' })
        return fetch(request)
      }
    const { counts } = await runSuite(mockTarget({ vcenter, around }))
    expect(counts.unsupported).toBe(10)
  })
})

test('a run leaves no session behind, and opens fewer than 150', async () => {
  const target = mockTarget()
  const { sessions } = await runSuite(target)
  expect(sessions).toEqual({ opened: sessions.opened, closed: sessions.opened, leaked: 0, unclosable: 0 })
  expect(sessions.opened).toBeLessThan(150)
  expect(target.vcenter.sessions.size).toBe(0)
})

test('an interrupted run closes what it has opened', async () => {
  const interruption = new AbortController()
  let calls = 0
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      calls += 1
      if (calls === 120) interruption.abort()
      return fetch(request)
    }
  const target = mockTarget({ around })
  const result = await runSuite(target, { signal: interruption.signal })
  expect(target.vcenter.sessions.size).toBe(0)
  expect(result.sessions.leaked).toBe(0)
  expect(result.sessions.opened).toBeGreaterThan(20)
  expect(result.run.interrupted).toBe(true)
  expect(result.verdict).toBe('inconclusive')
  expect(result.requirements.filter(({ finding }) => finding?.code === 'interrupted').length).toBeGreaterThan(10)
})

test('where Logout does not work, sessions are terminated instead', async () => {
  const vcenter = createVCenter()
  const target = mockTarget({ vcenter: { ...vcenter, logout() {} } })
  const { sessions } = await runSuite(target, {
    only: ['terminate.not-found.fault', 'terminate.success.bystanders-untouched'],
  })
  // The controller itself can neither be logged out nor terminated by anybody: it is counted.
  expect(sessions.leaked).toBe(1)
  expect(vcenter.sessions.size).toBe(1)
})

test('sessions that cannot be closed are counted', async () => {
  let isGone = false
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      if (isGone)
        throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
      if (request.url.endsWith('/TerminateSession')) isGone = true
      return fetch(request)
    }
  const target = mockTarget({ around })
  const { sessions, verdict, requirements } = await runSuite(target, { only: ['terminate.success.all-listed'] })
  expect(sessions).toEqual({ opened: 4, closed: 0, leaked: 4, unclosable: 0 })
  expect(verdict).toBe('inconclusive')
  expect(requirements[0]).toMatchObject({ verdict: 'unreached', finding: { code: 'unanswered' } })
})
