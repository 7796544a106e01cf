import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { runSuite } from '../../src/conformance/index.ts'
import { createVCenter, type MockSession } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { openOutsideSession } from './outside-session.ts'

// Whatever a server mixes up, the run must not end a session of others.

describe('a session of others', () => {
  test('a session that has got the token of an ended session of the run is not logged out', async () => {
    const vcenter = createVCenter()
    const others: MockSession[] = []
    const target = mockTarget({
      vcenter: {
        ...vcenter,
        terminateSessions(caller, keys) {
          const tokens = keys.flatMap((key) => vcenter.sessions.get(key)?.token ?? [])
          vcenter.terminateSessions(caller, keys)
          for (const token of tokens) others.push(Object.assign(openOutsideSession(vcenter), { token }))
        },
      },
    })
    await runSuite(target, { only: ['terminate.identity.token-is-no-id', 'terminate.path.unknown-moid'] })
    expect(others.length).toBeGreaterThan(0)
    expect([...vcenter.sessions.values()]).toEqual(others)
  })

  test('a session that has got the key of an ended session of the run is not terminated', async () => {
    const vcenter = createVCenter()
    const others: MockSession[] = []
    const target = mockTarget({
      vcenter: {
        ...vcenter,
        terminateSessions(caller, keys) {
          vcenter.terminateSessions(caller, keys)
          for (const key of keys) {
            const other = openOutsideSession(vcenter)
            vcenter.sessions.delete(other.key)
            others.push(Object.assign(other, { key }))
            vcenter.sessions.set(key, other)
          }
        },
      },
    })
    const only = ['terminate.not-found.ended-session', 'terminate.success.all-listed']
    const { verdict, requirements } = await runSuite(target, { only })
    expect([...vcenter.sessions.values()]).toEqual(others)
    // Neither oracle can say any more what has become of the run's own session.
    expect(verdict).toBe('inconclusive')
    const reasons = requirements.map(({ verdict, finding }) => [verdict, finding?.message])
    expect(reasons).toEqual([
      ['unreached', expect.stringContaining('could not be read: sessionList')],
      ['unreached', expect.stringContaining('could not be read: sessionList')],
    ])
  })

  test.each([
    ['nothing', () => new Response('', { status: 200 })],
    ['an empty list', () => Response.json([])],
  ])('no TerminateSession is sent where sessionList answers with %s', async (_, answer) => {
    const vcenter = createVCenter()
    const other = openOutsideSession(vcenter)
    const sent: string[] = []
    const around =
      (fetch: Fetch): Fetch =>
      async (request) => {
        if (request.url.endsWith('/TerminateSession')) sent.push(await request.clone().text())
        return request.url.endsWith('/sessionList') ? answer() : fetch(request)
      }
    const result = await runSuite(mockTarget({ vcenter, around }))
    expect(sent).toEqual([])
    expect([...vcenter.sessions.keys()]).toEqual([other.key])
    expect(result).toMatchObject({ verdict: 'inconclusive', problem: { code: 'session-list' } })
  })
})
