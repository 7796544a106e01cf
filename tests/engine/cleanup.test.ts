import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { requirements, runSuite } from '../../src/conformance/index.ts'
import { createVCenter } from '../../src/mock/index.ts'
import { lostConnection } from '../support/lost-connection.ts'
import { mockTarget } from '../support/mock-target.ts'
import { answering } from './one-check.ts'

describe('the cleanup', () => {
  test('a run closes every session that it opens, and opens at most five for each requirement', async () => {
    const target = mockTarget()
    const { sessions } = await runSuite(target)
    expect(sessions).toMatchObject({
      opened: sessions.opened,
      closed: sessions.opened,
      leaked: 0,
      unclosable: 0,
      ownership: 'proved',
    })
    expect(sessions.opened).toBeLessThanOrEqual(5 * requirements.length)
    expect(target.vcenter.sessions.size).toBe(0)
  })

  test('an interrupted run closes every session that it has opened', async () => {
    const interruption = new AbortController()
    let calls = 0
    const target = mockTarget({
      around: (fetch) => async (request) => {
        calls += 1
        if (calls === 120) interruption.abort()
        return fetch(request)
      },
    })
    const result = await runSuite(target, { signal: interruption.signal })
    expect(target.vcenter.sessions.size).toBe(0)
    expect(result.sessions.leaked).toBe(0)
    expect(result.sessions.opened).toBeGreaterThan(20)
    expect(result.run.interrupted).toBe(true)
    expect(result.verdict).toBe('inconclusive')
    expect(result.requirements.filter(({ finding }) => finding?.code === 'interrupted').length).toBeGreaterThan(10)
  })

  test.each([
    ['before it is carried out', false],
    ['after it is carried out', true],
  ])(
    'a Logout that loses its connection %s is sent again where the session is still alive',
    async (_, isCarriedOut) => {
      const seen = new Set<string>()
      const around = answering('Logout', async (request, fetch) => {
        const token = request.headers.get('vmware-api-session-id') ?? ''
        if (seen.has(token)) return fetch(request)
        seen.add(token)
        if (isCarriedOut) await fetch(request)
        throw lostConnection()
      })
      const target = mockTarget({ around })
      const { sessions } = await runSuite(target, { only: ['terminate.not-found.fault'] })
      expect([sessions.leaked, target.vcenter.sessions.size]).toEqual([0, 0])
      expect(seen.size).toBeGreaterThan(2)
    },
  )

  test('sessions that Logout does not end are terminated', async () => {
    const vcenter = createVCenter()
    const target = mockTarget({ vcenter: { ...vcenter, logout() {} } })
    const { sessions } = await runSuite(target, {
      only: ['terminate.not-found.fault', 'terminate.success.bystanders-untouched'],
    })
    // The last controller can neither log out nor terminate itself, so it is counted.
    expect(sessions.leaked).toBe(1)
    expect(vcenter.sessions.size).toBe(1)
  })

  test('sessions that Logout does not end are counted by their tokens where sessionList fails', async () => {
    const vcenter = createVCenter()
    let reads = 0
    const around = answering('sessionList', (request, fetch) => {
      reads += 1
      return reads > 2 ? new Response('', { status: 503 }) : fetch(request)
    })
    const { sessions } = await runSuite(mockTarget({ vcenter: { ...vcenter, logout() {} }, around }), {
      only: ['terminate.success.bystanders-untouched'],
    })
    expect(sessions.leaked).toBe(vcenter.sessions.size)
    expect(sessions.leaked).toBeGreaterThan(2)
  })

  test('sessions that cannot be closed are counted', async () => {
    let isGone = false
    const around =
      (fetch: Fetch): Fetch =>
      async (request) => {
        if (isGone) throw lostConnection()
        if (request.url.endsWith('/TerminateSession')) isGone = true
        return fetch(request)
      }
    const target = mockTarget({ around })
    const { sessions, verdict, requirements } = await runSuite(target, { only: ['terminate.success.all-listed'] })
    // The controller, the two idle sessions, and the three of the check.
    expect(sessions).toMatchObject({ opened: 6, closed: 0, leaked: 6, unclosable: 0, ownership: 'proved' })
    expect(verdict).toBe('inconclusive')
    expect(requirements[0]).toMatchObject({ verdict: 'unreached', finding: { code: 'unanswered' } })
  })

  test('a session that could not be verified when it was opened is closed at the end of the run', async () => {
    const vcenter = createVCenter()
    const read = new Set<string | null>()
    const around = answering('currentSession', (request, fetch) => {
      const token = request.headers.get('vmware-api-session-id')
      if (read.has(token)) return fetch(request)
      read.add(token)
      return read.size % 3 === 0 ? new Response('busy', { status: 503 }) : fetch(request)
    })
    const { sessions } = await runSuite(mockTarget({ vcenter, around }), {
      only: ['terminate.sequence.list-order', 'terminate.success.all-listed'],
    })
    expect([...vcenter.sessions.keys()]).toEqual([])
    expect(sessions).toMatchObject({ leaked: 0, unclosable: 0 })
    expect(sessions.opened).toBeGreaterThan(1)
  })
})
