import { describe, expect, test } from 'vitest'
import type { Fetch } from '../../src/client/index.ts'
import { type Exchange, requirements, runSuite, type SuiteResult } from '../../src/conformance/index.ts'
import { createVCenter, type MockSession, type VCenter } from '../../src/mock/index.ts'
import { mockTarget } from '../support/mock-target.ts'
import { answering } from './one-check.ts'

// Logins are expensive, so sessions are opened as clones of others where the target's clones are sessions in their own right.

/** How often each way of beginning a session was asked for. */
function counting(): { around: (fetch: Fetch) => Fetch; begun: Record<'Login' | 'CloneSession', number> } {
  const begun = { Login: 0, CloneSession: 0 }
  const around =
    (fetch: Fetch): Fetch =>
    async (request) => {
      if (request.url.endsWith('/Login')) begun.Login += 1
      if (request.url.endsWith('/CloneSession')) begun.CloneSession += 1
      return fetch(request)
    }
  return { around, begun }
}

/** The requirements for which sessions were cloned. */
const cloningIn = ({ exchanges }: SuiteResult) =>
  new Set(exchanges.flatMap(({ path, requirement }) => (path.endsWith('/CloneSession') ? [requirement] : [])))

/** A vCenter whose clones end with the session that they were cloned from. */
function endingClones(): VCenter {
  const vcenter = createVCenter()
  const parentOf = new Map<string, MockSession>()
  const clonesOf = new Map<MockSession, MockSession[]>()
  return {
    ...vcenter,
    acquireCloneTicket(caller) {
      const ticket = vcenter.acquireCloneTicket(caller)
      parentOf.set(ticket, caller)
      return ticket
    },
    cloneSession(ticket, origin) {
      const clone = vcenter.cloneSession(ticket, origin)
      const parent = parentOf.get(ticket)
      if (parent !== undefined) clonesOf.set(parent, [...(clonesOf.get(parent) ?? []), clone])
      return clone
    },
    terminateSessions(caller, keys) {
      const parents = keys.flatMap((key) => vcenter.sessions.get(key) ?? [])
      vcenter.terminateSessions(caller, keys)
      for (const clone of parents.flatMap((parent) => clonesOf.get(parent) ?? [])) vcenter.sessions.delete(clone.key)
    },
  }
}

describe('a target whose clones are sessions in their own right', () => {
  test('most sessions are cloned, except where a check wants those of logins, and all are closed', async () => {
    const { around, begun } = counting()
    const target = mockTarget({ around })
    const result = await runSuite(target)
    expect([result.verdict, result.sessions.leaked, target.vcenter.sessions.size]).toEqual(['conformant', 0, 0])
    expect(begun.CloneSession).toBeGreaterThan(2 * begun.Login)
    expect(begun.Login + begun.CloneSession).toBe(result.sessions.opened)
    const cloning = cloningIn(result)
    expect(cloning).toContain('terminate.sequence.every-failure')
    expect(cloning).not.toContain('terminate.success.no-content')
  })

  test('a check that is run alone makes as many calls as in a whole run', { timeout: 60_000 }, async () => {
    const callsOf = ({ exchanges, requirements }: SuiteResult) =>
      requirements.map(({ id }): [string, number] => [
        id,
        exchanges.filter((one) => one.requirement === id && isCall(one)).length,
      ])
    const isCall = ({ path }: Exchange) => path.endsWith('/TerminateSession')
    const whole = new Map(callsOf(await runSuite(mockTarget(), { seed: 1 })))
    for (const { id } of requirements) {
      const calls = whole.get(id)
      const alone = await runSuite(mockTarget(), { seed: 1, only: [id] })
      expect(alone.manifest).toEqual([id])
      // Which forms of an id are sent depends on the id, of which each run has others.
      expect(callsOf(alone)[0]?.[1]).toBeGreaterThanOrEqual(0.97 * (calls ?? 0))
    }
  })

  test('no other check runs before it is known, but for the one that comes before all others', async () => {
    const judged: string[] = []
    await runSuite(mockTarget(), { concurrency: 16, onJudged: ({ id }) => judged.push(id) })
    expect(judged.slice(0, 2)).toEqual(['terminate.effect.logins-untouched', 'terminate.success.clones'])
  })

  test('where no selected check has more cases with clones, every session is begun by a login', async () => {
    const { around, begun } = counting()
    await runSuite(mockTarget({ around }), {
      only: ['terminate.not-found.ended-session', 'terminate.fault.media-type'],
    })
    expect([begun.CloneSession, begun.Login > 3]).toEqual([0, true])
  })

  test('the session that others are cloned from is replaced where it ends during the run', async () => {
    const target = mockTarget()
    const { vcenter } = target
    let ended = 0
    const { counts } = await runSuite(target, {
      concurrency: 1,
      only: ['terminate.success.clones', 'terminate.fault.schema', 'terminate.fault.media-type'],
      onJudged: () => {
        const parent = [...vcenter.sessions.values()].find(({ userAgent }) => userAgent.includes(' of parent/'))
        if (parent !== undefined && vcenter.sessions.delete(parent.key)) ended += 1
      },
    })
    expect([counts.pass, ended]).toEqual([3, 2])
  })
})

describe('a target without clones that can be used', () => {
  test('a check that has more cases with clones says that it had fewer, and why', async () => {
    const refuse = answering('AcquireCloneTicket', () => new Response('', { status: 404 }))
    const only = ['terminate.sequence.list-order', 'terminate.fault.media-type'] as const
    const { requirements } = await runSuite(mockTarget({ around: refuse }), { only })
    expect(requirements.map(({ id, recorded }) => [id, recorded])).toEqual([
      [
        'terminate.sequence.list-order',
        [
          expect.stringMatching(
            /^without clones, fewer cases were tested: the target has no clones: AcquireCloneTicket /,
          ),
        ],
      ],
      ['terminate.fault.media-type', undefined],
    ])
  })

  test.each(['AcquireCloneTicket', 'CloneSession'])(
    'a target that refuses %s is conformant, with at most 150 logins',
    async (member) => {
      const { around: count, begun } = counting()
      const refuse = answering(member, () => new Response('', { status: 404 }))
      const target = mockTarget({ around: (fetch) => refuse(count(fetch)) })
      const { verdict, requirements, sessions } = await runSuite(target)
      expect(verdict).toBe('conformant')
      expect(requirements.filter((one) => !['pass', 'recorded'].includes(one.verdict))).toMatchObject([
        { id: 'terminate.success.clones', verdict: 'unsupported', finding: { code: 'not-applicable' } },
      ])
      expect(begun.Login).toBeLessThanOrEqual(150)
      expect([sessions.leaked, target.vcenter.sessions.size]).toEqual([0, 0])
    },
  )

  test('where a clone ends with the session that was cloned, that is a finding, and no other check uses clones', async () => {
    const result = await runSuite(mockTarget({ vcenter: endingClones() }))
    expect(result.verdict).toBe('nonconformant')
    const notPassed = result.requirements.filter(({ verdict }) => !['pass', 'recorded'].includes(verdict))
    expect(notPassed).toMatchObject([
      { id: 'terminate.success.clones', verdict: 'fail', finding: { code: 'wrongly-ended' } },
    ])
    // The others use a clone ticket, and no session that is a clone.
    const ofTickets = ['terminate.effect.logins-untouched', 'terminate.identity.token-is-no-id']
    expect(cloningIn(result)).toEqual(new Set(['terminate.success.clones', ...ofTickets]))
  })
})
