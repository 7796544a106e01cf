import { describe, expect, test } from 'vitest'
import { type RequirementResult, recordedTarget, runSuite, type Target } from '../../src/conformance/index.ts'
import { createVCenter, type MockSession } from '../../src/mock/index.ts'
import { readRecording } from '../../src/report/har/read.ts'
import { harReport } from '../../src/report/har/write.ts'
import { mockTarget } from '../support/mock-target.ts'
import { principals } from '../support/principals.ts'

/** A mock, and a session on it that somebody lends to a run, which has no password. */
function lending(of = principals.controller): {
  target: Target
  lent: MockSession
  sessions: Map<string, MockSession>
} {
  const vcenter = createVCenter()
  const lent = vcenter.login(of.userName, of.password, { userAgent: 'single sign-on', ipAddress: '192.0.2.1' })
  const { url, fetch } = mockTarget({ vcenter })
  return {
    target: { url, ...(fetch === undefined ? {} : { fetch }), controller: { token: lent.token } },
    lent,
    sessions: vcenter.sessions,
  }
}

const verdictsOf = (requirements: readonly RequirementResult[]) =>
  Object.fromEntries(requirements.map(({ id, verdict }) => [id, verdict]))

describe('a run with a session that is lent, and no password', () => {
  test('judges every must that needs no second account, and leaves the session alive and alone', async () => {
    const { target, lent, sessions } = lending()
    const result = await runSuite(target, { seed: 1, exclusive: true })
    expect(result.verdict).toBe('conformant')
    const open = result.requirements.filter(({ verdict }) => !['pass', 'recorded'].includes(verdict))
    expect(open.map(({ id, verdict, finding }) => [id, verdict, finding?.code])).toEqual([
      ['terminate.privilege.required', 'unsupported', 'second-principal'],
      ['terminate.privilege.fault', 'unsupported', 'second-principal'],
    ])
    expect([...sessions.keys()]).toEqual([lent.key])
    expect(result.sessions).toMatchObject({ leaked: 0, unclosable: 0 })
    expect(result.run.principals).toEqual({ controller: lent.principal.userName })
  })

  test("leaves out what a defective server could answer by ending it, where the target is not the run's own", async () => {
    const { target, lent, sessions } = lending()
    const { verdict, requirements } = await runSuite(target, { seed: 1 })
    expect(verdict).toBe('conformant')
    const skipped = requirements.filter(({ finding }) => finding?.code === 'foreign-sessions')
    expect(skipped.length).toBeGreaterThan(0)
    expect(new Set(skipped.map(({ finding }) => finding?.message))).toEqual(
      new Set([
        'sessionList shows 1 session that this run did not open (the one that is lent to it counts), and a defective server might answer this call by ending all sessions',
      ]),
    )
    expect([...sessions.keys()]).toEqual([lent.key])
  })

  test('sends its token with the question whose it is, and with requests for tickets', async () => {
    const { target, lent } = lending()
    const sent = new Set<string>()
    const { fetch } = target
    const { exchanges } = await runSuite(
      {
        ...target,
        fetch: async (request) => {
          const path = new URL(request.url).pathname
          if (request.headers.get('vmware-api-session-id') === lent.token) sent.add(path.split('/').at(-1) ?? '')
          expect(await request.clone().text()).not.toContain(lent.key)
          return fetch?.(request) ?? Response.error()
        },
      },
      { seed: 1, exclusive: true },
    )
    expect([...sent].sort()).toEqual(['AcquireCloneTicket', 'currentSession'])
    expect(exchanges.filter(({ path }) => path.endsWith('/Login'))).toEqual([])
  })

  test('shows its token nowhere, and can be judged again from its recording', async () => {
    const { target, lent } = lending()
    const result = await runSuite(target, { seed: 1 })
    const har = harReport(result)
    expect(JSON.stringify(result) + har).not.toContain(lent.token)
    const again = recordedTarget(readRecording(har))
    const replayed = await runSuite(again.target, again.options)
    expect(verdictsOf(replayed.requirements)).toEqual(verdictsOf(result.requirements))
  })

  test('has no verdict where the session is not logged on', async () => {
    const { target } = lending()
    const { verdict, problem } = await runSuite({ ...target, controller: { token: 'of no session' } })
    expect([verdict, problem]).toEqual([
      'inconclusive',
      {
        code: 'login',
        message: 'the given session is not logged on: its token proves no session on this target',
        refusal: { kind: 'currentSession', said: 'proves no session' },
      },
    ])
  })

  test('has no verdict where its account lacks the privilege', async () => {
    const { target, lent, sessions } = lending(principals.limited)
    const { verdict, problem } = await runSuite(target)
    expect([verdict, problem?.code]).toEqual(['inconclusive', 'privilege'])
    expect([...sessions.keys()]).toEqual([lent.key])
  })
})
